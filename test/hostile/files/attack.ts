import { cabinetFile } from '../../../build/practice/cabinetFile';
import { programFile } from '../../../build/practice/programFile';
import { goodInstaller, goodScript, goodZip } from '../../unit/packages/hostile/files';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../seed';

/** A file that is offered to the library. */
export interface Given {
  name: string;
  content: Buffer;
}

/** One way of making a hostile file. Each stands in a file of its own and in `attacks/index.ts`. */
export interface Attack {
  name: string;
  make: (random: Random) => Given;
}

const practice = join(import.meta.dirname, '../../../main/packages/practice');

/** A whole file of each kind, as the portal and Microsoft's pages give them. */
export const wholes: readonly Given[] = [
  { name: 'md4ws.msi', content: goodInstaller },
  { name: 'WindowsDefenderATPOnboardingScript.cmd', content: Buffer.from(goodScript) },
  { name: 'WindowsDefenderATPOnboardingPackage.zip', content: goodZip },
  { name: 'Install.ps1', content: readFileSync(join(practice, 'Install.ps1')) },
  {
    name: 'UpdatePlatform.exe',
    content: programFile({ version: '4.18.24070.5', strings: { InternalName: 'UpdatePlatform.exe' } }),
  },
  {
    name: 'Windows8.1-KB2999226-x64.msu',
    content: cabinetFile('Windows8.1-KB2999226-x64.cab', 'b'.repeat(500)),
  },
];

/** One of a list. */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  const found = list[random(list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}
