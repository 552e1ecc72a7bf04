import type { FileHandle } from 'node:fs/promises';
import { readAt } from '../readAt';
import { Refused } from '../refused';
import { firstMark, openSectors } from './sectors';
import { streamName } from './streamName';

/** The streams of a compound file by their readable names, each read when asked for; null when there is none. */
export type Streams = (name: string) => Promise<Buffer | null>;

const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Streams below this size lie in pieces of 64 bytes inside one stream of the root. Both numbers are fixed. */
const smallStream = 4096;
const smallPiece = 64;
/** Bytes. Installers have some hundred streams, and tables of some hundred kilobytes; 2 MB of directory are 16,384 streams. */
const longestDirectory = 2 * 1024 * 1024;
const longestStream = 8 * 1024 * 1024;
/** "No neighbour" in the tree of entries. */
const noEntry = 0xffff_ffff;

/**
 * Opens the compound file that an MSI is ([MS-CFB]). Our own reader, see docs/decisions/packages-and-trust.md: it reads only the few
 * kilobytes that are asked for, and no arrangement of links can keep it busy or make it grow.
 * @throws {Refused} `unreadable` when it is none, `truncated` when it announces more than it has.
 */
export async function openCompoundFile(file: FileHandle): Promise<Streams> {
  const { size } = await file.stat();
  if (size < 512) throw new Refused('unreadable');
  const header = await readAt(file, 0, 512);
  if (!header.subarray(0, 8).equals(magic)) throw new Refused('unreadable');
  // Another border between small and large would make Windows read other bytes than we do.
  if (header.readUInt32LE(56) !== smallStream || header.readUInt16LE(32) !== 6)
    throw new Refused('unreadable');
  const sectors = await openSectors(file, header);
  const content = (start: number, most = longestStream): Promise<Buffer> =>
    sectors.read(sectors.chain(start), most);
  const entries = directory(await content(header.readUInt32LE(48), longestDirectory));
  const root = entries[0];
  if (root?.type !== 5) throw new Refused('unreadable');
  const smallLinks = await content(header.readUInt32LE(60));
  const smallContent = await content(root.start);
  const streams = streamsOf(entries, root);

  return async (name) => {
    const entry = streams.get(name);
    if (entry === undefined) return null;
    const bytes =
      entry.size < smallStream
        ? readSmall(entry.start, entry.size, smallLinks, smallContent)
        : await content(entry.start);
    if (bytes.length < entry.size) throw new Refused('unreadable');
    return bytes.subarray(0, entry.size);
  };
}

interface Entry {
  name: string;
  /** 2 a stream, 5 the root. */
  type: number;
  start: number;
  size: number;
  /** Neighbours in the tree, and the first entry inside; numbers of entries, or `noEntry`. */
  left: number;
  right: number;
  child: number;
}

/**
 * The streams of the root. Only those that hang in its tree count, for Windows finds no others: a signed file can be
 * given more entries outside the tree, which its signature does not cover. Two of one name are never in good faith.
 */
function streamsOf(entries: readonly Entry[], root: Entry): ReadonlyMap<string, Entry> {
  const streams = new Map<string, Entry>();
  const seen = new Set<number>();
  const ahead = [root.child];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (id === noEntry) continue;
    const entry = entries[id];
    if (entry === undefined || seen.has(id)) throw new Refused('unreadable');
    seen.add(id);
    ahead.push(entry.left, entry.right);
    if (entry.type !== 2) continue;
    if (streams.has(entry.name)) throw new Refused('unreadable', entry.name);
    streams.set(entry.name, entry);
  }
  return streams;
}

function directory(bytes: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    const entry = bytes.subarray(at, at + 128);
    const nameBytes = Math.min(64, entry.readUInt16LE(64));
    entries.push({
      name: streamName(entry.toString('utf16le', 0, Math.max(0, nameBytes - 2))),
      type: entry.readUInt8(66),
      left: entry.readUInt32LE(68),
      right: entry.readUInt32LE(72),
      child: entry.readUInt32LE(76),
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    });
  }
  return entries;
}

function readSmall(start: number, size: number, links: Buffer, content: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let next = start;
  for (let left = size; left > 0 && next < firstMark; left -= smallPiece) {
    if (next * 4 + 4 > links.length) throw new Refused('unreadable');
    pieces.push(content.subarray(next * smallPiece, (next + 1) * smallPiece));
    next = links.readUInt32LE(next * 4);
  }
  return Buffer.concat(pieces);
}
