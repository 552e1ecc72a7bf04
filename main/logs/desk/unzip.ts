import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { LogRefusal } from '../../../shared/bridge/logs';
import { safeEntryName, shownName } from '../../packages/archive/entryName';
import { limits } from '../limits';
import type { Found, Room } from './found';

/**
 * The files of a zip, unpacked into memory one by one. Each is judged for itself: an unsafe name, a password, a damaged
 * or an endless file costs that file and no other. No more bytes are unpacked than the desk takes, whatever a header says.
 */
export async function* unzip(inside: string, bytes: Buffer, room: Room): AsyncGenerator<Found, void> {
  const zip = await openZip(bytes).catch(() => null);
  if (zip === null) {
    yield { name: inside, inside: null, refusal: 'damaged', size: bytes.length };
    return;
  }
  try {
    const entries: Entry[] = [];
    for await (const entry of entriesOf(zip)) {
      if (entry === null) yield { name: inside, inside: null, refusal: 'damaged', size: bytes.length };
      else entries.push(entry);
      if (entries.length > limits.entries) {
        yield { name: inside, inside: null, refusal: 'tooMany', size: bytes.length };
        return;
      }
    }
    const overlaid = overlaidIn(entries);
    for (const entry of entries) {
      const raw = nameOf(entry);
      if (overlaid.has(entry))
        yield { name: shownName(raw), inside, refusal: 'damaged', size: entry.uncompressedSize };
      else if (!raw.endsWith('/')) yield await fileOf(zip, entry, raw, inside, room);
    }
  } finally {
    zip.close();
  }
}

/** Without the name, which follows it. */
const headerBytes = 30;

/** Entries that lie over others: they would unpack the same bytes many times. */
function overlaidIn(entries: readonly Entry[]): ReadonlySet<Entry> {
  const found = new Set<Entry>();
  let end = 0;
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (const entry of inOrder) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) found.add(entry);
    else end = start + headerBytes + entry.fileNameLength + entry.compressedSize;
  }
  return found;
}

async function fileOf(zip: ZipFile, entry: Entry, raw: string, inside: string, room: Room): Promise<Found> {
  const name = safeEntryName(raw);
  const refused = (refusal: LogRefusal): Found => ({
    name: name ?? shownName(raw).slice(0, limits.shown),
    inside,
    refusal,
    size: entry.uncompressedSize,
  });
  if (name === null) return refused('unsafeName');
  if ((entry.generalPurposeBitFlag & encrypted) !== 0) return refused('encrypted');
  if (entry.uncompressedSize > limits.fileBytes) return refused('tooLarge');
  if (entry.uncompressedSize > room.left()) return refused('tooMany');
  if (entry.uncompressedSize === 0) return refused('empty');
  try {
    const bytes = await bytesOf(await streamOf(zip, entry), entry);
    const mark = bytes.toString('latin1', 0, 4);
    if (mark === 'PK\u0003\u0004') return refused('nested');
    return { name, inside, bytes, modified: writtenAt(entry), cut: false };
  } catch {
    return refused('damaged');
  }
}

/** Bit 0: encrypted; bit 6: strongly encrypted; bit 13: masked directory. */
const encrypted = 0x1 | 0x40 | 0x2000;

/** All bytes of an entry. The library compares sizes while it unpacks, not checksums. */
async function bytesOf(stream: Readable, entry: Entry): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(entry.uncompressedSize);
  let done = 0;
  let sum = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk) || done + chunk.length > bytes.length)
      throw new RangeError('more than its header says');
    chunk.copy(bytes, done);
    sum = crc32(chunk, sum);
    done += chunk.length;
  }
  if (done !== bytes.length || sum !== entry.crc32) throw new RangeError('not what its header says');
  return bytes;
}

/** When an entry was written, in the clock of whoever made the zip; DOS has no zone. */
function writtenAt(entry: Entry): number | null {
  const [date, time] = [entry.lastModFileDate, entry.lastModFileTime];
  if (date === 0) return null;
  return Date.UTC(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
}

/** Names come as bytes, because the library is told not to decode: bit 11 says UTF-8, else one byte a character. */
function nameOf(entry: Entry): string {
  const bytes: unknown = entry.fileName;
  if (!Buffer.isBuffer(bytes)) return '';
  const name = bytes.toString((entry.generalPurposeBitFlag & 0x800) === 0 ? 'latin1' : 'utf8');
  return name.replaceAll('\\', '/');
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, options, (error, zip) => (error === null ? resolve(zip) : reject(error)));
  });
}

/** The entries in their order; null for a directory that does not hold together, and then no more. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry | null, void> {
  for (;;) {
    const entry = await new Promise<Entry | null | 'end'>((resolve) => {
      zip.removeAllListeners();
      zip.once('entry', resolve);
      zip.once('end', () => resolve('end'));
      zip.once('error', () => resolve(null));
      zip.readEntry();
    });
    if (entry === 'end') return;
    yield entry;
    if (entry === null) return;
  }
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}
