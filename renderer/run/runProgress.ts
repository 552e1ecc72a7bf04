import { actions } from '../../shared/plan/actions';
import type { RunAction, RunView } from '../../shared/bridge/session';

/** How far a run is, by the expected minutes of its actions. */
export interface RunProgress {
  /** 0 to 100. */
  readonly percent: number;
  /** Expected minutes until the end, from and to. */
  readonly left: readonly [number, number];
}

/** Expected minutes of an action, from and to. */
export function minutesOf(id: string): readonly [number, number] {
  return actions.find((action) => action.id === id)?.minutes ?? [0, 1];
}

const weightOf = (action: RunAction): number => {
  const [from, to] = minutesOf(action.id);
  return (from + to) / 2;
};
const finished = new Set(['done', 'restartRequired', 'conflict', 'failed', 'unknown']);

/** How much of an action is done, 0 to 1: what it reports, else its time, which never counts for the whole of it. */
function shareOf(action: RunAction, now: number, speed: number): number {
  if (finished.has(action.state)) return 1;
  if (action.state !== 'running' || action.startedAt === null) return 0;
  const { progress } = action;
  if (progress?.total) return Math.min(1, progress.done / progress.total);
  // The start is dated by main's clock, which may be a little ahead of the page's tick.
  const elapsed = (Math.max(0, now - action.startedAt) * speed) / 60_000;
  return Math.min(0.9, elapsed / Math.max(0.1, minutesOf(action.id)[1]));
}

/**
 * Progress of a run at a moment (epoch ms). `speed` is that of the work on a practice server, 1 otherwise; the minutes left
 * are those at normal speed. Actions that were already so weigh nothing. Without contact time counts only as far as
 * the server was seen. Pure.
 */
export function runProgress(run: RunView, now: number, speed = 1): RunProgress {
  const seen = run.outcome === 'interrupted' ? (run.contactLostAt ?? run.lastOutputAt ?? run.startedAt) : now;
  let all = 0;
  let done = 0;
  let from = 0;
  let to = 0;
  for (const action of run.actions) {
    if (action.state === 'alreadySo') continue;
    const share = shareOf(action, seen, speed);
    const [least, most] = minutesOf(action.id);
    all += weightOf(action);
    done += weightOf(action) * share;
    // A copy that is measured knows better than the catalogue.
    const measured = action.state === 'running' ? (action.copy?.minutesLeft ?? null) : null;
    from += measured ?? least * (1 - share);
    to += measured === null ? most * (1 - share) : Math.max(1, measured);
  }
  // The last facts are still read when every action is done: the whole is reached with the outcome, not before.
  const most = run.outcome === 'done' ? 100 : 99;
  const percent = all === 0 ? most : Math.min(most, Math.floor((done / all) * 100));
  return { percent, left: [Math.floor(from), Math.ceil(to)] };
}
