import { installSensor } from './actions/sensor';
import { usesInstallScript } from './actions/installEngine';
import type { Kit } from './kit';
import type { Package, PackageKind } from './packages';
import type { Check } from './prerequisites';
import type { Situation } from './situation';

/** A file that the server's path calls for, and the package that answers it, if there is one. */
export interface KitNeed {
  readonly kind: PackageKind;
  /** Number of the Windows update, for that kind only. */
  readonly kb: string | null;
  readonly package: Package | null;
  /** False for a file that only a fix needs, which may be left out by waiving its check. */
  readonly required: boolean;
}

/** The kit of a server: what its facts call for, required files first. Newer Windows needs the onboarding package alone. */
export function kitNeeds(situation: Situation, checks: readonly Check[]): KitNeed[] {
  const { facts, kit } = situation;
  const needs: KitNeed[] = [];
  if (installSensor.applies(situation) && !installSensor.isDone(situation)) {
    needs.push({ kind: 'installation', kb: null, package: kit.installation, required: true });
    if (usesInstallScript(situation))
      needs.push({ kind: 'installScript', kb: null, package: kit.installScript, required: true });
  }
  if (facts.sensor.onboardingState !== 1 || kit.onboarding !== null)
    needs.push({ kind: 'onboarding', kb: null, package: kit.onboarding, required: true });
  for (const check of checks) {
    if (check.state === 'toFix' && check.file !== null)
      needs.push({ kind: check.file.kind, kb: check.file.kb, package: fileIn(kit, check.file), required: false });
  }
  return needs;
}

function fileIn(kit: Kit, file: { kind: PackageKind; kb: string | null }): Package | null {
  if (file.kind === 'platformUpdate') return kit.platformUpdate;
  if (file.kind === 'installScript') return kit.installScript;
  return (
    kit.windowsUpdates.find((pkg) => pkg.details.kind === 'windowsUpdate' && pkg.details.kb === file.kb) ?? null
  );
}
