import { z } from 'zod';
import { failureSchema, type Failure } from '../../shared/errors';
import { runViewSchema, type RunAction, type RunView } from '../../shared/bridge/session';
import type { JournalEntry } from '../journal/entry';

/** What of a journal entry tells a run. */
export type RunEntry = Pick<JournalEntry, 'at' | 'runId' | 'nn' | 'phase' | 'data'>;

const plannedSchema = z.object({
  /** Runs from before there were other journeys do not name theirs. */
  journey: runViewSchema.shape.journey.default('onboard'),
  purpose: runViewSchema.shape.purpose,
  actions: z.array(z.object({ id: z.string(), nn: z.number().int(), needed: z.boolean() })),
});
/** What an entry that ends a run says. */
export const endedSchema = z.object({
  outcome: runViewSchema.shape.outcome,
  failure: failureSchema.nullable(),
});
// Beside the failure lies what the server showed afterwards.
const failedSchema = z.object(failureSchema.partial().shape);
const restartSchema = z.object({ restart: z.enum(['asked', 'unknown', 'begun']) });
const verifiedSchema = z.object({ restart: z.literal(true) });

/**
 * The run as one more entry leaves it: the same for a page that follows it and for a start of the app that finds its journal. Null
 * until the plan is written. What the journal does not hold (progress, contact, lines) stays as it is. Pure; never throws.
 */
export function withEntry(run: RunView | null, entry: RunEntry): RunView | null {
  if (entry.phase === 'planned') return run ?? plannedRun(entry);
  if (run === null) return null;
  if (entry.phase === 'ended') return endedRun(run, entry);
  if (entry.phase === 'note') return notedRun(run, entry);
  const actions = run.actions.map((action) => (action.nn === entry.nn ? actionWith(action, entry) : action));
  // An action that waited for the restart its tool had begun is over: its run goes on.
  const goesOn = restartsItself(run) && !actions.some(({ state }) => state === 'running');
  return { ...run, actions, ...(goesOn ? { outcome: 'running', restartAskedAt: null } : {}) };
}

/** Whether the tool of the action under way restarts the server, and nobody asked for it. */
const restartsItself = ({ outcome, actions }: RunView): boolean =>
  outcome === 'restarting' && actions.some(({ state }) => state === 'running');

/** The run that a journal tells of, where nobody is at work on it; null when it does not even hold the plan (it was cut off before). */
export function runOf(entries: readonly JournalEntry[]): RunView | null {
  if (entries[0]?.phase !== 'planned') return null;
  const run = entries.reduce<RunView | null>(withEntry, null);
  if (run === null) return null;
  if (run.outcome === 'restarting' && !restartsItself(run)) return { ...run, outcome: 'restartRequired' };
  if (run.outcome !== 'running' && run.outcome !== 'restarting') return run;
  // Neither ended nor in the middle of an action: the app went away between two actions.
  const open = run.actions.some(({ state }) => state === 'running');
  return open
    ? { ...run, outcome: 'interrupted' }
    : { ...run, outcome: 'stopped', endedAt: entries.at(-1)?.at ?? null };
}

function plannedRun({ at, runId, data }: RunEntry): RunView | null {
  const planned = plannedSchema.safeParse(data);
  if (!planned.success) return null;
  return {
    runId,
    journey: planned.data.journey,
    purpose: planned.data.purpose,
    startedAt: at,
    endedAt: null,
    outcome: 'running',
    actions: planned.data.actions.map(({ id, nn, needed }) => ({
      id,
      nn,
      state: needed ? 'ahead' : 'alreadySo',
      startedAt: null,
      endedAt: null,
      failure: null,
      stage: null,
      progress: null,
    })),
    stopAsked: false,
    failure: null,
    lastOutputAt: null,
    contactLostAt: null,
    restartAskedAt: null,
    lines: 0,
  };
}

function endedRun(run: RunView, { at, data }: RunEntry): RunView {
  const ended = endedSchema.safeParse(data);
  if (!ended.success) return run;
  // A run that ends a second time waited for a restart: what still waits then was proved before it.
  const restarted = run.outcome === 'restartRequired' || run.outcome === 'restarting';
  return {
    ...run,
    ...ended.data,
    endedAt: at,
    stopAsked: false,
    restartAskedAt: null,
    contactLostAt: null,
    actions: run.actions.map((action) =>
      restarted && action.state === 'restartRequired' ? { ...action, state: 'done' } : action,
    ),
  };
}

/** A restart that was asked for belongs to a run that waits for one, or comes after it; one that a tool has begun, to the run under way. */
function notedRun(run: RunView, { at, data }: RunEntry): RunView {
  const noted = restartSchema.safeParse(data);
  if (!noted.success) return run;
  const waits = run.outcome === 'restartRequired' || noted.data.restart === 'begun';
  return { ...run, restartAskedAt: at, outcome: waits ? 'restarting' : run.outcome };
}

const endStates: Partial<Record<JournalEntry['phase'], RunAction['state']>> = {
  verified: 'done',
  alreadySo: 'alreadySo',
  failed: 'failed',
  needsReboot: 'restartRequired',
  conflict: 'conflict',
  unknown: 'unknown',
  stopped: 'stopped',
};

function actionWith(action: RunAction, { at, phase, data }: RunEntry): RunAction {
  if (phase === 'intent') return { ...action, state: 'running', startedAt: at };
  const state =
    phase === 'verified' && verifiedSchema.safeParse(data).success ? 'restartRequired' : endStates[phase];
  if (state === undefined) return action.state === 'ahead' ? { ...action, state: 'running' } : action;
  return {
    ...action,
    state,
    endedAt: at,
    stage: null,
    progress: null,
    failure: state === 'failed' || state === 'unknown' ? failureOfEntry(data) : null,
  };
}

function failureOfEntry(data: unknown): Failure | null {
  const found = failedSchema.safeParse(data);
  return found.success && found.data.code
    ? { code: found.data.code, detail: found.data.detail ?? '', native: found.data.native ?? null }
    : null;
}
