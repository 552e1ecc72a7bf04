import { createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { Refused, toRefused } from '../refused';
import { chooseEntries } from './chooseEntries';
import { expectSameHeaders } from './localHeader';
import { type NamedEntry, readEntries } from './readEntries';

/** A file taken out of an archive: where it lies now, and its own name. */
export interface Unpacked {
  path: string;
  name: string;
}

/**
 * Takes the known files out of a zip, each into a folder of its own under `into`, under the guards of `limits` and
 * `safeEntryName`. One unsafe entry refuses the whole archive, before anything is written: the names and sizes of all
 * entries are judged first. Zips inside are not opened.
 * @throws {Refused} one of the `zip…` codes, `nestedZip`, `duplicateNames`, `twoFormats`, `damaged`, `truncated`,
 * `unreadable`, `notAPackage`; `notStored` when this computer's disk is the reason.
 */
export async function unpack(zipPath: string, into: string): Promise<Unpacked[]> {
  await expectZipAlone(zipPath);
  const zip = await openZip(zipPath);
  try {
    const wanted = chooseEntries(await readEntries(zip), zip.fileSize);
    const unpacked: Unpacked[] = [];
    await expectSame(zipPath, wanted);
    for (const [index, { entry, name }] of wanted.entries()) {
      const folder = join(into, String(index));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, name);
      const packed = await readStream(zip, entry);
      // Made last: the error of a file that cannot be opened needs its listener at once, or it ends the app.
      const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
      await pipeline(packed, checksum(entry.crc32, name), file);
      unpacked.push({ path, name });
    }
    return unpacked;
  } catch (error) {
    throw toRefused(error);
  } finally {
    zip.close();
  }
}

async function expectSame(zipPath: string, wanted: readonly NamedEntry[]): Promise<void> {
  const file = await open(zipPath, 'r');
  try {
    for (const found of wanted) await expectSameHeaders(file, found);
  } finally {
    await file.close();
  }
}

/** The library that reads zips compares sizes, not checksums, so it would not notice a changed bit. */
function checksum(expected: number, name: string): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum === expected ? null : new Refused('damaged', name));
    },
  });
}

/** A zip may stand at the end of any other file. One that begins as something else is read in two ways. */
async function expectZipAlone(path: string): Promise<void> {
  const start = Buffer.alloc(4);
  const file = await open(path, 'r');
  try {
    await file.read(start, 0, 4, 0);
  } finally {
    await file.close();
  }
  const mark = start.toString('latin1');
  if (mark === 'PK\u0003\u0004' || mark === 'PK\u0005\u0006') return;
  const zip = await openZip(path).catch(() => null);
  zip?.close();
  throw new Refused(zip === null ? 'unreadable' : 'twoFormats');
}

async function openZip(path: string): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  return new Promise((resolve, reject) => {
    yauzl.open(path, options, (error, zip) => {
      if (error === null) resolve(zip);
      // What begins like a zip and has no directory at its end was cut off; an error of the disk has a code.
      else reject('code' in error ? toRefused(error) : new Refused('truncated'));
    });
  });
}

function readStream(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}
