import type { FileHandle } from 'node:fs/promises';
import type { Entry } from 'yauzl';
import { readAt } from '../readAt';
import { Refused } from '../refused';
import type { NamedEntry } from './readEntries';

const mark = 0x0403_4b50;
/** Without the name, which follows it. */
const headerBytes = 30;
/** Bit 3: sum and sizes stand after the content, and may be 0 here. */
const described = 0x8;
/** Stands in a field whose number is in the ZIP64 part. */
const elsewhere = 0xffff_ffff;

/**
 * A zip says everything of a file twice: in its directory, and before the file itself. Programs that unpack differ in which of the
 * two they believe, so where they differ there are two files in one (APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.3.12).
 * @throws {Refused} `twoFormats`, `truncated`.
 */
export async function expectSameHeaders(zip: FileHandle, { entry, name }: NamedEntry): Promise<void> {
  const own = nameBytes(entry);
  const local = await readAt(zip, entry.relativeOffsetOfLocalHeader, headerBytes + own.length);
  const flags = local.readUInt16LE(6);
  const late = (flags & described) !== 0;
  const same =
    local.readUInt32LE(0) === mark &&
    flags === entry.generalPurposeBitFlag &&
    local.readUInt16LE(8) === entry.compressionMethod &&
    local.readUInt16LE(26) === own.length &&
    local.subarray(headerBytes).equals(own) &&
    isSame(local.readUInt32LE(14), entry.crc32, late) &&
    isSame(local.readUInt32LE(18), entry.compressedSize, late) &&
    isSame(local.readUInt32LE(22), entry.uncompressedSize, late);
  if (!same) throw new Refused('twoFormats', name);
}

function isSame(local: number, central: number, late: boolean): boolean {
  return local === central || local === elsewhere || (late && local === 0);
}

/** The library is told not to decode names. */
function nameBytes(entry: Entry): Buffer {
  const bytes: unknown = entry.fileName;
  if (!Buffer.isBuffer(bytes)) throw new Refused('unreadable');
  return bytes;
}
