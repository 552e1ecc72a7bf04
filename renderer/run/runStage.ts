import { actions } from '../../shared/plan/actions';
import { stepOf } from '../../shared/plan/actions/work';
import type { Knowledge } from '../../shared/steps/assessment';
import type { ChangingStep } from '../../shared/model/journeys';
import { interruption } from '../../shared/steps/interruption';
import type { RunAction, RunView, TargetView } from '../../shared/bridge/session';

/**
 * What the page of a step shows of the last run. `steps` are those whose actions the page speaks for.
 * - `running`: an action is carried out, or facts are read between two. `lost`: nobody follows it, or has
 *   seen its restart, until a person opens the way.
 * - `failed`, `conflict`: an action of these steps ended so; a run can also fail before its next action (null). `restart`, `restarting`, `stopped`: the plan waits.
 * - `none`: the facts say better what the run could say.
 */
export type RunStage =
  | { readonly kind: 'running' | 'lost'; readonly run: RunView; readonly action: RunAction | null }
  | { readonly kind: 'failed'; readonly run: RunView; readonly action: RunAction | null }
  | { readonly kind: 'conflict'; readonly run: RunView; readonly action: RunAction }
  | { readonly kind: 'restart' | 'restarting' | 'stopped'; readonly run: RunView }
  | { readonly kind: 'none' };

/** The step that an action of a run belongs to; null for an id that this version does not know. */
export function stepOfAction(known: Knowledge, id: string): ChangingStep | null {
  const { journey, facts } = known.situation;
  return actions.some((action) => action.id === id) ? stepOf(id, journey, facts) : null;
}

/** Reads the last run for a page. Pure. */
export function runStage(view: TargetView, known: Knowledge, steps: readonly ChangingStep[]): RunStage {
  const { run } = view;
  if (run === null) return { kind: 'none' };
  const ours = (action: RunAction): boolean => {
    const step = stepOfAction(known, action.id);
    return step !== null && steps.includes(step);
  };
  if (run.outcome === 'restarting' || view.busy === 'restarting') return { kind: 'restarting', run };
  const running = run.actions.find((action) => action.state === 'running') ?? null;
  if (interruption({ view, known }) !== null) return { kind: 'lost', run, action: running };
  if (run.outcome === 'running' || run.outcome === 'interrupted')
    return { kind: 'running', run, action: running };
  const open = known.plan.filter((item) => item.needed);
  // An action that somebody has repaired since, and that the facts show as done, has not failed any more.
  const ended = (action: RunAction): boolean =>
    ours(action) && (run.purpose !== 'plan' || open.some((item) => item.id === action.id));
  const failed = run.actions.find((entry) => entry.state === 'failed' || entry.state === 'unknown');
  if (failed && ended(failed)) return { kind: 'failed', run, action: failed };
  const conflict = run.actions.find((entry) => entry.state === 'conflict');
  if (conflict && ended(conflict)) return { kind: 'conflict', run, action: conflict };
  const next = open[0]?.step;
  const mine = run.purpose !== 'plan' || (next !== undefined && steps.includes(next));
  if (run.outcome === 'failed' && failed === undefined && mine) return { kind: 'failed', run, action: null };
  if (run.purpose !== 'plan' || !open.some((item) => steps.includes(item.step))) return { kind: 'none' };
  if (run.outcome === 'restartRequired') return { kind: 'restart', run };
  return run.outcome === 'stopped' ? { kind: 'stopped', run } : { kind: 'none' };
}
