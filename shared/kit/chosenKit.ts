import { versionSchema, type ServerState } from '../model/facts';
import type { Inputs } from '../model/inputs';
import type { Kit } from '../model/kit';
import { fitsServer, forPackage, type Misfit } from './packageFit';
import type { Package, PackageKind } from '../model/packages';
import { compareVersions } from '../version';

/** Packages that do not fit and are kept all the same, by what keeps them out. */
const shownMisfits: Readonly<Partial<Record<PackageKind, readonly Misfit[]>>> = {
  onboarding: ['otherTenant'],
  offboarding: ['otherTenant', 'expired'],
  onboardingFile: ['otherTenant'],
  offboardingFile: ['otherTenant', 'expired'],
};

/**
 * The packages that are used for a server out of all in its library: of each kind the one a person picked, else the
 * newest that fits. An onboarding package of another tenant is kept, so that the pages can show both ids side by side; so is an
 * offboarding package of another tenant, or one that has expired, where none fits.
 * `practice` tells which library belongs to the server.
 */
export function chosenKit(
  library: readonly Package[],
  facts: ServerState,
  inputs: Inputs,
  practice: boolean,
): Kit {
  const server = forPackage(facts, practice);
  const usable = library
    .filter((pkg) => {
      const fit = fitsServer(pkg, server);
      return fit.fits || shownMisfits[pkg.kind]?.includes(fit.reason) === true;
    })
    .sort((a, b) => b.addedAt - a.addedAt);
  const pick = (kind: PackageKind, from = usable): Package | null => {
    const ofKind = from.filter((pkg) => pkg.kind === kind);
    const picked = inputs.chosen.map((sha256) => ofKind.find((pkg) => pkg.sha256 === sha256)).find(Boolean);
    return picked ?? ofKind[0] ?? null;
  };
  // The one that has expired lies beside the new one that was fetched for it.
  const fitting = usable.filter((pkg) => fitsServer(pkg, server).fits);
  // Of updates the one with the highest version, whichever came last.
  const byVersion = usable.toSorted((a, b) => compareVersions(versionOf(b), versionOf(a)));
  return {
    installation: pick('installation'),
    onboarding: pick('onboarding'),
    offboarding: pick('offboarding', fitting) ?? pick('offboarding'),
    platformStep: pick('platformStep'),
    platformUpdate: pick('platformUpdate'),
    sensorUpdate: pick('sensorUpdate', byVersion),
    intelligence: pick('intelligence', byVersion),
    installScript: pick('installScript'),
    clientAnalyzer: pick('clientAnalyzer'),
    deploymentTool: pick('deploymentTool', byVersion),
    onboardingFile: pick('onboardingFile'),
    offboardingFile: pick('offboardingFile', fitting) ?? pick('offboardingFile'),
    windowsUpdates: newestOfEachUpdate(usable),
  };
}

function versionOf({ details }: Package): string {
  const version = 'version' in details ? details.version : null;
  return version !== null && versionSchema.safeParse(version).success ? version : '0.0';
}

function newestOfEachUpdate(packages: readonly Package[]): Package[] {
  const byNumber = new Map<string, Package>();
  for (const pkg of packages) {
    if (pkg.details.kind === 'windowsUpdate' && !byNumber.has(pkg.details.kb))
      byNumber.set(pkg.details.kb, pkg);
  }
  return [...byNumber.values()];
}
