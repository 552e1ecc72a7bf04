import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import { mkdir, open, rename, rm, stat, type FileHandle } from '../disk/files';
import { flushFolder } from '../disk/flushFolder';
import { retryBusy, systemCode } from '../disk/retryBusy';
import { kitFailure } from './kitFailure';
import { expectGoingOn, hashOf, partsOf, writeAll, type Watching } from './pump';

/** A file that is to lie in a folder: where, and what it must be, byte for byte. */
export interface FolderFile {
  /** Below the folder, with slashes between its parts. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly from: { readonly file: string } | { readonly text: string } | { readonly bytes: Buffer };
}

/** Marks a file that is not whole yet. Nothing of that name ever counts. */
export const partEnding = '.gangway-part';

/** A text as a file of a folder. */
export function textFile(path: string, text: string): FolderFile {
  const bytes = Buffer.from(text, 'utf8');
  return {
    path,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    from: { text },
  };
}

/**
 * Writes files into a folder, then the list of them. A name is given only to what was read back and is what it must be; the list comes last, so
 * a folder without it is an unfinished one, and one with an older list holds what that list says. What lies there whole is not written again.
 * `onBytes` counts each byte twice: when it is written, and when it is read back.
 *
 * Throws `kit.full`, `kit.readOnly`, `kit.tooLarge`, `kit.gone` for the place, `kit.notKept` where it gives back something else than was
 * written, `kit.sourceChanged` where a source is not what it must be, `operation.canceled`.
 */
export async function writeFolder(
  folder: string,
  files: readonly FolderFile[],
  list: FolderFile,
  watching: Watching = {},
): Promise<{ readonly written: number; readonly kept: number }> {
  const folders = new Set([folder]);
  let kept = 0;
  // The one before is read back while the next one is written.
  let before: Promise<void> = Promise.resolve();
  try {
    await inPlace(folder, () => mkdir(folder, { recursive: true }));
    for (const file of files) {
      const to = join(folder, ...file.path.split('/'));
      folders.add(dirname(to));
      if (await liesWhole(to, file, watching)) {
        watching.onBytes?.(file.bytes);
        kept += 1;
        continue;
      }
      await inPlace(to, () => mkdir(dirname(to), { recursive: true }));
      await writePart(to, file, watching);
      await before;
      before = settle(to, file, watching);
      // Seen when it is waited for; until then it must not count as unheard.
      before.catch(() => undefined);
    }
    await before;
    for (const one of folders) await inPlace(one, () => flushFolder(one));
    const last = join(folder, list.path);
    await writePart(last, list, watching);
    await settle(last, list, watching);
    await inPlace(folder, () => flushFolder(folder));
    return { written: files.length - kept, kept };
  } finally {
    await before.catch(() => undefined);
  }
}

/** Whether a file is there with the right content. Another one of its name is written anew. */
async function liesWhole(path: string, file: FolderFile, watching: Watching): Promise<boolean> {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size !== file.bytes) return false;
    return (await hashOf(path, watching)).sha256 === file.sha256;
  } catch (error) {
    if (error instanceof GangwayError) throw error;
    // What cannot be read is written anew, and if that fails, too, its error is told.
    return false;
  }
}

/** Writes a file under the name of a part, down to the disk. */
async function writePart(to: string, { from }: FolderFile, watching: Watching): Promise<void> {
  const part = `${to}${partEnding}`;
  const source =
    'file' in from
      ? await open(from.file, 'r').catch((error: unknown) => sourceGone(from.file, error))
      : null;
  try {
    const target = await inPlace(part, () => retryBusy(() => open(part, 'w', 0o600)));
    try {
      if (source === null) await inPlace(part, () => writeAll(target, bytesOf(from)));
      else await copy(source, target, part, watching);
      await inPlace(part, () => target.sync());
    } finally {
      await inPlace(part, () => target.close());
    }
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await source?.close();
  }
}

async function copy(source: FileHandle, target: FileHandle, part: string, watching: Watching): Promise<void> {
  for await (const bytes of partsOf(source, watching)) await inPlace(part, () => writeAll(target, bytes));
}

/** Reads a part back, and gives it its name where it is what it must be. */
async function settle(to: string, file: FolderFile, watching: Watching): Promise<void> {
  const part = `${to}${partEnding}`;
  try {
    expectGoingOn(watching);
    const found = await inPlace(part, () => hashOf(part, watching));
    if (found.sha256 !== file.sha256 || found.bytes !== file.bytes) throw await whoIsWrong(to, file);
    await inPlace(to, () => retryBusy(() => rename(part, to)));
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Whose fault it is that a file is not what it must be: its source is another one, or the place keeps something else than it is given. */
export async function whoIsWrong(to: string, { from, sha256 }: FolderFile): Promise<GangwayError> {
  if (!('file' in from)) return new GangwayError('kit.notKept', to);
  const source = await hashOf(from.file).catch(() => null);
  return source?.sha256 === sha256
    ? new GangwayError('kit.notKept', to)
    : new GangwayError('kit.sourceChanged', from.file);
}

/** What a file is made of that is no other file. */
export const bytesOf = (from: FolderFile['from']): Buffer =>
  'bytes' in from ? from.bytes : Buffer.from('text' in from ? from.text : '', 'utf8');

/** Work on the place where the folder is written: its errors are told as those of the place. */
async function inPlace<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw kitFailure(error, path);
  }
}

function sourceGone(path: string, error: unknown): never {
  throw new GangwayError('file.missing', `${path}: ${systemCode(error)}`);
}
