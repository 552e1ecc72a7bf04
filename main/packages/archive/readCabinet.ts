import type { FileHandle } from 'node:fs/promises';
import type { PackageDetails } from '../../../shared/model/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';
import { readCabinetHead } from './cabinet';

/**
 * Recognises a Windows update file: a cabinet that is whole, with the same KB number in its name and in the name of the update inside,
 * as in all of Microsoft's (`Windows8.1-KB2999226-x64.cab`). A practice file says its number by its name alone. What the update
 * does is for its signature to say.
 * @throws {Refused} `unreadable`, `truncated` or `notAPackage`.
 */
export async function readCabinet(
  file: FileHandle,
  name: string,
): Promise<{ details: Extract<PackageDetails, { kind: 'windowsUpdate' }>; practice: boolean }> {
  const inside = (await readCabinetHead(file)).files.map((entry) => entry.name);
  const kb = kbIn(name);
  if (kb === null) throw new Refused('notAPackage', name);
  const practice = inside.some((one) => one.startsWith(practiceMarker));
  if (!practice && !inside.some((one) => /\.(?:cab|msix|psf|wim)$/i.test(one) && kbIn(one) === kb))
    throw new Refused('notAPackage', `${name}: ${inside[0] ?? ''}`);
  return { practice, details: { kind: 'windowsUpdate', kb, architecture: architecture(name) } };
}

function kbIn(name: string): string | null {
  const digits = /kb(\d{6,8})(?!\d)/i.exec(name)?.[1];
  return digits === undefined ? null : `KB${digits}`;
}

function architecture(name: string): 'x64' | 'x86' | 'arm64' | 'unknown' {
  const word = /(?:^|[^a-z0-9])(x64|amd64|x86|arm64)(?![a-z0-9])/i.exec(name)?.[1]?.toLowerCase();
  if (word === 'x64' || word === 'amd64') return 'x64';
  return word === 'x86' || word === 'arm64' ? word : 'unknown';
}
