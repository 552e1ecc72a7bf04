import { deployByTool, offboardByTool } from './actions/deploymentTool';
import { prerequisiteActions } from './actions/prerequisites';
import { installSensor } from './actions/sensor';
import { offboard } from './actions/takeOff';
import type { Package, PackageKind } from '../model/packages';
import { installScriptReason, type Check } from '../checks/prerequisites';
import type { Situation } from './situation';

/** A file that the server's path calls for, and the package that answers it, if there is one. */
export interface KitNeed {
  readonly kind: PackageKind;
  /** Number of the Windows update, for that kind only. */
  readonly kb: string | null;
  readonly package: Package | null;
  /**
   * False for a file that only a fix needs, which may be left out by waiving its check. A check that cannot be waived makes its
   * file as necessary as the packages: md4ws.msi ends with 1603 where the C runtime of KB2999226 is missing (Install.ps1).
   */
  readonly required: boolean;
}

/** The kit of a server: what its facts call for, the packages first. Newer Windows needs the onboarding package alone. */
export function kitNeeds(situation: Situation, checks: readonly Check[]): KitNeed[] {
  const { journey, facts, kit } = situation;
  if (journey === 'maintain') return [];
  const { onboard, takeOff } = situation.inputs.journeys;
  const tool: KitNeed = { kind: 'deploymentTool', kb: null, package: kit.deploymentTool, required: true };
  if (journey === 'takeOff') {
    if (takeOff.tool !== null)
      return offboardByTool.isDone(situation)
        ? []
        : [tool, { kind: 'offboardingFile', kb: null, package: kit.offboardingFile, required: true }];
    return offboard.isDone(situation)
      ? []
      : [{ kind: 'offboarding', kb: null, package: kit.offboarding, required: true }];
  }
  const needs: KitNeed[] = [];
  if (onboard.tool !== null) {
    if (!deployByTool.isDone(situation))
      needs.push(tool, { kind: 'onboardingFile', kb: null, package: kit.onboardingFile, required: true });
  } else if (installSensor.applies(situation) && !installSensor.isDone(situation)) {
    needs.push({ kind: 'installation', kb: null, package: kit.installation, required: true });
    if (installScriptReason(facts) !== null)
      needs.push({ kind: 'installScript', kb: null, package: kit.installScript, required: true });
  }
  if (onboard.tool === null && (facts.sensor.onboardingState !== 1 || kit.onboarding !== null))
    needs.push({ kind: 'onboarding', kb: null, package: kit.onboarding, required: true });
  for (const { id, file } of prerequisiteActions) {
    const asked = checks.find((check) => check.fix === id && check.state === 'toFix');
    if (file !== null && asked !== undefined)
      needs.push({ kind: file.kind, kb: file.kb, package: file.of(kit), required: !asked.waivable });
  }
  return needs;
}
