import { oldestPlatform, oldestUpdate } from '../../shared/kit/packageMinimum';
import type { PackageDetails, PackageKind } from '../../shared/model/packages';
import { compareVersions } from '../../shared/version';
import type { Recognition } from './recognise';
import { Refused } from './refused';

/** What the library asks of a file beyond being whole. */
export interface Rules {
  /** A practice library takes practice packages only, a real one takes none. */
  practice: boolean;
  /** Kinds that are wanted. Offboarding is left out where only onboarding is meant. */
  keeps: readonly PackageKind[];
  /** Now, milliseconds since 1970. */
  now: number;
}

/**
 * Refuses what is recognised but must not be used. The order is the order of news: that a script leaves Defender is
 * worth more than that it asks a question on the way.
 * @throws {Refused} `offboardingGiven`, `expiredOffboarding`, `interactiveScript`, `practiceOnReal`, `genuineInPractice`,
 * `olderThanMinimum`.
 */
export function judge(recognition: Recognition, rules: Rules): void {
  const { details, practice, waitsAt } = recognition;
  if (!rules.keeps.includes(details.kind)) {
    throw new Refused(takesOff(details) ? 'offboardingGiven' : 'notAPackage');
  }
  if (takesOff(details) && details.expiresAt !== null && details.expiresAt <= rules.now) {
    throw new Refused('expiredOffboarding', new Date(details.expiresAt).toISOString().slice(0, 10));
  }
  if (waitsAt !== null) throw new Refused('interactiveScript', waitsAt);
  if (practice && !rules.practice) throw new Refused('practiceOnReal');
  if (!practice && rules.practice) throw new Refused('genuineInPractice');
  const [version, oldest] = broughtBy(details);
  if (version !== null && sameSeries(version, oldest) && compareVersions(version, oldest) < 0) {
    throw new Refused('olderThanMinimum', `${version} < ${oldest}`);
  }
}

const takesOff = (
  details: PackageDetails,
): details is Extract<PackageDetails, { kind: 'offboarding' | 'offboardingFile' }> =>
  details.kind === 'offboarding' || details.kind === 'offboardingFile';

/** The version that a file brings to a server, or null, and the oldest that it may bring. */
function broughtBy(details: PackageDetails): readonly [version: string | null, oldest: string] {
  switch (details.kind) {
    case 'installation':
      return [details.platformVersion ?? details.productVersion, oldestPlatform];
    case 'platformUpdate':
    case 'sensorUpdate':
    case 'intelligence':
      return [details.version, oldestUpdate[details.kind]];
    default:
      return [null, oldestPlatform];
  }
}

/** Whether two versions can be compared: both begin with the same number. A version that says nothing is no reason to refuse. */
const sameSeries = (version: string, oldest: string): boolean =>
  /^\d{1,10}(?:\.\d{1,10}){1,3}$/.test(version) && version.split('.')[0] === oldest.split('.')[0];
