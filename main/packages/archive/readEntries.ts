import type { Entry, ZipFile } from 'yauzl';
import { limits } from '../limits';
import { Refused } from '../refused';
import { safeEntryName } from './entryName';

/** An entry of an archive with its plain name, which has passed `safeEntryName`. */
export interface NamedEntry {
  entry: Entry;
  name: string;
  isFolder: boolean;
}

/**
 * All entries of a zip, each judged by its name and flags as it is read; reading stops at the first that is not safe.
 * @throws {Refused} `zipTooManyEntries`, `zipUnsafePath`, `zipEncrypted`, `unreadable`.
 */
export function readEntries(zip: ZipFile): Promise<NamedEntry[]> {
  return new Promise((resolve, reject) => {
    if (zip.entryCount > limits.entries) throw new Refused('zipTooManyEntries', String(zip.entryCount));
    const entries: NamedEntry[] = [];
    zip.on('error', () => reject(new Refused('unreadable')));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      try {
        entries.push(judge(entry));
        zip.readEntry();
      } catch (error) {
        reject(error instanceof Error ? error : new Refused('unreadable'));
      }
    });
    zip.readEntry();
  });
}

function judge(entry: Entry): NamedEntry {
  const raw = rawName(entry);
  const name = safeEntryName(raw);
  if (name === null || isSpecial(entry)) throw new Refused('zipUnsafePath', raw);
  if ((entry.generalPurposeBitFlag & encryptionFlags) !== 0) throw new Refused('zipEncrypted', name);
  return { entry, name, isFolder: raw.endsWith('/') };
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

/**
 * Whether an entry is more than a file or folder. The upper half of the attributes is a Unix mode (0, or type and
 * rights: link, device, pipe, socket); bit 10 is Windows' own mark for links (FILE_ATTRIBUTE_REPARSE_POINT).
 */
function isSpecial(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  const isPlain = type === 0 || type === 0o100000 || type === 0o040000;
  return !isPlain || (entry.externalFileAttributes & 0x400) !== 0;
}
