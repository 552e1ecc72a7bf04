import type { ServerState } from '../model/facts';
import type { Package, PackageDetails } from '../model/packages';
import { knownUpdates } from '../knowledge/packageKinds';

/** What of a server's facts decides whether a package fits it. `orgId` is the tenant it reports to, or null. */
export interface ServerForPackage {
  build: number;
  orgId: string | null;
  onboarded: boolean;
  practice: boolean;
  /** The clock of the server when it was read (epoch ms). */
  readAt: number;
}

/** Those facts of a server. */
export const forPackage = ({ os, sensor, readAt }: ServerState, practice: boolean): ServerForPackage => ({
  build: os.build,
  orgId: sensor.orgId,
  onboarded: sensor.onboardingState === 1,
  practice,
  readAt,
});

/**
 * Why a package does not fit a server. `wrongOs`: another Windows version; `otherTenant`: the server reports to
 * another organisation; `unknownUpdate`: an update no prerequisite asks for; `expired`: the sensor would refuse it; each has a text
 * under `fit.<reason>`.
 */
export type Misfit =
  | 'practiceOnReal'
  | 'genuineInPractice'
  | 'wrongOs'
  | 'wrongArchitecture'
  | 'unknownUpdate'
  | 'otherTenant'
  | 'notOnboarded'
  | 'expired';

export type Fit = { fits: true } | { fits: false; reason: Misfit };

/** Build numbers of Server 2012 R2 and Server 2016, the two that need the installation package (Microsoft: onboard-server). */
const server2012R2 = 9600;
const server2016 = 14393;

/** Says whether a package may be used on a server, and if not, why. Pure: the same facts always give the same answer. */
export function fitsServer(pkg: Package, server: ServerForPackage): Fit {
  if (pkg.practice !== server.practice) return no(pkg.practice ? 'practiceOnReal' : 'genuineInPractice');
  const reason = misfit(pkg.details, server);
  return reason === null ? { fits: true } : no(reason);
}

function misfit(details: PackageDetails, server: ServerForPackage): Misfit | null {
  switch (details.kind) {
    // From Windows Server 2019 on the sensor is a part of Windows, and its updates come with those of Windows.
    case 'sensorUpdate':
    case 'installation':
    case 'installScript':
      return server.build === server2012R2 || server.build === server2016 ? null : 'wrongOs';
    // On Server 2012 R2 the installation package brings the platform; from 2016 on it is a part of Windows.
    case 'platformStep':
    case 'platformUpdate':
      return server.build >= server2016 ? null : 'wrongOs';
    case 'intelligence':
      return server.build >= server2012R2 ? null : 'wrongOs';
    case 'windowsUpdate': {
      const known = knownUpdates.find((update) => update.kb === details.kb);
      if (!known) return 'unknownUpdate';
      if (!known.builds.includes(server.build)) return 'wrongOs';
      return details.architecture === 'x64' || details.architecture === 'unknown'
        ? null
        : 'wrongArchitecture';
    }
    case 'clientAnalyzer':
      return server.build >= server2012R2 ? null : 'wrongOs';
    // Microsoft names Server 2008 R2 SP1 as its oldest; Gangway's own servers begin with 2012 R2.
    case 'deploymentTool':
      return server.build >= server2012R2 ? null : 'wrongOs';
    // Windows itself reads such a list, in each of its versions alike.
    case 'certificateList':
      return null;
    case 'onboarding':
    case 'onboardingFile':
      return server.onboarded && differs(details.orgId, server.orgId) ? 'otherTenant' : null;
    case 'offboarding':
    case 'offboardingFile':
      if (!server.onboarded) return 'notOnboarded';
      if (differs(details.orgId, server.orgId)) return 'otherTenant';
      return details.expiresAt !== null && details.expiresAt <= server.readAt ? 'expired' : null;
  }
}

/** Unknown tenants are not called different: the server itself refuses a wrong one (error 70). */
function differs(left: string | null, right: string | null): boolean {
  return left !== null && right !== null && left.toLowerCase() !== right.toLowerCase();
}

function no(reason: Misfit): Fit {
  return { fits: false, reason };
}
