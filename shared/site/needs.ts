import { checks, type CheckId } from '../checks/prerequisites';
import { chosenKit } from '../kit/chosenKit';
import { fitsServer, forPackage } from '../kit/packageFit';
import { offlineUpdates } from '../knowledge/downloads';
import type { ServerState } from '../model/facts';
import { emptyInputs, type Inputs } from '../model/inputs';
import type { Package, PackageDetails, PackageKind } from '../model/packages';
import { kitNeeds } from '../plan/kitNeeds';

/**
 * A file that a server of a site needs, and the one that answers it. `always`: every such server calls for it. `maybe`: some do, and nobody
 * knows which before the server was read. A server that was read has `always` alone.
 */
export interface SiteNeed {
  readonly kind: PackageKind;
  readonly kb: string | null;
  readonly package: Package | null;
  readonly weight: 'always' | 'maybe';
}

/** A cumulative update or servicing stack that the server must have, and that Gangway does not carry: its page is the Update Catalog. */
export interface HandUpdate {
  readonly check: CheckId;
  /** Its KB number, or the build that it makes. */
  readonly needed: string;
}

/** All that a server of a site needs: files of the kit, and updates that somebody brings by hand. */
export interface SiteNeeds {
  readonly files: readonly SiteNeed[];
  readonly updates: readonly HandUpdate[];
}

/** A file that is not there, so that the rules say what they ask for once it is. Only its kind and its details are looked at. */
const unfound = (details: PackageDetails, practice: boolean): Package => ({
  sha256: '0'.repeat(64),
  name: details.kind,
  bytes: 0,
  addedAt: 0,
  from: null,
  kind: details.kind,
  practice,
  signature: { state: 'notApplicable', signer: null, detail: null },
  details,
});

/** New tenants are given packages for streamlined connectivity, which ask more of a server than the others. */
const unfoundOnboarding: PackageDetails = {
  kind: 'onboarding',
  variant: 'groupPolicy',
  orgId: '00000000-0000-0000-0000-000000000000',
  datacenter: null,
  geoLocationUrl: null,
  vortexServerUrl: null,
  vortexTicketUrl: null,
  vortexGeoLocation: null,
  partnerGeoLocation: null,
  packageGuid: null,
  certificateNotAfter: null,
  connectivity: 'streamlined',
  scriptName: 'onboarding',
  differences: [],
};

/** Checks that a person answers with an update of Windows, by its number. */
const byHand: readonly CheckId[] = ['ssu', 'lcu', 'networkEvents', 'streamlined'];

/**
 * What a server needs that stands in one of these states, by the rules that decide for a single server: its kit, its checks, and the
 * updates of a server without Internet. One state: a server that was read. Several: one that nobody read, whose needs are those of all.
 */
export function needsOf(
  states: readonly ServerState[],
  library: readonly Package[],
  practice: boolean,
  inputs: Inputs = emptyInputs(''),
): SiteNeeds {
  const all = states.map((facts) => needsOfOne(facts, library, practice, inputs));
  const needs = new Map<string, SiteNeed>();
  for (const { files } of all)
    for (const need of files) {
      const key = `${need.kind} ${need.kb ?? ''}`;
      if (needs.has(key)) continue;
      const inEvery = all.every((other) => other.files.some((one) => key === `${one.kind} ${one.kb ?? ''}`));
      needs.set(key, inEvery ? need : { ...need, weight: 'maybe' });
    }
  const updates = new Map(all.flatMap((one) => one.updates.map((update) => [update.check, update] as const)));
  return { files: [...needs.values()], updates: [...updates.values()] };
}

function needsOfOne(
  facts: ServerState,
  library: readonly Package[],
  practice: boolean,
  inputs: Inputs,
): SiteNeeds {
  const chosen = chosenKit(library, facts, inputs, practice);
  const kit = {
    ...chosen,
    onboarding: chosen.onboarding ?? unfound(unfoundOnboarding, practice),
    platformStep: chosen.platformStep ?? unfound({ kind: 'platformStep', version: null }, practice),
  };
  const judged = checks(facts, kit);
  const asked = kitNeeds({ journey: 'onboard', facts, inputs, kit }, judged);
  const isOnboarded = facts.sensor.onboardingState === 1;
  const files = asked
    // A package that is only thought of is no reason to onboard a server anew.
    .filter(({ kind }) => kind !== 'onboarding' || chosen.onboarding !== null || !isOnboarded)
    // The old platform is a step on the way to a new one, and to nothing else.
    .filter(({ kind }) => kind !== 'platformStep' || asked.some((need) => need.kind === 'platformUpdate'))
    .map((need): SiteNeed => ({
      kind: need.kind,
      kb: need.kb,
      package: need.package !== null && library.includes(need.package) ? need.package : null,
      weight: 'always',
    }));
  const server = forPackage(facts, practice);
  for (const { kind } of offlineUpdates) {
    const file = unfound({ kind, version: null }, practice);
    if (fitsServer(file, server).fits)
      files.push({ kind, kb: null, package: chosen[kind], weight: 'always' });
  }
  const updates = judged
    .filter(({ id, state }) => byHand.includes(id) && state !== 'passed')
    .flatMap(({ id, needed }) => {
      const numbers = needed?.match(/KB\d{6,8}|^\d{5}\.\d+$/g) ?? [];
      return numbers.map((number) => ({ check: id, needed: number }));
    });
  return { files, updates };
}
