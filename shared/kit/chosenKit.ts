import type { ServerState } from '../model/facts';
import type { Inputs } from '../model/inputs';
import type { Kit } from '../model/kit';
import { fitsServer } from './packageFit';
import type { Package, PackageKind } from '../model/packages';

/**
 * The packages that are used for a server out of all in its library: of each kind the one a person picked, else the
 * newest that fits. An onboarding package of another tenant is kept, so that the pages can show both ids side by side.
 * `practice` tells which library belongs to the server.
 */
export function chosenKit(
  library: readonly Package[],
  facts: ServerState,
  inputs: Inputs,
  practice: boolean,
): Kit {
  const server = {
    build: facts.os.build,
    orgId: facts.sensor.orgId,
    onboarded: facts.sensor.onboardingState === 1,
    practice,
  };
  const usable = library
    .filter((pkg) => {
      const fit = fitsServer(pkg, server);
      return fit.fits || (pkg.kind === 'onboarding' && fit.reason === 'otherTenant');
    })
    .sort((a, b) => b.addedAt - a.addedAt);
  const pick = (kind: PackageKind): Package | null => {
    const ofKind = usable.filter((pkg) => pkg.kind === kind);
    const picked = inputs.chosen.map((sha256) => ofKind.find((pkg) => pkg.sha256 === sha256)).find(Boolean);
    return picked ?? ofKind[0] ?? null;
  };
  return {
    installation: pick('installation'),
    onboarding: pick('onboarding'),
    platformStep: pick('platformStep'),
    platformUpdate: pick('platformUpdate'),
    installScript: pick('installScript'),
    windowsUpdates: newestOfEachUpdate(usable),
  };
}

function newestOfEachUpdate(packages: readonly Package[]): Package[] {
  const byNumber = new Map<string, Package>();
  for (const pkg of packages) {
    if (pkg.details.kind === 'windowsUpdate' && !byNumber.has(pkg.details.kb))
      byNumber.set(pkg.details.kb, pkg);
  }
  return [...byNumber.values()];
}
