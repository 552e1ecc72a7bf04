import { cabinetFile, cabinetOf } from '../../../build/practice/cabinetFile';
import { programFile } from '../../../build/practice/programFile';
import { onboardingBlob, practiceTenant } from '../../../build/practice/blob';
import { trustList } from '../../../build/practice/trustList';
import {
  aCertificate,
  anAuthority,
  aRevocationList,
  aStore,
  distinguishedName,
} from '../../fixtures/signed/certificates';
import { signedProgram } from '../../fixtures/signed/signedProgram';
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

const root = anAuthority(distinguishedName(['2.5.4.3', 'Contoso Root']));

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
  {
    name: 'DefenderDT.exe',
    content: signedProgram({ version: '1.0.0.6', strings: { OriginalFilename: 'DefenderDT.exe' } }),
  },
  { name: 'WindowsDefenderATP.onboarding', content: Buffer.from(onboardingBlob(practiceTenant)) },
  {
    name: 'authrootstl.cab',
    content: cabinetOf([['authroot.stl', trustList('trustedRoots', 20, ['260901000000Z'])]]),
  },
  { name: 'disallowedcert.sst', content: aStore([aCertificate(root, root)]) },
  { name: 'root.crt', content: aCertificate(root, root) },
  { name: 'root.crl', content: aRevocationList(root, 9, ['260901000000Z', '360901000000Z']) },
];

/** One of a list. */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  const found = list[random(list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}
