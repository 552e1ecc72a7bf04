import type { Change, RunAction } from '../../shared/bridge/session';

/**
 * Actions of a run that goes on after a restart or a stop: what the run before it did is "already so" for this one, and the
 * ledger knows that Gangway did it, and when. What was taken back since is left as it is.
 */
export function doneBefore(actions: readonly RunAction[], changes: readonly Change[]): RunAction[] {
  return actions.map((action) => {
    const change = changes.findLast(({ action: id, undo }) => id === action.id && undo !== 'undone');
    return action.state === 'alreadySo' && change !== undefined
      ? { ...action, state: 'done', endedAt: change.at }
      : action;
  });
}
