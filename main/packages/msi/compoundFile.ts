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

/** An entry of a compound file ([MS-CFB] 2.6). */
export interface Entry {
  /** As a person reads it (`streamName`), and as it stands in the file, without the zero at its end. */
  readonly name: string;
  readonly nameBytes: Buffer;
  /** Whether others lie in it: the root, or a storage. */
  readonly isFolder: boolean;
  readonly size: number;
  /** Its class, its state, its size and its two times, each as its bytes: what a signature covers. */
  readonly classId: Buffer;
  readonly state: Buffer;
  readonly sizeBytes: Buffer;
  readonly times: Buffer;
}

/** A compound file with its entries; the content of a stream is read when it is asked for. */
export interface Compound {
  readonly root: Entry;
  /** What hangs in the tree of a folder, in no order. @throws {Refused} `unreadable` where one name is there twice. */
  inside(folder: Entry): readonly Entry[];
  /** The content of a stream in pieces. @throws {Refused} `unreadable` where all that was asked for is more than the file holds. */
  pieces(stream: Entry): AsyncIterable<Buffer>;
  /** The content of a stream as a whole. @throws {Refused} `unreadable` where it is longer than any table of an installer. */
  read(stream: Entry): Promise<Buffer>;
}

/**
 * Opens the compound file that an MSI is ([MS-CFB]). Our own reader, see docs/decisions/packages-and-trust.md: it reads only what
 * is asked for, and no arrangement of links can keep it busy or make it grow.
 * @throws {Refused} `unreadable` when it is none, `truncated` when it announces more than it has.
 */
export async function openCompound(file: FileHandle): Promise<Compound> {
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
  if (root?.type !== rootType) throw new Refused('unreadable');
  const smallLinks = await content(header.readUInt32LE(60));
  const smallContent = await content(root.start);
  const small = ({ start, size: bytes }: PlacedEntry): Buffer =>
    whole(readSmall(start, bytes, smallLinks, smallContent), bytes);
  const places = new Map<Entry, PlacedEntry>(entries.map((entry) => [entry, entry]));
  const placeOf = (entry: Entry): PlacedEntry => {
    const place = places.get(entry);
    if (place === undefined) throw new Refused('unreadable', entry.name);
    return place;
  };
  let left = size;

  return {
    root,
    inside: (folder) => treeOf(entries, placeOf(folder)),
    async *pieces(stream) {
      const place = placeOf(stream);
      // Streams that lie over each other would be read over and over.
      if (stream.size > left) throw new Refused('unreadable', stream.name);
      left -= stream.size;
      if (stream.size < smallStream) {
        yield small(place);
        return;
      }
      let missing = stream.size;
      for await (const piece of sectors.pieces(sectors.chain(place.start))) {
        yield piece.subarray(0, missing);
        missing -= Math.min(missing, piece.length);
        if (missing === 0) return;
      }
      throw new Refused('unreadable', stream.name);
    },
    async read(stream) {
      const place = placeOf(stream);
      return stream.size < smallStream ? small(place) : whole(await content(place.start), stream.size);
    },
  };
}

/** The content of a stream, without what fills its last sector. */
function whole(bytes: Buffer, size: number): Buffer {
  if (bytes.length < size) throw new Refused('unreadable');
  return bytes.subarray(0, size);
}

/** Opens a compound file for the streams that lie in its root, each by its name. @throws {Refused} as `openCompound`. */
export async function openCompoundFile(file: FileHandle): Promise<Streams> {
  const compound = await openCompound(file);
  const streams = new Map(
    compound
      .inside(compound.root)
      .filter(({ isFolder }) => !isFolder)
      .map((entry) => [entry.name, entry]),
  );
  return async (name) => {
    const entry = streams.get(name);
    return entry === undefined ? null : compound.read(entry);
  };
}

interface PlacedEntry extends Entry {
  readonly type: number;
  readonly start: number;
  /** Neighbours in the tree, and the first entry inside; numbers of entries, or `noEntry`. */
  readonly left: number;
  readonly right: number;
  readonly child: number;
}

const [storageType, streamType, rootType] = [1, 2, 5];

/**
 * What lies in a folder. Only what hangs in its tree counts, for Windows finds nothing else: a signed file can be
 * given more entries outside the tree, which its signature does not cover. Two of one name are never in good faith.
 */
function treeOf(entries: readonly PlacedEntry[], folder: PlacedEntry): PlacedEntry[] {
  const found = new Map<string, PlacedEntry>();
  const seen = new Set<number>();
  const ahead = [folder.child];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (id === noEntry) continue;
    const entry = entries[id];
    if (entry === undefined || seen.has(id)) throw new Refused('unreadable');
    seen.add(id);
    ahead.push(entry.left, entry.right);
    if (entry.type !== streamType && entry.type !== storageType) continue;
    if (found.has(entry.name)) throw new Refused('unreadable', entry.name);
    found.set(entry.name, entry);
  }
  return [...found.values()];
}

function directory(bytes: Buffer): PlacedEntry[] {
  const entries: PlacedEntry[] = [];
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    const entry = bytes.subarray(at, at + 128);
    const nameBytes = entry.subarray(0, Math.max(0, Math.min(64, entry.readUInt16LE(64)) - 2));
    const type = entry.readUInt8(66);
    entries.push({
      name: streamName(nameBytes.toString('utf16le')),
      nameBytes,
      type,
      isFolder: type !== streamType,
      left: entry.readUInt32LE(68),
      right: entry.readUInt32LE(72),
      child: entry.readUInt32LE(76),
      classId: entry.subarray(80, 96),
      state: entry.subarray(96, 100),
      times: entry.subarray(100, 116),
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
      sizeBytes: entry.subarray(120, 124),
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
