import type { FileHandle } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { readAt } from '../readAt';
import { Refused } from '../refused';

/** The head of a cabinet and its list of files: a few hundred bytes in Microsoft's updates. */
const headBytes = 64 * 1024;
const headerBytes = 36;
const folderBytes = 8;
/** Without the name, which follows. */
const fileBytes = 16;
const blockHeadBytes = 8;
/** Bytes of content in a block, at most ([MS-CAB] 2.4). */
const blockBytes = 32 * 1024;
/** Flags of the header: a cabinet before or behind this one, and fields of reserve. */
const inRow = 0x3;
const reserve = 0x4;

/** One file of a cabinet: its name, and where it lies in the unpacked content of its folder. */
interface CabinetFile {
  readonly name: string;
  readonly bytes: number;
  readonly at: number;
  readonly folder: number;
}

/** What the head of a cabinet says ([MS-CAB] 2.1 to 2.3). */
export interface Cabinet {
  readonly files: readonly CabinetFile[];
  readonly folders: readonly { readonly at: number; readonly blocks: number; readonly packing: number }[];
  /** Bytes of reserve before each block of content. */
  readonly blockReserve: number;
}

/**
 * Reads the head of a cabinet that is whole. One that is spread over several files is not taken.
 * @throws {Refused} `truncated`, or `unreadable` where the head does not hold together.
 */
export async function readCabinetHead(file: FileHandle): Promise<Cabinet> {
  const { size } = await file.stat();
  const head = Buffer.alloc(Math.min(size, headBytes));
  await file.read(head, 0, head.length, 0);
  if (head.length < headerBytes || head.toString('latin1', 0, 4) !== 'MSCF') throw new Refused('unreadable');
  if (head.readUInt32LE(8) > size) throw new Refused('truncated');
  const [count, files, flags] = [head.readUInt16LE(26), head.readUInt16LE(28), head.readUInt16LE(30)];
  const reserved = (flags & reserve) === 0 ? null : headerBytes;
  const fields = reserved === null || head.length < 40 ? null : head;
  const foldersAt = headerBytes + (reserved === null ? 0 : 4 + (fields?.readUInt16LE(36) ?? 0));
  const folderSize = folderBytes + (fields?.[38] ?? 0);
  const filesAt = head.readUInt32LE(16);
  // Version 1.3 is the only one; an update is never spread over several cabinets.
  const fits = head.readUInt16LE(24) === 0x0103 && count > 0 && files > 0 && (flags & inRow) === 0;
  if (!fits || filesAt < foldersAt + count * folderSize || filesAt > head.length)
    throw new Refused('unreadable');
  return {
    files: filesIn(head, filesAt, files),
    folders: Array.from({ length: count }, (_, index) => {
      const at = foldersAt + index * folderSize;
      return {
        at: head.readUInt32LE(at),
        blocks: head.readUInt16LE(at + 4),
        packing: head.readUInt16LE(at + 6) & 0xf,
      };
    }),
    blockReserve: fields?.[39] ?? 0,
  };
}

function filesIn(head: Buffer, from: number, count: number): CabinetFile[] {
  let at = from;
  const files: CabinetFile[] = [];
  for (let left = count; left > 0; left -= 1) {
    const end = head.indexOf(0, at + fileBytes);
    if (at + fileBytes > head.length || end === -1 || end - at > fileBytes + 256)
      throw new Refused('unreadable');
    files.push({
      name: head.toString('latin1', at + fileBytes, end),
      bytes: head.readUInt32LE(at),
      at: head.readUInt32LE(at + 4),
      folder: head.readUInt16LE(at + 8),
    });
    at = end + 1;
  }
  return files;
}

/**
 * Unpacks a small cabinet into memory: content that is stored, or packed as `makecab` does by default (MSZIP). Windows' lists of certificates
 * come so.
 * @param most bytes of content that are unpacked at most
 * @throws {Refused} `zipBomb`, `truncated`, `damaged`, or `unreadable` for another packing.
 */
export async function readStored(
  file: FileHandle,
  most: number,
): Promise<{ names: string[]; read: (name: string) => Buffer }> {
  const cabinet = await readCabinetHead(file);
  const total = cabinet.folders.reduce((sum, { blocks }) => sum + blocks * blockBytes, 0);
  // A folder says how many blocks it has, and the last of them may be short.
  if (total > most + blockBytes * cabinet.folders.length) throw new Refused('zipBomb');
  const contents: Buffer[] = [];
  for (const folder of cabinet.folders) contents.push(await contentOf(file, folder, cabinet.blockReserve));
  return {
    names: cabinet.files.map(({ name }) => name),
    read(name) {
      const found = cabinet.files.find((entry) => entry.name === name);
      const content = found && contents[found.folder];
      if (found === undefined || content === undefined || found.at + found.bytes > content.length)
        throw new Refused('unreadable', name);
      return content.subarray(found.at, found.at + found.bytes);
    },
  };
}

async function contentOf(
  file: FileHandle,
  { at, blocks, packing }: Cabinet['folders'][number],
  blockReserve: number,
): Promise<Buffer> {
  if (packing > 1) throw new Refused('unreadable', `CAB ${packing}`);
  const content: Buffer[] = [];
  let next = at;
  for (let left = blocks; left > 0; left -= 1) {
    const head = await readAt(file, next, blockHeadBytes + blockReserve);
    const [packed, bytes] = [head.readUInt16LE(4), head.readUInt16LE(6)];
    const data = await readAt(file, next + head.length, packed);
    if (bytes > blockBytes) throw new Refused('unreadable', 'CAB');
    content.push(packing === 0 ? data : inflate(data, bytes, content.at(-1)));
    next += head.length + packed;
  }
  return Buffer.concat(content);
}

/** A block of MSZIP: two letters and deflated content, which may look back into the block before. */
function inflate(data: Buffer, bytes: number, before: Buffer | undefined): Buffer {
  if (data.toString('latin1', 0, 2) !== 'CK') throw new Refused('unreadable', 'CAB');
  try {
    const unpacked = inflateRawSync(data.subarray(2), {
      maxOutputLength: blockBytes,
      ...(before !== undefined && { dictionary: before }),
    });
    if (unpacked.length === bytes) return unpacked;
  } catch {
    // Said below: what deflate does not take is damaged in the same way.
  }
  throw new Refused('damaged');
}
