import type { ServerState } from '../model/facts';
import type { JourneyId } from '../model/journeys';
import { firstBuildWithSensor } from '../knowledge/os';
import type { Inputs } from '../model/inputs';
import type { Kit } from '../model/kit';
import type { Package, PackageDetails } from '../model/packages';
import { holds, type Rule } from './rules/rule';

/** All that the plan and the steps are computed from: the way that is looked at, what is true now, and what a person decided. */
export interface Situation {
  readonly journey: JourneyId;
  readonly facts: ServerState;
  readonly inputs: Inputs;
  readonly kit: Kit;
}

/**
 * The package by which the server joins its tenant: the file of Microsoft's deployment tool where that does the work, else the script of the
 * portal.
 */
export const joiningPackage = ({ inputs, kit }: Pick<Situation, 'inputs' | 'kit'>): Package | null =>
  inputs.journeys.onboard.tool === null ? kit.onboarding : kit.onboardingFile;

/** What it says of the tenant and of its cloud; null where there is none. */
export function joining(situation: Pick<Situation, 'inputs' | 'kit'>): JoiningDetails | null {
  const details = joiningPackage(situation)?.details;
  return details?.kind === 'onboarding' || details?.kind === 'onboardingFile' ? details : null;
}
export type JoiningDetails = Extract<PackageDetails, { kind: 'onboarding' | 'onboardingFile' }>;

/** What the package says that takes the server off: the file of Microsoft's tool where that does the work, else the script of the portal. */
export function leaving({ inputs, kit }: Pick<Situation, 'inputs' | 'kit'>): LeavingDetails | null {
  const details = (inputs.journeys.takeOff.tool === null ? kit.offboarding : kit.offboardingFile)?.details;
  return details?.kind === 'offboarding' || details?.kind === 'offboardingFile' ? details : null;
}
type LeavingDetails = Extract<PackageDetails, { kind: 'offboarding' | 'offboardingFile' }>;

/**
 * The tenant whose onboarding the server should show: the package's, or the server's own where no package is given
 * (a server that is already onboarded can be verified without one).
 */
export const wantedTenant = (situation: Situation): string | null =>
  joining(situation)?.orgId ?? situation.facts.sensor.orgId?.toLowerCase() ?? null;

/** The server itself says that it is onboarded, to whichever organisation. */
export const onboarded: Rule = {
  all: [
    { fact: 'sensor.onboardingState', is: 1 },
    { fact: 'services.sense.status', is: 'running' },
    { not: { fact: 'sensor.orgId', is: null } },
  ],
};

/** It says so of this one. */
export const onboardedTo = (tenant: string): Rule => ({
  all: [onboarded, { fact: 'sensor.orgId', reads: tenant }],
});

/** True when the server itself says it is onboarded to that tenant: service running, state 1, same organisation. */
export function isOnboardedTo(facts: ServerState, tenant: string | null): boolean {
  return tenant !== null && holds(onboardedTo(tenant), facts);
}

/** Onboarded, but to an organisation that is not the package's: only that organisation's offboarding package helps. */
export function isOnboardedElsewhere(situation: Situation): boolean {
  const { onboardingState, orgId } = situation.facts.sensor;
  const details = joining(situation);
  return onboardingState === 1 && orgId !== null && details !== null && details.orgId !== orgId.toLowerCase();
}

/**
 * The package of the server's own tenant would change how its sensor reaches the cloud: run once more, then a restart, and no
 * offboarding (migrate-devices-streamlined). Version 1803, the first that brings the sensor, cannot be changed so. Null facts
 * change nothing. Null: this package changes no server.
 */
export function connectivityChange(details: JoiningDetails | null): Rule | null {
  if (details === null || details.connectivity === 'unknown') return null;
  const other = details.connectivity === 'standard' ? 'streamlined' : 'standard';
  return {
    all: [
      onboardedTo(details.orgId),
      { fact: 'policy.connectivity', is: other },
      { not: { fact: 'os.build', is: firstBuildWithSensor } },
    ],
  };
}

/** Whether that is so on a server. */
export function changesConnectivity(situation: Situation): boolean {
  const rule = connectivityChange(joining(situation));
  return rule !== null && holds(rule, situation.facts);
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
  const runs = ['Invoke-Onboarding', 'Invoke-DeploymentTool'].flatMap(
    (name) => lastFinished(facts, name) ?? [],
  );
  return runs.length === 0 ? null : Math.max(...runs);
}

/** When the detection test was last sent, if that was after the onboarding; null otherwise. It is sent as its run begins. */
export function testSentAt(facts: ServerState): number | null {
  const sent = lastFinished(facts, 'Invoke-DetectionTest', 'startedAt');
  return sent !== null && sent >= (onboardedAt(facts) ?? 0) ? sent : null;
}

/** A marker that stops an installation says that Windows must restart. */
export const waitsForRestart: Rule = { some: 'restartPending', where: { fact: 'blocking', is: true } };

/** True when a marker that stops an installation says that Windows must restart. */
export const needsRestart = (facts: ServerState): boolean => holds(waitsForRestart, facts);

/** The file of a package as operations take it. */
export function kitFileOf(pkg: Package): { sha256: string; name: string; bytes: number } {
  return { sha256: pkg.sha256, name: pkg.name, bytes: pkg.bytes };
}
