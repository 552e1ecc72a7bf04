import { GangwayError } from '../../shared/errors';
import effectFile from './effects.json';
import type { MachinePatch } from './machine/applyPatch';
import type { Machine } from './machine/machine';

const { standsOn: _rows, invented: _why, ...effectPatches } = effectFile;

/** What Windows does when one of its tools succeeds, by name; the patches are shared with the lab's fake Windows. */
export type EffectName = keyof typeof effectPatches;

/** The names of all effects. */
export const effectNames: readonly string[] = Object.keys(effectPatches);

const patches: Readonly<Record<string, MachinePatch>> = effectPatches;

/** The patch of an effect. Throws for a name that `effects.json` does not have. */
export function effectPatch(name: string): MachinePatch {
  const patch = Object.hasOwn(patches, name) ? patches[name] : undefined;
  if (patch === undefined) throw new Error(`unknown effect: ${name}`);
  return patch;
}

/**
 * Which Windows a machine runs, as effects name it: from version 1803 on, where Windows has the sensor, all are alike
 * (`2019`). Throws `target.unsupported` for a Windows that none of Microsoft's tools here is made for.
 */
export function osFamily({ os }: Machine): '2012r2' | '2016' | '2019' {
  if (os.BuildNumber === 9600) return '2012r2';
  if (os.BuildNumber === 14393) return '2016';
  if (os.BuildNumber >= 17134) return '2019';
  throw new GangwayError('target.unsupported', os.Caption);
}

/** The same for the antivirus that Windows was made with: from 2022 on it has another name and another version. */
export function antivirusFamily(machine: Machine): '2012r2' | '2016' | '2019' | '2022' {
  return machine.os.BuildNumber >= 20348 ? '2022' : osFamily(machine);
}
