import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import type { ServerState } from '../../../shared/model/facts';
import { actions } from '../../../shared/plan/actions';
import { actionText } from '../../../shared/plan/actionText';
import { useClient } from '../../client';
import { Accept } from '../../components/accept';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import type { Ask } from '../../frame/useAsk';
import '../../components/section.css';
import { useTimes } from '../../frame/useTimes';

/** Agents that onboard servers by themselves. */
const onboarders = ['arc', 'defenderForCloud', 'configMgr', 'intune'] as const;

/** What Gangway's settings leave on a server, each to be kept or taken back, and who may onboard it again. */
export function LeftBehind({ view, facts, ask }: { view: TargetView; facts: ServerState; ask: Ask['ask'] }) {
  const { t } = useTexts('takeOff');
  const client = useClient();
  const times = useTimes();
  const targetId = view.target.id;
  const takenBack = view.inputs.afterwards.takeBack;
  const newest = view.changes.filter(
    (change, index) =>
      change.undo === 'possible' &&
      view.changes.findLastIndex(({ action, undo }) => action === change.action && undo === 'possible') ===
        index,
  );
  // What somebody else changed since is not ours to take back.
  const ours = newest.filter(
    ({ action, after }) => actions.find(({ id }) => id === action)?.evidence(facts) === after,
  );
  const again = onboarders.filter((kind) => facts.owners.some((owner) => owner.kind === kind));
  return (
    <>
      <Section title={t('left.title')} note={ours.length === 0 ? undefined : t('left.note')}>
        {ours.length === 0 && <p className="gw-detail">{t('left.none')}</p>}
        {ours.map(({ action, after, at }) => (
          <Accept
            key={action}
            checked={takenBack.some((one) => one.action === action)}
            onChange={(back) =>
              void ask(() => client.changeInputs({ targetId, change: { kind: 'takeBack', action, back } }))
            }
          >
            {actionText(t, action, 'ledger')} <span className="gw-mono">{after}</span>{' '}
            <span className="gw-caption">{t('left.by', { time: times.moment(at) })}</span>
          </Accept>
        ))}
      </Section>
      <section className="gw-section">
        <Note>{t('stays')}</Note>
      </section>
      {(again.length > 0 || facts.computer.domainJoined) && (
        <Section title={t('again.title')}>
          {facts.computer.domainJoined && <Note>{t('again.policy')}</Note>}
          {again.map((kind) => (
            <Note key={kind} tone="caution">
              {t(`again.${kind}`)}
            </Note>
          ))}
        </Section>
      )}
    </>
  );
}
