import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { useTimes } from '../../frame/useTimes';

/** The newest folder with run.cmd of a server: where it is, what to do with it, and how its result comes back. `planHash`: of the plan as it is now. */
export function FieldRunNote({ view, planHash }: { view: TargetView; planHash: string | null }) {
  const { t } = useTexts('field');
  const client = useClient();
  const { carrier } = useHello();
  const times = useTimes();
  const taking = useAsk();
  const playing = useAsk();
  const { fieldKit: kit, target } = view;
  if (kit == null) return null;
  const targetId = target.id;
  const take = (partial: boolean) => void taking.ask(() => client.importFieldResult({ targetId, partial }));
  const goesOn = kit.taken === null || view.run?.outcome === 'restartRequired';
  return (
    <Section title={t('run.title')}>
      {kit.taken !== null && (
        <Note glyph="done" lead={t('run.taken', { at: times.moment(kit.taken) })}>
          {t('run.takenNext')}
        </Note>
      )}
      {goesOn && (
        <>
          <p>{t('run.ready', { at: times.moment(kit.at), path: kit.path })}</p>
          <p>{t('run.how')}</p>
          <p className="gw-caption">{t('run.secret')}</p>
          {kit.taken === null && planHash !== null && planHash !== kit.planHash && (
            <Note tone="caution">{t('run.other')}</Note>
          )}
          <div className="gw-below">
            {/* A browser names no files of this computer. */}
            {carrier === 'electron' && (
              <ActionButton busy={taking.busy ? t('run.taking') : undefined} onPress={() => take(false)}>
                {t('run.take')}
              </ActionButton>
            )}
            {target.kind === 'practice' && (
              <ActionButton
                busy={playing.busy ? t('run.playing') : undefined}
                onPress={() => void playing.ask(() => client.playFieldRun({ targetId }))}
              >
                {t('run.play')}
              </ActionButton>
            )}
          </div>
          {target.kind === 'practice' && <p className="gw-caption">{t('run.playNote')}</p>}
        </>
      )}
      {[taking.failure, playing.failure].map((failure) =>
        failure === null ? null : <FailureNote key={failure.code} failure={failure} />,
      )}
      {taking.failure?.code === 'field.torn' && (
        <ActionButton size="small" onPress={() => take(true)}>
          {t('run.whole')}
        </ActionButton>
      )}
    </Section>
  );
}
