import type { ServerState } from '../model/facts';
import type { JourneyId } from '../model/journeys';
import { recogniseOs } from '../knowledge/os';
import type { Inputs } from '../model/inputs';
import type { Kit } from '../model/kit';
import type { Package } from '../model/packages';

/** All that the plan and the steps are computed from: the way that is looked at, what is true now, and what a person decided. */
export interface Situation {
  readonly journey: JourneyId;
  readonly facts: ServerState;
  readonly inputs: Inputs;
  readonly kit: Kit;
}

/**
 * The tenant whose onboarding the server should show: the package's, or the server's own where no package is given
 * (a server that is already onboarded can be verified without one).
 */
export function wantedTenant({ facts, kit }: Situation): string | null {
  const details = kit.onboarding?.details;
  if (details?.kind === 'onboarding') return details.orgId;
  return facts.sensor.orgId?.toLowerCase() ?? null;
}

/** True when the server itself says it is onboarded to that tenant: service running, state 1, same organisation. */
export function isOnboardedTo(facts: ServerState, tenant: string | null): boolean {
  return (
    facts.sensor.onboardingState === 1 &&
    facts.services.sense?.status === 'running' &&
    facts.sensor.orgId?.toLowerCase() === tenant
  );
}

/** Onboarded, but to an organisation that is not the package's: only that organisation's offboarding package helps. */
export function isOnboardedElsewhere({ facts, kit }: Situation): boolean {
  const details = kit.onboarding?.details;
  return (
    facts.sensor.onboardingState === 1 &&
    facts.sensor.orgId !== null &&
    details?.kind === 'onboarding' &&
    details.orgId !== facts.sensor.orgId.toLowerCase()
  );
}

/**
 * Whether the package of the server's own tenant would change how its sensor reaches the cloud: run once more, then a
 * restart, and no offboarding (migrate-devices-streamlined). Version 1803 cannot be changed so. Null facts change nothing.
 */
export function changesConnectivity({ facts, kit }: Situation): boolean {
  const details = kit.onboarding?.details;
  const { connectivity: set } = facts.policy;
  return (
    details?.kind === 'onboarding' &&
    isOnboardedTo(facts, details.orgId) &&
    set !== null &&
    set !== 'unknown' &&
    details.connectivity !== 'unknown' &&
    details.connectivity !== set &&
    recogniseOs(facts.os).family !== 'sac1803'
  );
}

/** Epoch ms at which the newest finished run of an operation on this server ended, or began; null where there is none. */
export function lastFinished(
  facts: ServerState,
  operation: string,
  edge: 'startedAt' | 'endedAt' = 'endedAt',
): number | null {
  const times = facts.runs
    .filter((run) => run.operation === operation && run.outcome === 'ok' && run.endedAt !== null)
    .map((run) => run[edge] ?? 0);
  return times.length === 0 ? null : Math.max(...times);
}

/** When the onboarding was completed, as far as the server shows: SENSE event 11, else the run that did it. */
export function onboardedAt(facts: ServerState): number | null {
  const completed = facts.events.filter((event) => event.log === 'sense' && event.id === 11);
  if (completed.length > 0) return Math.max(...completed.map((event) => event.at));
  return lastFinished(facts, 'Invoke-Onboarding');
}

/** When the detection test was last sent, if that was after the onboarding; null otherwise. It is sent as its run begins. */
export function testSentAt(facts: ServerState): number | null {
  const sent = lastFinished(facts, 'Invoke-DetectionTest', 'startedAt');
  return sent !== null && sent >= (onboardedAt(facts) ?? 0) ? sent : null;
}

/** True when a marker that stops an installation says that Windows must restart. */
export const needsRestart = (facts: ServerState): boolean =>
  facts.restartPending.some((marker) => marker.blocking);

/** The file of a package as operations take it. */
export function kitFileOf(pkg: Package): { sha256: string; name: string; bytes: number } {
  return { sha256: pkg.sha256, name: pkg.name, bytes: pkg.bytes };
}
