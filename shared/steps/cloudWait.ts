import type { Assessment } from './assessment';
import { saysOnboarded } from './proofs';

/** After 30 minutes without a first contact, somebody should look at it. */
const patienceMs = 30 * 60_000;

/** How long an onboarded server has waited for its first contact with the cloud. */
export interface CloudWait {
  /** ms up to the last reading, all by the server's own clock; null where nothing tells when it was onboarded. */
  readonly waitedMs: number | null;
  /** It took longer than it should, or nobody knows since when. */
  readonly overdue: boolean;
}

/**
 * The wait for the cloud; null where there is none: not onboarded, or in contact. It began with the event that the sensor or the
 * onboarding script wrote, else with the onboarding in the change ledger, whose time is this computer's.
 */
export function cloudWait({ view, known }: Assessment): CloudWait | null {
  if (known?.proofs.find((proof) => proof.id === 'cloud')?.state !== 'waiting') return null;
  const { events, readAt } = known.situation.facts;
  const done = events.filter(saysOnboarded).map(({ at }) => at);
  const ours = view.changes
    .filter((change) => change.action === 'onboard' || change.action === 'deploy-by-tool')
    .map((change) => change.at + (view.skewMs ?? 0));
  const began = done.length > 0 ? done : ours;
  if (began.length === 0) return { waitedMs: null, overdue: true };
  // A server that was onboarded again waits since then.
  const waitedMs = Math.max(0, readAt - Math.max(...began));
  return { waitedMs, overdue: waitedMs >= patienceMs };
}
