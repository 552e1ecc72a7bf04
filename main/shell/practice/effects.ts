import effectPatches from './effects.json';
import type { MachinePatch } from './applyPatch';
import type { Machine } from './machine';

/** What Windows does when one of its tools succeeds, by name; the patches are shared with the lab's fake Windows. */
export type EffectName = keyof typeof effectPatches;

const patches: Readonly<Record<string, MachinePatch>> = effectPatches;

/** The patch of an effect. Throws for a name that `effects.json` does not have. */
export function effectPatch(name: string): MachinePatch {
  const patch = Object.hasOwn(patches, name) ? patches[name] : undefined;
  if (patch === undefined) throw new Error(`unknown effect: ${name}`);
  return patch;
}

/** Which Windows a machine runs, as effects name it. */
export function osFamily(machine: Machine): '2012r2' | '2016' | '2019' {
  if (machine.os.BuildNumber === 9600) return '2012r2';
  return machine.os.BuildNumber === 14393 ? '2016' : '2019';
}
