import type { FileHandle } from 'node:fs/promises';
import { readAt } from '../readAt';
import { Refused } from '../refused';

/** From here on numbers in an allocation table are marks (end of chain, free, part of the table), not sectors. */
export const firstMark = 0xffff_fffa;

/** Bytes. The table of a gigabyte has half of it; what is longer is made to exhaust this computer. */
const longestTable = 16 * 1024 * 1024;

/** Bytes that are read at once. */
const pieceBytes = 1024 * 1024;

const sectorBytes: ReadonlyMap<number, number> = new Map([
  [9, 512],
  [12, 4096],
]);

/** The sectors of a compound file and the table that links them. */
export interface Sectors {
  /** The sector and all that follow it, in order. @throws {Refused} `unreadable` when they go round in a circle. */
  chain(start: number): number[];
  /** Contents of these sectors. @throws {Refused} `unreadable` when it is more than `most` bytes. */
  read(chain: readonly number[], most: number): Promise<Buffer>;
  /** The same in pieces of a megabyte at most, of any length. */
  pieces(chain: readonly number[]): AsyncIterable<Buffer>;
}

/**
 * Reads the allocation table of a compound file. The table links the sectors of each stream, so it also tells how long
 * the file must be at least: that is how a broken download is told from a whole file.
 * @param header the first 512 bytes
 * @throws {Refused} `unreadable`, or `truncated` when the file is shorter than its table says.
 */
export async function openSectors(file: FileHandle, header: Buffer): Promise<Sectors> {
  const { size } = await file.stat();
  // By its two values: a shift by 41 is one by 9 for a machine.
  const bytes = sectorBytes.get(header.readUInt16LE(30));
  if (bytes === undefined) throw new Refused('unreadable');
  const count = Math.ceil(size / bytes) - 1;
  const pieces = (chain: readonly number[]) => piecesOf(file, bytes, chain);
  const read = async (chain: readonly number[], most: number): Promise<Buffer> => {
    if (chain.length * bytes > most) throw new Refused('unreadable', `> ${most} bytes`);
    const content = Buffer.alloc(chain.length * bytes);
    let at = 0;
    for await (const piece of pieces(chain)) at += piece.copy(content, at);
    return content;
  };
  const table = await read(await tableSectors(file, header, bytes, count), longestTable);
  const links = Math.floor(table.length / 4);
  for (let index = 0; index < links; index += 1) {
    const next = table.readUInt32LE(index * 4);
    // Only links count: some programs fill the unused rest of the table with marks for the end of a chain.
    if (next < firstMark && Math.max(next, index) >= count) throw new Refused('truncated');
  }
  const chain = (start: number): number[] => {
    const found: number[] = [];
    for (let next = start; next < firstMark; next = table.readUInt32LE(next * 4)) {
      if (next >= count) throw new Refused('truncated');
      if (next >= links || found.length >= links) throw new Refused('unreadable');
      found.push(next);
    }
    return found;
  };
  return { chain, read, pieces };
}

async function* piecesOf(file: FileHandle, bytes: number, chain: readonly number[]): AsyncIterable<Buffer> {
  for (const { first, length } of runs(chain, pieceBytes / bytes))
    yield await readAt(file, (first + 1) * bytes, length * bytes);
}

/** Where the table itself lies: 109 sectors are named in the header, the rest in a chain of sectors. */
async function tableSectors(
  file: FileHandle,
  header: Buffer,
  bytes: number,
  count: number,
): Promise<number[]> {
  const found = numbers(header.subarray(76));
  const seen = new Set<number>();
  let next = header.readUInt32LE(68);
  // So many name more table than is ever read. Without this end a file of nothing but such sectors keeps us busy.
  const most = Math.ceil(longestTable / bytes / (bytes / 4 - 1));
  while (next < firstMark) {
    if (seen.size > most) throw new Refused('unreadable');
    if (seen.has(next) || next >= count) throw new Refused(next >= count ? 'truncated' : 'unreadable');
    seen.add(next);
    const more = await readAt(file, (next + 1) * bytes, bytes);
    found.push(...numbers(more.subarray(0, bytes - 4)));
    next = more.readUInt32LE(bytes - 4);
  }
  if (new Set(found).size !== found.length) throw new Refused('unreadable');
  if (found.some((sector) => sector >= count)) throw new Refused('truncated');
  return found;
}

function numbers(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const sector = bytes.readUInt32LE(at);
    if (sector < firstMark) found.push(sector);
  }
  return found;
}

/** Neighbours are read in one go, up to so many: most streams lie in one piece. */
function* runs(
  chain: readonly number[],
  most: number,
): Generator<{ first: number; length: number }, undefined> {
  let [first, length] = [0, 0];
  for (const sector of chain) {
    if (length > 0 && (sector !== first + length || length === most)) {
      yield { first, length };
      length = 0;
    }
    if (length === 0) first = sector;
    length += 1;
  }
  if (length > 0) yield { first, length };
}
