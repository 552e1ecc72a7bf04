import type { Say } from '../../../shared/locales/keys';
import type { TargetView } from '../../../shared/bridge/session';
import type { StepId } from '../../../shared/model/journeys';

/**
 * What stands at the foot of every page: nothing was changed, or how much was and how much can be undone. The plan's page
 * says that the line is there, and leaves room for the name that is typed.
 */
export function ledgerSentence(t: Say, view: TargetView, step: StepId): string {
  const { name, kind } = view.target;
  const changes = view.changes.filter((change) => change.undo !== 'undone');
  if (view.changes.length === 0)
    return t(step === 'plan' ? 'frame:ledger.begin' : 'frame:ledger.none', { name });
  const undoable = changes.filter((change) => change.undo === 'possible').length;
  const count = t('frame:ledger.count', { count: changes.length, name });
  if (kind === 'practice') return `${count} ${t('frame:ledger.simulated')}`;
  return `${count} ${t('frame:ledger.undoable', { count: undoable })}`;
}
