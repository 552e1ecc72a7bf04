import { firstBuildWithSensor } from '../../knowledge/os';
import { installScriptReason } from '../../checks/prerequisites';
import { kitFileOf } from '../situation';
import type { Rule } from '../rules/rule';
import type { Action } from './action';
import { byRules } from './byRules';

/** The sensor of this Windows comes by md4ws.msi (`recogniseOs`). */
export const takesInstalledSensor: Rule = { not: { fact: 'os.build', atLeast: firstBuildWithSensor } };
export const hasNoProduct: Rule = { fact: 'sensor.product', is: null };
export const hasNoSense: Rule = { fact: 'services.sense', is: null };
/** The sensor is there, whoever brought it. */
export const isInstalled: Rule = { all: [{ not: hasNoProduct }, { not: hasNoSense }] };

/**
 * Installs the sensor from md4ws.msi on 2012 R2 and 2016. Newer Windows brings it, so there the action never applies.
 * msiexec is the rule; Install.ps1 only where it alone repairs what the facts show.
 */
export const installSensor: Action = {
  id: 'install-sensor',
  operation: 'Install-Sensor',
  restart: 'maybe',
  oneWay: false,
  minutes: [3, 6],
  ...byRules(() => ({
    applies: takesInstalledSensor,
    done: isInstalled,
  })),
  // Said only where that is all that is missing: a file takes longer to bring.
  hindered: ({ facts, kit, inputs }) => {
    const lacksFile =
      kit.installation === null || (installScriptReason(facts) !== null && kit.installScript === null);
    return !lacksFile && inputs.wishes.mode === null ? 'modeFirst' : null;
  },
  call: (situation) => {
    const { kit, inputs } = situation;
    const withScript = installScriptReason(situation.facts) !== null;
    if (kit.installation === null || inputs.wishes.mode === null) return null;
    if (withScript && kit.installScript === null) return null;
    return {
      operation: 'Install-Sensor',
      params: {
        engine: withScript ? 'installScript' : 'msiexec',
        file: kitFileOf(kit.installation),
        script: withScript && kit.installScript ? kitFileOf(kit.installScript) : null,
        passive: inputs.wishes.mode === 'passive',
      },
    };
  },
  files: ({ facts, kit }) => [
    kit.installation,
    ...(installScriptReason(facts) === null ? [] : [kit.installScript]),
  ],
  evidence: ({ sensor: { product } }) =>
    product === null ? 'not installed' : `${product.name} ${product.version}`,
};
