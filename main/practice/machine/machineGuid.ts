import { createHash } from 'node:crypto';

/** What tells an installation of Windows from every other (`MachineGuid`): the same for a name at every start, invented. */
export function machineGuid(name: string): string {
  const hex = createHash('sha256').update(`machine ${name}`, 'utf8').digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
