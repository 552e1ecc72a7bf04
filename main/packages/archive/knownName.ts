import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readProgram } from '../program/readProgram';

/**
 * Whether a file inside an archive or folder is worth looking at. Only such files are ever unpacked; what they are is
 * then decided by their content.
 */
export function isKnownName(baseName: string): boolean {
  return known.some((pattern) => pattern.test(baseName));
}

const known = [
  /^md4ws[^/]*\.msi$/i,
  /\.cmd$/i,
  /^install[^/]*\.ps1$/i,
  /^mdeclientanalyzer\.ps1$/i,
  /^updateplatform[^/]*\.exe$/i,
  /^updatesenseclient[^/]*\.exe$/i,
  /^mpam-fe[^/]*\.exe$/i,
  /kb\d{6,8}[^/]*\.msu$/i,
  /^defender(?:dt|deploymenttool)[^/]*\.exe$/i,
  /\.(?:on|off)boarding$/i,
  /^(?:authroot|disallowedcert)[^/]*\.(?:cab|sst)$/i,
  /\.cr[lt]$/i,
];

/**
 * Whether a file is a program under a name of its own. Microsoft's deployment tool arrives so: the portal names it after the package. Only its content
 * tells.
 */
export const isNamedFreely = (baseName: string): boolean =>
  /\.exe$/i.test(baseName) && !isKnownName(baseName);

/** So many programs of names of their own are looked at in one folder: a person who drops one with more means something else. */
const programsLookedAt = 50;

/** Whether a program is one that is taken, by what it says of itself. A file that cannot be read is none. */
async function isOurs(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      await readProgram(file);
      return true;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

/**
 * Names of the files of a folder that are worth looking at, zips included, in a steady order: by their names, and programs by what they say of themselves. Subfolders are left
 * alone: what matters lies on top, and `OptionalParamsPolicy` holds policy templates only.
 */
export async function knownFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const known = names.filter((name) => isKnownName(name) || /\.zip$/i.test(name));
  const programs = names.filter(isNamedFreely);
  if (programs.length <= programsLookedAt)
    for (const name of programs) if (await isOurs(join(folder, name))) known.push(name);
  return known.sort();
}
