import { GangwayError } from '../../shared/errors';
import { holderOf, isLeaseOf, isLeaseOver, type Lease, type LeaseClaim } from '../../shared/model/lease';
import { findRun, runState } from './practiceRuns';
import type { PracticeState } from './machine/practiceState';

/** The hold of a practice server as it is now: the runner of a run's last action gives it back at its end. */
export function leaseNow(state: PracticeState): Lease | null {
  const { lease, lastOfLease } = state;
  if (lease === null || lastOfLease === null) return lease;
  const run = findRun(state, lease.runId, lastOfLease);
  return run !== null && runState(run, state.time) === 'ended' ? null : lease;
}

/** Takes or renews the hold, or throws, as `Enter-Lease` of Lease.ps1 does; answers what is kept then. */
export function enterLease(state: PracticeState, runId: string, claim: LeaseClaim | null): Lease | null {
  const held = leaseNow(state);
  const now = Math.floor(state.time);
  const ours = held !== null && claim !== null && isLeaseOf(held, claim);
  if (held !== null && !ours) {
    if (!isLeaseOver(held, now)) throw new GangwayError('run.leased', holderOf(held));
    if (claim?.takeOver !== held.runId) throw new GangwayError('run.leaseExpired', holderOf(held));
  }
  if (claim === null) return held;
  const { account, computer, technician, minutes } = claim;
  const since = ours && held.runId === runId ? held.since : now;
  return { runId, account, computer, technician, since, renewedAt: now, expiresAt: now + minutes * 60_000 };
}
