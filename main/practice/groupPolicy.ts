import { isDeepStrictEqual } from 'node:util';
import type { Machine } from './machine/machine';
import { registryNumber, registryText } from './machine/registry';

// Stands on: platform/rsop-registry-setting (one object wins). Microsoft's page on the refresh interval: 90 minutes, and up to 30 more by chance.
// Invented: that chance adds nothing here; looked for: nothing, practice has no chance.
const refreshMs = 90 * 60_000;

/**
 * The machine after a change of its registry: what Group Policy decides there comes back with the next refresh. Work is so many
 * times faster than usual.
 */
export function awaitRefresh(machine: Machine, at: number, speed: number): Machine {
  const changed = (machine.groupPolicy ?? []).filter(
    ({ precedence, key, name, value }) =>
      precedence === 1 && (registryNumber(machine, key, name) ?? registryText(machine, key, name)) !== value,
  );
  const registry: Record<string, Record<string, unknown>> = {};
  for (const { key, name, value } of changed) registry[key] = { ...registry[key], [name]: value };
  const waits = machine.atTime.some(({ patch }) => isDeepStrictEqual(patch, { registry }));
  return changed.length === 0 || waits
    ? machine
    : {
        ...machine,
        atTime: [...machine.atTime, { at: at + Math.ceil(refreshMs / speed), patch: { registry } }],
      };
}
