import { useTranslation } from 'react-i18next';
import { rungIds, type Rung, type TargetView } from '../../../shared/session';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { CauseBox } from '../../components/causeBox';
import type { GlyphState } from '../../components/glyphState';
import { Ladder } from '../../components/ladder';
import { failureText } from '../failureText';
import { FailureNote } from '../shell/failureNote';
import { useAsk } from '../useAsk';

const glyphs: Readonly<Record<Rung['state'], GlyphState>> = {
  ahead: 'ahead',
  testing: 'running',
  done: 'done',
  stopped: 'stopped',
  notNeeded: 'notNeeded',
};
const untested = (id: Rung['id']): Rung => ({ id, state: 'ahead', value: '', ms: null, failure: null });

/** The server that is tested, and what tests it again. */
export interface ConnectionProps {
  readonly view: TargetView;
  readonly onAgain: () => void;
}

/** The ladder of seven rungs; a stopped one opens with its cause and the one fix. */
export function Connection({ view, onAgain }: ConnectionProps) {
  const { t } = useTranslation('connect');
  const client = useClient();
  const { carrier } = useHello();
  const { ask, failure } = useAsk();

  const valueOf = (rung: Rung): string => {
    if (rung.state === 'notNeeded') return t(`notNeeded.${view.target.kind}`);
    if (rung.state === 'ahead') return t('notTested');
    if (rung.state === 'testing') return t('rungTesting');
    if (rung.state === 'stopped' && rung.failure !== null) return t(`errors:${rung.failure.code}.title`);
    return t(`rung.${rung.id}.value`, { value: rung.value });
  };

  const more = (rung: Rung) => {
    if (rung.failure === null) return undefined;
    const words = failureText(t, rung.failure);
    const elevate = rung.failure.code === 'target.notElevated' && carrier === 'electron';
    return (
      <>
        <CauseBox
          actions={
            <>
              {elevate && (
                <ActionButton
                  size="small"
                  variant="primary"
                  onPress={() => void ask(() => client.relaunchElevated({ targetId: view.target.id }))}
                >
                  {t('elevate')}
                </ActionButton>
              )}
              <ActionButton size="small" onPress={onAgain}>
                {t('again')}
              </ActionButton>
            </>
          }
        >
          {words.cause} {words.next}
        </CauseBox>
        {words.raw !== '' && (
          <pre className="gw-failure-raw gw-inset gw-mono" lang="en">
            {words.raw}
          </pre>
        )}
        {failure !== null && <FailureNote failure={failure} />}
      </>
    );
  };

  return (
    <Ladder
      label={t('connection')}
      rungs={rungIds.map((id) => {
        const rung = view.rungs.find((entry) => entry.id === id) ?? untested(id);
        return {
          id,
          state: glyphs[rung.state],
          name: t(`rung.${id}.name`),
          value: valueOf(rung),
          milliseconds: rung.ms ?? undefined,
          more: more(rung),
        };
      })}
    />
  );
}
