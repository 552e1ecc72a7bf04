import { createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { limits } from '../limits';
import { Refused } from '../refused';
import { entryKey, safeEntryName } from './entryName';
import { isKnownName } from './knownName';

/** A file taken out of an archive: where it lies now, and its own name. */
export interface Unpacked {
  path: string;
  name: string;
}

/**
 * Takes the known files out of a zip, each into a folder of its own under `into`, under the guards of `limits` and
 * `safeEntryName`. One unsafe entry refuses the whole archive, before anything is written: the names and sizes of all
 * entries are judged first. Zips inside are not opened.
 * @throws {Refused} one of the `zip…` codes, `nestedZip`, `duplicateNames`, `truncated`, `unreadable`, `notAPackage`.
 */
export async function unpack(zipPath: string, into: string): Promise<Unpacked[]> {
  const zip = await openZip(zipPath);
  try {
    const wanted = chooseEntries(await allEntries(zip));
    const unpacked: Unpacked[] = [];
    for (const [index, { entry, name }] of wanted.entries()) {
      const folder = join(into, String(index));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, name);
      await pipeline(await readStream(zip, entry), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      unpacked.push({ path, name });
    }
    return unpacked;
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('unreadable');
  } finally {
    zip.close();
  }
}

function chooseEntries(entries: readonly { entry: Entry; name: string }[]): { entry: Entry; name: string }[] {
  const keys = new Set<string>();
  let total = 0;
  for (const { entry, name } of entries) {
    const key = entryKey(name);
    if (keys.has(key)) throw new Refused('duplicateNames', name);
    keys.add(key);
    total += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    const bursts = entry.uncompressedSize > limits.ratioFloor && ratio > limits.ratio;
    if (total > limits.bytes || bursts) throw new Refused('zipBomb', name);
  }
  const wanted = entries
    .map(({ entry, name }) => ({ entry, name: basename(name), isFolder: rawName(entry).endsWith('/') }))
    .filter(({ name, isFolder }) => !isFolder && isKnownName(name));
  if (wanted.length > 0) return wanted;
  const nested = entries.find(({ name }) => /\.zip$/i.test(name));
  throw nested ? new Refused('nestedZip', nested.name) : new Refused('notAPackage');
}

/** All entries, each judged by its name and flags as it is read; reading stops at the first that is not safe. */
function allEntries(zip: ZipFile): Promise<{ entry: Entry; name: string }[]> {
  if (zip.entryCount > limits.entries) throw new Refused('zipTooManyEntries', String(zip.entryCount));
  return new Promise((resolve, reject) => {
    const entries: { entry: Entry; name: string }[] = [];
    zip.on('error', () => reject(new Refused('unreadable')));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      try {
        entries.push({ entry, name: judge(entry) });
        zip.readEntry();
      } catch (error) {
        reject(error instanceof Error ? error : new Refused('unreadable'));
      }
    });
    zip.readEntry();
  });
}

function judge(entry: Entry): string {
  const raw = rawName(entry);
  const name = safeEntryName(raw);
  if (name === null || isSymbolicLink(entry)) throw new Refused('zipUnsafePath', printable(raw));
  if ((entry.generalPurposeBitFlag & encryptionFlags) !== 0) throw new Refused('zipEncrypted', name);
  return name;
}

/** Bit 0: encrypted; bit 6: strongly encrypted; bit 13: masked directory. */
const encryptionFlags = 0x1 | 0x40 | 0x2000;

/** The name as bytes, since the library is told not to decode: bit 11 says UTF-8, else one byte a character. */
function rawName(entry: Entry): string {
  const bytes: unknown = entry.fileName;
  if (!Buffer.isBuffer(bytes)) throw new Refused('unreadable');
  const name = bytes.toString((entry.generalPurposeBitFlag & 0x800) === 0 ? 'latin1' : 'utf8');
  // Some versions of .NET wrote backslashes; Windows takes them for slashes, so they are judged as slashes.
  return name.replaceAll('\\', '/');
}

function isSymbolicLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function printable(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?').slice(0, 120);
}

async function openZip(path: string): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  return new Promise((resolve, reject) => {
    yauzl.open(path, options, (error, zip) => {
      if (error === null) resolve(zip);
      else whyNot(path).then(reject, reject);
    });
  });
}

/** A file that begins like a zip and has no directory at its end was cut off. */
async function whyNot(path: string): Promise<Refused> {
  const file = await open(path, 'r');
  try {
    const start = Buffer.alloc(4);
    await file.read(start, 0, 4, 0);
    return new Refused(start.toString('latin1') === 'PK\u0003\u0004' ? 'truncated' : 'unreadable');
  } finally {
    await file.close();
  }
}

function readStream(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}
