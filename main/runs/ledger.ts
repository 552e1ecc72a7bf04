import { z } from 'zod';
import { actions, makesChange } from '../../shared/plan/actions';
import type { Change, RunView } from '../../shared/bridge/session';
import type { JournalEntry } from '../journal/entry';
import { runOf } from './runState';

const evidenceSchema = z.object({ before: z.string().optional(), after: z.string().optional() });

/** The changes that a journal tells of: each verified action that is one, with what the server showed before and after. */
export function changesOf(entries: readonly JournalEntry[]): Change[] {
  const run = runOf(entries);
  return entries
    .filter((entry) => entry.phase === 'verified' && entry.action !== null && entry.nn !== null)
    .filter((entry) => makesChange(entry.action ?? ''))
    .map((entry) => {
      const action = entry.action ?? '';
      // A restart has no intent of its own: the run that called for it says how it found the server.
      const intent = entries.find(
        (other) => (other.phase === 'intent' || other.phase === 'needsReboot') && other.nn === entry.nn,
      );
      const before = evidenceSchema.safeParse(intent?.data);
      const after = evidenceSchema.safeParse(entry.data);
      return {
        runId: entry.runId,
        journey: run?.journey ?? 'onboard',
        nn: entry.nn ?? 1,
        action,
        at: entry.at,
        before: before.success ? (before.data.before ?? '') : '',
        after: after.success ? (after.data.after ?? '') : '',
        undo: undoOf(action, run),
      };
    });
}

/** Take off, too, takes settings back. */
const takesBack = (run: Pick<RunView, 'purpose' | 'journey'> | null): boolean =>
  run?.purpose === 'undo' || run?.journey === 'takeOff';

function undoOf(action: string, run: RunView | null): Change['undo'] {
  const record = actions.find(({ id }) => id === action);
  if (record?.takeBack !== undefined) return takesBack(run) ? 'none' : 'possible';
  return record?.oneWay ? 'oneWay' : 'none';
}

/** The ledger of a server over all its runs, oldest first. Taking a change back marks the one that it took back. */
export function ledger(journals: readonly (readonly JournalEntry[])[]): Change[] {
  const all = journals
    .flatMap((entries) => {
      const back = takesBack(runOf(entries));
      return changesOf(entries).map((change) => ({ change, back }));
    })
    .sort((a, b) => a.change.at - b.change.at || a.change.runId.localeCompare(b.change.runId, 'en'));
  const changes: Change[] = [];
  for (const { change, back } of all) {
    const undone = back
      ? changes.findLastIndex((entry) => entry.undo === 'possible' && entry.action === change.action)
      : -1;
    const taken = changes[undone];
    if (taken !== undefined) changes[undone] = { ...taken, undo: 'undone' };
    changes.push(change);
  }
  return changes;
}
