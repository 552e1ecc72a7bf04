import { lstat, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { refusalBySignature } from '../../../shared/kit/packageTrust';
import { type Package, packageSchema, sha256Schema } from '../../../shared/model/packages';
import { quarantine, type Quarantined } from '../../disk/quarantine';
import { safeEntryName } from '../archive/entryName';

/** Name of the record beside each kept file. */
export const recordName = 'package.json';
/** Folders in which files are looked at before they are kept. One left over from a crash is removed at the start. */
export const incomingPrefix = '.incoming-';
/** Version 0.1.0 wrote a verdict into each record; what it called refused is not taken. */
const storedSchema = packageSchema.safeExtend({
  verdict: z.looseObject({ state: z.enum(['ready', 'refused']) }).optional(),
});

/**
 * Reads the records of a library. A folder whose record is missing, is not valid, names another file, or belongs to
 * the other sort of library is set aside beside it, so that one bad byte never stops the start and nothing is lost.
 */
export async function loadRecords(
  folder: string,
  practice: boolean,
): Promise<{ packages: Map<string, Package>; quarantined: Quarantined[] }> {
  const packages = new Map<string, Package>();
  const quarantined: Quarantined[] = [];
  for (const entry of await readdir(folder)) {
    if (entry.startsWith(incomingPrefix))
      await rm(join(folder, entry), { recursive: true, force: true }).catch(() => undefined);
    if (!sha256Schema.safeParse(entry).success) continue;
    const record = await readRecord(join(folder, entry));
    if (record?.sha256 === entry && record.practice === practice) packages.set(entry, record);
    // Where it cannot be moved it stays where it is; the other packages are there all the same.
    else quarantined.push(await quarantine(join(folder, entry), 'badShape'));
  }
  return { packages, quarantined };
}

/** Writes the record of a kept file: whole under another name first, so that a crash leaves the one before. */
export async function writeRecord(folder: string, record: Package): Promise<void> {
  const next = join(folder, `${recordName}.next`);
  await writeFile(next, JSON.stringify(record, null, 2), { mode: 0o600 });
  await rename(next, join(folder, recordName));
}

async function readRecord(folder: string): Promise<Package | null> {
  try {
    const { verdict, ...record } = storedSchema.parse(
      JSON.parse(await readFile(join(folder, recordName), 'utf8')),
    );
    // A record that leads elsewhere, or keeps what is refused, was not written here.
    if (safeEntryName(record.name) !== record.name || record.name.includes('/')) return null;
    if (verdict?.state === 'refused' || refusalBySignature(record.signature) !== null) return null;
    // The hash is checked again before each use; at the start the size is enough to see a torn copy.
    const found = await lstat(join(folder, record.name));
    return found.isFile() && found.size === record.bytes ? record : null;
  } catch {
    return null;
  }
}
