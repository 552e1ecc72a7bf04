import type { KitFile } from '../../model/kit';
import type { Package } from '../../model/packages';
import { installScriptReason } from '../../checks/prerequisites';
import { kitFileOf, type Situation } from '../situation';
import { prerequisiteActions } from './prerequisites';
import { installSensor } from './sensor';
import { onboard } from './onboarding';

/** The packages whose files the remaining actions of this situation read on the server. */
export function neededPackages(situation: Situation): Package[] {
  const { kit } = situation;
  const needed: (Package | null)[] = [];
  for (const action of prerequisiteActions) {
    if (action.file && remains(action, situation)) needed.push(action.file.of(kit));
  }
  if (remains(installSensor, situation)) {
    needed.push(kit.installation);
    if (installScriptReason(situation.facts) !== null) needed.push(kit.installScript);
  }
  if (remains(onboard, situation)) needed.push(kit.onboarding);
  return needed.filter((pkg) => pkg !== null);
}

/** The files of `neededPackages` that are not yet in the server's library. */
export function filesToSend(situation: Situation): KitFile[] {
  const there = new Set(situation.facts.kit.map((file) => file.sha256));
  return neededPackages(situation)
    .filter((pkg) => !there.has(pkg.sha256))
    .map(kitFileOf);
}

const remains = (
  action: { applies(s: Situation): boolean; isDone(s: Situation): boolean },
  situation: Situation,
): boolean => action.applies(situation) && !action.isDone(situation);
