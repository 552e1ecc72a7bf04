import CFB from 'cfb';
import { Refused } from '../refused';
import { streamName } from './streamName';

/** The streams of a compound file by their readable names, each read when asked for. */
export type Streams = (name: string) => Buffer | null;

const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Opens the compound file that an MSI is.
 * @throws {Refused} `unreadable` when it is none, `truncated` when it announces more sectors than it has.
 */
export function openCompoundFile(bytes: Buffer): Streams {
  if (bytes.length < 512 || !bytes.subarray(0, 8).equals(magic)) throw new Refused('unreadable');
  if (bytes.length < announcedBytes(bytes)) throw new Refused('truncated');
  const entries = new Map<string, Buffer>();
  try {
    for (const entry of CFB.read(bytes, { type: 'buffer' }).FileIndex) {
      if (entry.type === 2)
        entries.set(streamName(entry.name), Buffer.from(entry.content).subarray(0, entry.size));
    }
  } catch {
    throw new Refused('unreadable');
  }
  return (name) => entries.get(name) ?? null;
}

const freeSector = 0xffff_ffff;
const lastRegularSector = 0xffff_fffa;
const sectorsInHeader = 109;

/**
 * Least size of the file by its own allocation table: the table marks each sector in use. The library reads a cut file
 * without complaint, so this is what tells a broken download from a whole file.
 */
function announcedBytes(bytes: Buffer): number {
  const sector = 1 << bytes.readUInt16LE(30);
  if (sector !== 512 && sector !== 4096) throw new Refused('unreadable');
  const tables = allocationTables(bytes, sector);
  let highest = 0;
  tables.forEach((at, table) => {
    const start = (at + 1) * sector;
    if (start + sector > bytes.length) throw new Refused('truncated');
    for (let index = 0; index < sector / 4; index += 1) {
      if (bytes.readUInt32LE(start + index * 4) !== freeSector) highest = (table * sector) / 4 + index;
    }
  });
  // The last sector need not be full.
  return (highest + 1) * sector + 1;
}

/** Sector numbers of the allocation table: the first 109 are in the header, the rest in a chain of sectors. */
function allocationTables(bytes: Buffer, sector: number): number[] {
  const found: number[] = [];
  const take = (from: number, count: number): void => {
    for (let index = 0; index < count; index += 1) {
      const at = bytes.readUInt32LE(from + index * 4);
      if (at <= lastRegularSector) found.push(at);
    }
  };
  take(76, sectorsInHeader);
  const seen = new Set<number>();
  let next = bytes.readUInt32LE(68);
  while (next <= lastRegularSector) {
    const start = (next + 1) * sector;
    if (seen.has(next)) throw new Refused('unreadable');
    if (start + sector > bytes.length) throw new Refused('truncated');
    seen.add(next);
    take(start, sector / 4 - 1);
    next = bytes.readUInt32LE(start + sector - 4);
  }
  return found;
}
