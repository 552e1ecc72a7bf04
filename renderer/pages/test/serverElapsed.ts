import { hereClock } from '../../../shared/model/servers/serverClock';
import type { TargetView } from '../../../shared/bridge/session';

/**
 * How long ago (ms) a moment of the server's clock is, at `now` of this computer's. Where work on a practice server goes
 * faster, so does what a person waits for there.
 */
export function serverElapsed(view: TargetView, at: number, now: number): number {
  const here = hereClock(view.skewMs);
  return Math.max(0, now - here(at)) * (view.practice?.speed ?? 1);
}

/** The moment of the server's clock at which so many milliseconds of waiting are over; the counterpart of `serverElapsed`. */
export const serverMomentAfter = (view: TargetView, at: number, ms: number): number =>
  at + ms / (view.practice?.speed ?? 1);
