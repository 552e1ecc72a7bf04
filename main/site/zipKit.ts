import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { GangwayError } from '../../shared/errors';
import { mostKitBytes } from '../../shared/site/manifest';
import { open, type FileHandle } from '../disk/files';
import { expectFair } from '../packages/archive/chooseEntries';
import { expectSameHeaders } from '../packages/archive/localHeader';
import { readEntries, type NamedEntry } from '../packages/archive/readEntries';
import { Refused } from '../packages/refused';
import type { KitSource } from './kitSource';
import { expectGoingOn } from './pump';

/** Bytes that are read at once. */
const chunkBytes = 1024 ** 2;

/** Lets the reader of zips read an open file, so that every read goes the way of all others. */
class HandleReader extends yauzl.RandomAccessReader {
  constructor(private readonly file: FileHandle) {
    super();
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const { file } = this;
    return Readable.from(
      (async function* () {
        for (let at = start; at < end;) {
          const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, end - at));
          const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
          if (bytesRead === 0) return;
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      })(),
      { objectMode: false },
    );
  }
  /** The file is closed by who opened it. */
  override close(done: (error: Error | null) => void): void {
    done(null);
  }
}

/**
 * Opens a kit that lies in a zip. Names, flags and sizes of all entries are judged before anything is read: one that is unsafe refuses the whole,
 * as in the library. Throws `kit.unsafe` with the reason, `kit.notAKit` for what is no zip; errors of the file system as they come.
 */
export async function zipKit(place: string): Promise<KitSource> {
  const file = await open(place, 'r');
  try {
    const { size } = await file.stat();
    const zip = await openZip(file, size);
    const entries = new Map(
      (await judged(zip, file, size)).filter(({ isFolder }) => !isFolder).map((one) => [one.name, one]),
    );
    return kitOf(place, file, zip, entries);
  } catch (error) {
    await file.close();
    if (error instanceof Refused) throw new GangwayError('kit.unsafe', error.message);
    throw error;
  }
}

async function judged(zip: ZipFile, file: FileHandle, size: number): Promise<NamedEntry[]> {
  const entries = await readEntries(zip);
  expectFair(entries, size, mostKitBytes);
  for (const entry of entries) if (!entry.isFolder) await expectSameHeaders(file, entry);
  return entries;
}

function openZip(file: FileHandle, size: number): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  return new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(new HandleReader(file), size, options, (error, zip) => {
      if (error === null) resolve(zip);
      else reject('code' in error ? error : new GangwayError('kit.notAKit', error.message));
    });
  });
}

function kitOf(
  place: string,
  file: FileHandle,
  zip: ZipFile,
  entries: ReadonlyMap<string, NamedEntry>,
): KitSource {
  const entryOf = (path: string): Entry => {
    const found = entries.get(path);
    if (found === undefined) throw new GangwayError('kit.gone', path);
    return found.entry;
  };
  const read = (path: string): Promise<Readable> =>
    new Promise((resolve, reject) => {
      zip.openReadStream(entryOf(path), (error, stream) =>
        error === null ? resolve(stream) : reject(error),
      );
    });
  return {
    form: 'zip',
    place,
    list: () =>
      Promise.resolve(
        [...entries.values()].map(({ name, entry }) => ({ path: name, bytes: entry.uncompressedSize })),
      ),
    async head(path, atMost) {
      if (!entries.has(path)) return null;
      const parts: Buffer[] = [];
      let length = 0;
      for await (const part of buffersOf(await read(path))) {
        parts.push(part);
        length += part.length;
        if (length >= atMost) break;
      }
      return Buffer.concat(parts).subarray(0, atMost);
    },
    async hash(path, watching) {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const part of buffersOf(await read(path))) {
        expectGoingOn(watching);
        hash.update(part);
        bytes += part.length;
        watching.onBytes?.(part.length);
      }
      return { bytes, sha256: hash.digest('hex') };
    },
    read,
    async close() {
      zip.close();
      await file.close();
    },
  };
}

async function* buffersOf(stream: Readable): AsyncGenerator<Buffer> {
  for await (const part of stream) if (Buffer.isBuffer(part)) yield part;
}
