import { readdir } from 'node:fs/promises';

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
 * Names of the files of a folder that are worth looking at, zips included, in a steady order. Subfolders are left
 * alone: what matters lies on top, and `OptionalParamsPolicy` holds policy templates only.
 */
export async function knownFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && (isKnownName(entry.name) || /\.zip$/i.test(entry.name)))
    .map((entry) => entry.name)
    .sort();
}
