import { dirname } from 'node:path';
import { mkdir, open, rename, rm } from './files';
import { flushFolder } from './flushFolder';
import { retryBusy } from './retryBusy';

/**
 * Replaces a file's whole text, or leaves the old one as it is: what lies under the name is always one of the two. The
 * folder is made where it is missing; only this user can read the file. One at a time for a path. Rejects with the
 * error of the file system.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await retryBusy(() => open(fresh, 'w', 0o600));
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await retryBusy(() => rename(fresh, path));
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw error;
  }
  // The new text is in place. A power loss right now could bring back the old one, which is whole as well.
  await flushFolder(dirname(path)).catch(() => undefined);
}
