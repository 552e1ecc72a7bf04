import type { FileHandle } from 'node:fs/promises';
import type { PackageDetails } from '../../shared/packages';
import { practiceMarker } from './practiceMarker';
import { Refused } from './refused';

/**
 * Recognises a Windows update file: a cabinet (`MSCF`) that is whole, with the KB number in its name. Nothing inside
 * says the number in a way that can be read without unpacking, and Microsoft's names always carry it.
 * @throws {Refused} `unreadable`, `truncated` or `notAPackage`.
 */
export async function readCabinet(
  file: FileHandle,
  name: string,
): Promise<{ details: Extract<PackageDetails, { kind: 'windowsUpdate' }>; practice: boolean }> {
  const { size } = await file.stat();
  const start = Buffer.alloc(Math.min(size, 4096));
  await file.read(start, 0, start.length, 0);
  if (start.length < 36 || start.toString('latin1', 0, 4) !== 'MSCF') throw new Refused('unreadable');
  if (start.readUInt32LE(8) > size) throw new Refused('truncated');
  const kb = /kb(\d{6,8})(?!\d)/i.exec(name)?.[1];
  if (kb === undefined) throw new Refused('notAPackage', name);
  return {
    practice: start.includes(practiceMarker, 0, 'latin1'),
    details: { kind: 'windowsUpdate', kb: `KB${kb}`, architecture: architecture(name) },
  };
}

function architecture(name: string): 'x64' | 'x86' | 'arm64' | 'unknown' {
  const word = /(?:^|[^a-z0-9])(x64|amd64|x86|arm64)(?![a-z0-9])/i.exec(name)?.[1]?.toLowerCase();
  if (word === 'x64' || word === 'amd64') return 'x64';
  return word === 'x86' || word === 'arm64' ? word : 'unknown';
}
