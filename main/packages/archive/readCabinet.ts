import type { FileHandle } from 'node:fs/promises';
import type { PackageDetails } from '../../../shared/model/packages';
import { practiceMarker } from '../practiceMarker';
import { Refused } from '../refused';

/** The head of a cabinet and its list of files: a few hundred bytes in Microsoft's updates. */
const headBytes = 64 * 1024;
const headerBytes = 36;
const folderBytes = 8;
/** Without the name, which follows. */
const fileBytes = 16;
/** Flags of the header: a cabinet before or behind this one, and fields of reserve. */
const inRow = 0x3;
const reserve = 0x4;

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
  const { size } = await file.stat();
  const head = Buffer.alloc(Math.min(size, headBytes));
  await file.read(head, 0, head.length, 0);
  if (head.length < headerBytes || head.toString('latin1', 0, 4) !== 'MSCF') throw new Refused('unreadable');
  if (head.readUInt32LE(8) > size) throw new Refused('truncated');
  const inside = namesIn(head);
  const kb = kbIn(name);
  if (kb === null) throw new Refused('notAPackage', name);
  const practice = inside.some((one) => one.startsWith(practiceMarker));
  if (!practice && !inside.some((one) => /\.(?:cab|msix|psf|wim)$/i.test(one) && kbIn(one) === kb))
    throw new Refused('notAPackage', `${name}: ${inside[0] ?? ''}`);
  return { practice, details: { kind: 'windowsUpdate', kb, architecture: architecture(name) } };
}

/** Names of the files inside ([MS-CAB] 2.1 to 2.3). @throws {Refused} `unreadable` where the head does not hold together. */
function namesIn(head: Buffer): string[] {
  const [folders, count, flags] = [head.readUInt16LE(26), head.readUInt16LE(28), head.readUInt16LE(30)];
  // Version 1.3 is the only one; an update is never spread over several cabinets.
  const fits = head.readUInt16LE(24) === 0x0103 && folders > 0 && count > 0 && (flags & inRow) === 0;
  let at = head.readUInt32LE(16);
  const foldersEnd = headerBytes + ((flags & reserve) === 0 ? 0 : 4) + folders * folderBytes;
  if (!fits || at < foldersEnd) throw new Refused('unreadable');
  const names: string[] = [];
  for (let left = count; left > 0; left -= 1) {
    const end = head.indexOf(0, at + fileBytes);
    if (at + fileBytes > head.length || end === -1 || end - at > fileBytes + 256)
      throw new Refused('unreadable');
    names.push(head.toString('latin1', at + fileBytes, end));
    at = end + 1;
  }
  return names;
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
