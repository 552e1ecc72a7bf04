import type { TargetView } from '../../../shared/session';

/**
 * How long ago (ms) a moment of the server's clock is, at `now` of this computer's: what the server itself counted until it
 * was read, and the time since then. Right for clocks that differ, and for practice clocks that run faster.
 */
export function serverElapsed(view: TargetView, at: number, now: number): number {
  if (view.facts === null || view.factsAt === null) return 0;
  const since = Math.max(0, now - view.factsAt) * (view.practice?.speed ?? 1);
  return Math.max(0, view.facts.readAt - at + since);
}
