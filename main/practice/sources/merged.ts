import type { Machine } from '../machine/machine';
import { machineSchema } from '../machine/machine';
import { mergePatch } from '../machine/mergePatch';
import { base2012r2, base2012r2core } from './base2012r2';
import { base2016, base2016core } from './base2016';
import { base2019, base2019core } from './base2019';
import { base2022, base2022core } from './base2022';
import { base2025, base2025core } from './base2025';
import { base23h2, baseSac1803, baseSac20h2 } from './baseChannel';
import { base2012, baseHyperV } from './baseRefused';
import { hiddenFault } from './hiddenFaults';
import { onboardedByPolicy } from './hiddenPolicies';
import { spoken } from './spoken';
import {
  alwaysRenames,
  defenderOff,
  enabledOnly,
  excludesTrellix,
  featureDisabled,
  flooded,
  inboxPlatform,
  lateBesideEset,
  managed,
  missing2012r2,
  noSensor,
  offboarded,
  oldAgent,
  onboarded,
  otherKernelOwner,
  passive,
  platformOld,
  published2019,
  restartPending,
  sensorInstalled,
  smallPlatform,
  startMoves,
  tenants,
  withoutTrellix,
} from './states';

// Stands on: servicing/servicing-features-2016-default, servicing/servicing-features-2019-no-parent (the features that are off).
// Invented: what somebody did to each of these servers; looked for: nothing, it is what they train

type Patch = Record<string, unknown>;

const features2016 = ['Windows-Defender-Features', 'Windows-Defender', 'Windows-Defender-Gui'];

function fault(
  operation: string,
  effect: 'fail' | 'noop' | 'restarts',
  native: number | null,
  line: string,
): Patch {
  return { '+faults': [{ operation, effect, native, line, times: null }] };
}

/** Microsoft's deployment tool wants a restart in the middle of its work, once. */
const toolAsksOnce: Patch = {
  '+faults': [{ operation: 'Invoke-DeploymentTool', effect: 'restart', native: 10, line: '', times: 1 }],
};

/** Every practice machine: the base of its Windows and the patches that make its state, in order. */
const recipes: Record<string, readonly [Machine, ...Patch[]]> = {
  '2012r2-fresh': [base2012r2],
  '2012r2-prerequisites': [base2012r2, missing2012r2],
  '2012r2-restart': [base2012r2, restartPending],
  '2012r2-onboarded': [base2012r2, ...sensorInstalled['2012r2'], ...onboarded(tenants.a)],
  '2012r2-othertenant': [base2012r2, ...sensorInstalled['2012r2'], ...onboarded(tenants.b), oldAgent],
  '2016-trellix': [base2016],
  '2016-inbox': [base2016, withoutTrellix, inboxPlatform('4.10.14393.8519')],
  '2016-prerequisites': [base2016, featureDisabled(features2016), platformOld],
  '2016-restart': [base2016, alwaysRenames, restartPending],
  '2016-tool': [base2016, toolAsksOnce],
  '2016-onboarded': [base2016, ...sensorInstalled['2016'], ...onboarded(tenants.a), passive, excludesTrellix],
  '2016-othertenant': [base2016, ...sensorInstalled['2016'], ...onboarded(tenants.b), passive],
  '2019-fresh': [base2019],
  '2019-rtm': [base2019, published2019, inboxPlatform('4.18.1807.18075')],
  '2019-prerequisites': [base2019, featureDisabled(['Windows-Defender'])],
  '2019-restart': [base2019, restartPending],
  '2019-onboarded': [base2019, ...onboarded(tenants.a)],
  '2019-managed': [base2019, ...onboarded(tenants.a), managed, onboardedByPolicy],
  '2019-othertenant': [base2019, ...onboarded(tenants.b)],
  '2019core-fresh': [base2019core],
  '2019core-prerequisites': [base2019core, defenderOff],
  '2019core-restart': [base2019core, restartPending, startMoves],
  '2019core-onboarded': [base2019core, ...onboarded(tenants.a), flooded],
  '2019core-othertenant': [base2019core, ...onboarded(tenants.b)],
  '2016-fails': [
    base2016,
    fault('Install-Sensor', 'fail', 1603, 'CustomAction InstallWdBoot returned actual error code 1603'),
  ],
  '2019-conflict': [base2019, fault('Invoke-Onboarding', 'noop', 0, '')],
  '2019-offline': [base2019, { cloud: { reachable: false } }],
  '2012r2core-fresh': [base2012r2core],
  '2016core-fresh': [base2016core, otherKernelOwner, fault('Install-Sensor', 'restarts', null, '')],
  '2022-fresh': [base2022],
  '2022-prerequisites': [base2022, featureDisabled(['Windows-Defender']), enabledOnly],
  '2022core-fresh': [base2022core, smallPlatform],
  '2025-fresh': [base2025],
  '2025-nosensor': [base2025, noSensor],
  '2025core-fresh': [base2025core, offboarded],
  'sac1803-fresh': [baseSac1803],
  'sac20h2-fresh': [baseSac20h2, lateBesideEset],
  '23h2-fresh': [base23h2],
  'hyperv2019-refused': [baseHyperV],
  '2012-refused': [base2012],
};

/** Machines that are like another, with a Windows in another language. */
const translated = {
  '2016fr-prerequisites': { like: '2016-prerequisites', language: 'fr', name: 'PRACTICE-2016FR' },
  '2019de-fresh': { like: '2019-fresh', language: 'de', name: 'PRACTICE-2019DE' },
} as const;

const patched = ([base, ...patches]: readonly [Machine, ...Patch[]]): unknown =>
  patches.reduce<unknown>((machine, patch) => mergePatch(machine, patch), base);

/** Ids of every machine that has a recipe, in the order of their names. */
export const machineIds: readonly string[] = [...Object.keys(recipes), ...Object.keys(translated)].sort();

/** Makes the machine of a recipe; null where there is none of that id. Throws where a recipe makes no valid machine. */
export function mergedMachine(id: string): Machine | null {
  const recipe = Object.hasOwn(recipes, id) ? recipes[id] : undefined;
  if (recipe !== undefined) return machineSchema.parse(patched(recipe));
  const hidden = hiddenFault(id);
  if (hidden !== null) {
    const like = mergedMachine(hidden.like);
    return like && machineSchema.parse(patched([like, ...hidden.patches]));
  }
  const other = Object.entries(translated).find(([name]) => name === id)?.[1];
  const like = other && mergedMachine(other.like);
  return like ? spoken(like, other.language, other.name) : null;
}
