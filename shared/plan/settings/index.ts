import type { Inputs } from '../../model/inputs';
import type { Wishes } from '../../model/wishes';
import { preferStaticProxySetting, sensorProxySetting, winHttpProxySetting } from './cloud';
import { modeSetting } from './mode';
import { deviceTagSetting, sampleCollectionSetting, telemetryFrequencySetting } from './reporting';
import { antivirusProxySetting } from './antivirusProxy';
import { deploymentStageSetting } from './deploymentStage';
import { exclusionsSetting } from './exclusions';
import { networkProtectionSetting } from './networkProtection';
import { intelligenceSetting, platformSetting, sensorSetting } from './updates';
import { monitoringAgentSetting, workspacesSetting } from './workspaces';
import type { Setting } from './setting';
import { turnOffSetting } from './turnOff';

/** Every setting, in the order of the page. */
export const settings: readonly Setting[] = [
  modeSetting,
  turnOffSetting,
  sensorProxySetting,
  preferStaticProxySetting,
  winHttpProxySetting,
  deviceTagSetting,
  sampleCollectionSetting,
  telemetryFrequencySetting,
  antivirusProxySetting,
  networkProtectionSetting,
  exclusionsSetting,
  platformSetting,
  sensorSetting,
  intelligenceSetting,
  workspacesSetting,
  monitoringAgentSetting,
  deploymentStageSetting,
];

/** The setting that a wish is of. */
export function settingOf(wish: keyof Wishes): Setting {
  const found = settings.find(({ wishes }) => wishes.includes(wish));
  if (found === undefined) throw new Error(`No setting is wished by ${wish}`);
  return found;
}

/** The inputs in which nothing is wanted any more of the settings that these actions change. */
export function wantingNothingOf(inputs: Inputs, actions: readonly string[]): Inputs {
  const wishes = settings
    .filter((setting) => setting.actions.some(({ id }) => actions.includes(id)))
    .flatMap((setting) => setting.wishes);
  return {
    ...inputs,
    wishes: { ...inputs.wishes, ...Object.fromEntries(wishes.map((wish) => [wish, null])) },
  };
}
