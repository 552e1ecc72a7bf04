import { UsbStickRegular } from '@fluentui/react-icons';
import { useId } from 'react';
import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import type { JourneyId } from '../../../shared/model/journeys';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { useTimes } from '../../frame/useTimes';

/** Which plan is written as a folder, what the person typed, and why it cannot be written yet. */
export interface FieldRunButtonProps {
  readonly targetId: string;
  readonly journey: JourneyId;
  readonly planHash: string;
  readonly name: string;
  readonly reason: string | undefined;
  readonly ask: ReturnType<typeof useAsk>;
}

/** Confirms the plan and writes it into a folder that a technician carries to the server. */
export function FieldRunButton({ targetId, journey, planHash, name, reason, ask }: FieldRunButtonProps) {
  const { t } = useTexts('field');
  const client = useClient();
  const id = useId();
  return (
    <>
      <ActionButton
        icon={<UsbStickRegular aria-hidden />}
        notYet={reason !== undefined}
        describedBy={reason === undefined ? undefined : id}
        busy={ask.busy ? t('run.writing') : undefined}
        onPress={() => void ask.ask(() => client.writeFieldRun({ targetId, journey, planHash, name }))}
      >
        {t('run.button')}
      </ActionButton>
      <span hidden id={id}>
        {reason}
      </span>
    </>
  );
}

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
