import { z } from 'zod';
import { makesChange } from '../../shared/actions';
import { failureSchema } from '../../shared/errors';
import { runViewSchema, type Change, type RunAction, type RunView } from '../../shared/session';
import type { JournalEntry } from '../journal/entry';

const plannedSchema = z.object({
  purpose: runViewSchema.shape.purpose,
  actions: z.array(z.object({ id: z.string(), nn: z.number().int(), needed: z.boolean() })),
});
const endedSchema = z.object({ outcome: runViewSchema.shape.outcome, failure: failureSchema.nullable() });
const restartSchema = z.object({ restart: z.enum(['asked', 'unknown']) });
const evidenceSchema = z.object({ before: z.string().optional(), after: z.string().optional() });

/** The run that a journal tells of; null when the journal does not even hold the plan (it was cut off before). */
export function runOf(entries: readonly JournalEntry[]): RunView | null {
  const first = entries[0];
  const planned = plannedSchema.safeParse(first?.data);
  if (first?.phase !== 'planned' || !planned.success) return null;
  const ended = endedSchema.safeParse(entries.findLast((entry) => entry.phase === 'ended')?.data);
  const actions = planned.data.actions.map((action) =>
    actionOf(
      action,
      entries.filter((entry) => entry.nn === action.nn),
    ),
  );
  const open = actions.some((action) => action.state === 'running');
  return {
    runId: first.runId,
    purpose: planned.data.purpose,
    startedAt: first.at,
    endedAt: open ? null : (entries.at(-1)?.at ?? null),
    // Neither ended nor in the middle of an action: the app went away between two actions.
    outcome: ended.success ? ended.data.outcome : open ? 'interrupted' : 'stopped',
    actions,
    stopAsked: false,
    failure: ended.success ? ended.data.failure : null,
    lastOutputAt: null,
    contactLostAt: null,
    restartAskedAt: askedAt(entries),
    lines: 0,
  };
}

/** When a restart was asked for that the journal does not show the end of; by this computer's clock. */
function askedAt(entries: readonly JournalEntry[]): number | null {
  const last = entries.findLastIndex(({ phase }) => phase === 'ended');
  const note = entries.slice(last + 1).findLast(({ data }) => restartSchema.safeParse(data).success);
  return note?.at ?? null;
}

const endStates: Partial<Record<JournalEntry['phase'], RunAction['state']>> = {
  verified: 'done',
  alreadySo: 'alreadySo',
  failed: 'failed',
  needsReboot: 'restartRequired',
  conflict: 'conflict',
  unknown: 'unknown',
};

function actionOf(
  planned: { id: string; nn: number; needed: boolean },
  entries: readonly JournalEntry[],
): RunAction {
  const last = entries.at(-1);
  const intent = entries.find((entry) => entry.phase === 'intent');
  const end = entries.findLast((entry) => endStates[entry.phase] !== undefined);
  const failure = failureSchema.partial().safeParse(end?.data);
  const state = end ? endStates[end.phase] : last ? 'running' : planned.needed ? 'ahead' : 'alreadySo';
  return {
    id: planned.id,
    nn: planned.nn,
    state: state ?? 'ahead',
    startedAt: intent?.at ?? null,
    endedAt: end?.at ?? null,
    failure:
      (state === 'failed' || state === 'unknown') && failure.success && failure.data.code
        ? { code: failure.data.code, detail: failure.data.detail ?? '', native: failure.data.native ?? null }
        : null,
    stage: null,
    progress: null,
    lastRecord: -1,
  };
}

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
        nn: entry.nn ?? 1,
        action,
        at: entry.at,
        before: before.success ? (before.data.before ?? '') : '',
        after: after.success ? (after.data.after ?? '') : '',
        undo: undoOf(action, run?.purpose ?? 'plan'),
      };
    });
}

function undoOf(action: string, purpose: RunView['purpose']): Change['undo'] {
  if (purpose === 'undo') return 'none';
  if (action === 'set-mode') return 'possible';
  return action === 'onboard' ? 'oneWay' : 'none';
}

/** The ledger of a server over all its runs, oldest first. Taking the mode back marks the one change that it took back. */
export function ledger(journals: readonly (readonly JournalEntry[])[]): Change[] {
  const all = journals
    .flatMap((entries) => changesOf(entries).map((change) => ({ change, purpose: runOf(entries)?.purpose })))
    .sort((a, b) => a.change.at - b.change.at || a.change.runId.localeCompare(b.change.runId, 'en'));
  const changes: Change[] = [];
  for (const { change, purpose } of all) {
    const undone = purpose === 'undo' ? changes.findLastIndex((entry) => entry.undo === 'possible') : -1;
    const taken = changes[undone];
    if (taken !== undefined) changes[undone] = { ...taken, undo: 'undone' };
    changes.push(change);
  }
  return changes;
}
