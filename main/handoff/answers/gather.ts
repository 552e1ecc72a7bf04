import { basename, join } from 'node:path';
import { fleetLimits, type RefusedId } from '../../../shared/bridge/fleet';
import { lstat, open, readdir } from '../../disk/files';

/** A file of a fleet as bytes, or why it was not read. */
export type Gathered =
  | { readonly name: string; readonly bytes: Buffer }
  | { readonly name: string; readonly why: RefusedId };

/** What a file of a fleet may be called in a folder; all else there is passed over (`NORD-FS03.json.part` is half a result). */
const wanted = /\.(json|csv|txt)$/i;

/** How many files are read at once: on a share each waits for its own answer. */
const atOnce = 16;

/**
 * The files of what a person gave: files, and the files that lie in a folder itself. Links are passed over, a file that is too large is refused
 * before it is read, and no more is read than the limits say. Nothing is written, and nothing throws.
 */
export async function gatherFiles(paths: readonly string[]): Promise<Gathered[]> {
  const refused: Gathered[] = [];
  const files: string[] = [];
  for (const path of paths) {
    const found = await lstat(path).catch(() => null);
    if (found?.isDirectory() === true) {
      const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
      if (entries === null) refused.push({ name: basename(path), why: 'unreadable' });
      for (const entry of entries ?? [])
        if (entry.isFile() && wanted.test(entry.name)) files.push(join(path, entry.name));
    } else files.push(path);
  }
  files.sort();
  if (files.length > fleetLimits.files)
    refused.push({ name: basename(files[fleetLimits.files] ?? ''), why: 'tooManyFiles' });
  const read: Gathered[] = [];
  const room = { left: fleetLimits.allBytes };
  const taken = files.slice(0, fleetLimits.files);
  for (let at = 0; at < taken.length; at += atOnce)
    read.push(...(await Promise.all(taken.slice(at, at + atOnce).map((path) => readOne(path, room)))));
  return [...read, ...refused];
}

async function readOne(path: string, room: { left: number }): Promise<Gathered> {
  const name = basename(path);
  try {
    // A pipe or a device would never end.
    if (!(await lstat(path)).isFile()) return { name, why: 'unreadable' };
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > fleetLimits.fileBytes || size > room.left) return { name, why: 'tooLarge' };
      room.left -= size;
      const bytes = Buffer.alloc(size);
      const { bytesRead } = await file.read(bytes, 0, size, 0);
      return { name, bytes: bytes.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch {
    return { name, why: 'unreadable' };
  }
}
