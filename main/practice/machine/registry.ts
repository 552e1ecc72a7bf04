import type { Machine } from './machine';

/** The key of that full name as it is spelt in the machine, or null; Windows does not mind upper and lower case. */
export function findKey(machine: Machine, key: string): string | null {
  const wanted = key.toLowerCase();
  return Object.keys(machine.registry).find((name) => name.toLowerCase() === wanted) ?? null;
}

function raw(machine: Machine, key: string, name: string): string | number | readonly string[] | null {
  const found = findKey(machine, key);
  const values = found === null ? {} : (machine.registry[found] ?? {});
  const wanted = name.toLowerCase();
  const value = Object.entries(values).find(([spelt]) => spelt.toLowerCase() === wanted)?.[1];
  if (value === undefined) return null;
  return typeof value === 'object' && !Array.isArray(value) ? value.value : value;
}

/** A number in the registry (DWord), or null where the value is absent or of another kind. */
export function registryNumber(machine: Machine, key: string, name: string): number | null {
  const value = raw(machine, key, name);
  return typeof value === 'number' ? value : null;
}

/** A text in the registry (String, or the digits of a QWord), or null. */
export function registryText(machine: Machine, key: string, name: string): string | null {
  const value = raw(machine, key, name);
  return typeof value === 'string' ? value : null;
}

/** The texts of a list in the registry (MultiString); a single text is a list of one, none where it is absent. */
export function registryTexts(machine: Machine, key: string, name: string): readonly string[] {
  const value = raw(machine, key, name);
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : [];
}

/** True when the value exists, whatever it holds. */
export function registryHas(machine: Machine, key: string, name: string): boolean {
  return raw(machine, key, name) !== null;
}

/** Names of the values of a key, as spelt; none where it is missing. */
export function valueNames(machine: Machine, key: string): string[] {
  const found = findKey(machine, key);
  return found === null ? [] : Object.keys(machine.registry[found] ?? {});
}

/** Names of the keys directly below a key, as spelt. */
export function subKeys(machine: Machine, key: string): string[] {
  const prefix = `${key.toLowerCase()}\\`;
  return Object.keys(machine.registry)
    .filter((name) => name.toLowerCase().startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .filter((rest) => !rest.includes('\\'));
}
