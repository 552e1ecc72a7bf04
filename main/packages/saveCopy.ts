import { randomUUID } from 'node:crypto';
import { dirname, join, relative, sep } from 'node:path';
import { GangwayError } from '../../shared/errors';
import { copyFile, open, rename, rm } from '../disk/files';
import { retryBusy } from '../disk/retryBusy';
import { hashFile } from './hashFile';
import type { PackagesNeeds } from './needs';

/**
 * Saves a copy of a kept file where a person says: written beside its place under another name, flushed, read back, and put into its place only
 * if it is the file that was taken into the library. A copy that went wrong leaves nothing, and what lay in that place before.
 * @returns where it lies, or null when the dialog was closed. Throws `package.missing`, `file.unwritable`.
 */
export async function saveCopy(
  { libraries, platform }: PackagesNeeds,
  practice: boolean,
  sha256: string,
): Promise<string | null> {
  const library = practice ? libraries.practice : libraries.real;
  const kept = library.pathOf(sha256);
  const pkg = library.list().find((one) => one.sha256 === sha256);
  if (kept === null || pkg === undefined) throw new GangwayError('package.missing', sha256);
  const path = await platform.saveAs(pkg.name);
  if (path === null) return null;
  // In the library itself a copy would be taken for a part of it, or be the file that is copied.
  if (isInside(dirname(dirname(kept)), path)) throw new GangwayError('file.unwritable', path);
  const fresh = join(dirname(path), `.gangway-${randomUUID()}`);
  try {
    await copyFile(kept, fresh);
    const file = await open(fresh, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    if ((await hashFile(fresh)) !== sha256) throw new GangwayError('file.unwritable', `${path}: SHA-256`);
    await retryBusy(() => rename(fresh, path));
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    if (error instanceof GangwayError) throw error;
    throw new GangwayError('file.unwritable', error instanceof Error ? error.message : String(error));
  }
  return path;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^(?:[A-Za-z]:|[\\/])/.test(way);
}
