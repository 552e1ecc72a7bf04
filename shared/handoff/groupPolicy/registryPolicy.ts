import type { RegistryValue } from '../contents';
import { utf16 } from '../texts';

/** Types of values in a registry.pol (MS-GPREG). */
const types = { REG_SZ: 1, REG_DWORD: 4 } as const;

const number = (value: number): Uint8Array =>
  Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);

/** One record: `[key;value;type;size;data]`, texts and signs in UTF-16 with a NUL behind each text, numbers little end first. */
function recordOf({ key, name, data }: RegistryValue): Uint8Array[] {
  // A value is removed by its name behind this mark; its data is a blank by custom.
  const value = data === null ? `**del.${name}` : name;
  const bytes =
    data === null ? utf16(' \0') : data.type === 'REG_DWORD' ? number(data.value) : utf16(`${data.value}\0`);
  return [
    utf16(`[${key}\0;${value}\0;`),
    number(data === null ? types.REG_SZ : types[data.type]),
    utf16(';'),
    number(bytes.length),
    utf16(';'),
    bytes,
    utf16(']'),
  ];
}

/** A registry.pol: "PReg", version 1, and a record for each value, which lies below HKEY_LOCAL_MACHINE (MS-GPREG). */
export function registryPolicy(values: readonly RegistryValue[]): Uint8Array {
  const parts = [Uint8Array.of(0x50, 0x52, 0x65, 0x67), number(1), ...values.flatMap(recordOf)];
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
