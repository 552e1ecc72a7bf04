import { type FileHandle, lstat, open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LogRefusal } from '../../../shared/bridge/logs';
import { limits } from '../limits';
import { shownName } from '../../packages/archive/entryName';
import type { Found, Given, Room } from './found';
import { unzip } from './unzip';

/** Bytes that were given, as far as they are known before they are read: of a folder they are not. */
export async function sizeOf(given: Given): Promise<number> {
  if (given.kind === 'bytes') return given.bytes.length;
  const entry = await stat(given.path).catch(() => null);
  return entry?.isFile() === true ? entry.size : 0;
}

/**
 * Everything in what was given, file by file: a file, the files of a folder and of those in it, the files of a zip. A zip in a zip is not
 * opened and a link in a folder is not followed. Nothing is written. What cannot be read is a refusal, never an exception.
 */
export async function* gather(given: Given, room: Room): AsyncGenerator<Found, void> {
  if (given.kind === 'bytes') {
    const { name, modified } = given;
    yield* opened(
      {
        name,
        inside: null,
        bytes: Buffer.from(given.bytes.buffer, given.bytes.byteOffset, given.bytes.length),
        modified,
        cut: false,
      },
      room,
    );
    return;
  }
  const name = shownName(basename(given.path)) || given.path;
  const entry = await stat(given.path).catch(() => null);
  if (entry?.isDirectory() === true) yield* folder(given.path, '', room, { left: limits.walked }, 0);
  else yield* file(given.path, name, room);
}

/** Files of a folder with all below it. `walked` counts over all of them. */
async function* folder(
  path: string,
  under: string,
  room: Room,
  walked: { left: number },
  depth: number,
): AsyncGenerator<Found, void> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    yield { name: under || shownName(basename(path)), inside: null, refusal: 'unreadable', size: 0 };
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    walked.left -= 1;
    const name = under + shownName(entry.name);
    if (walked.left < 0) {
      yield { name, inside: null, refusal: 'tooMany', size: 0 };
      return;
    }
    const whole = join(path, entry.name);
    if (entry.isFile()) yield* file(whole, name, room);
    else if (entry.isDirectory() && depth < limits.depth)
      yield* folder(whole, `${name}/`, room, walked, depth + 1);
    else if (entry.isDirectory()) yield { name, inside: null, refusal: 'tooMany', size: 0 };
    else yield { name, inside: null, refusal: 'link', size: 0 };
  }
}

async function* file(path: string, name: string, room: Room): AsyncGenerator<Found, void> {
  const refused = (refusal: LogRefusal, size = 0): Found => ({ name, inside: null, refusal, size });
  let handle: FileHandle | null = null;
  try {
    const entry = await lstat(path);
    const size = (await stat(path)).size;
    // A pipe or a device would never end.
    if (!entry.isFile() && !(entry.isSymbolicLink() && (await stat(path)).isFile())) {
      yield refused('unreadable');
      return;
    }
    if (size === 0) {
      yield refused('empty');
      return;
    }
    const take = Math.min(size, limits.fileBytes, room.left());
    if (take < Math.min(size, 4096)) {
      yield refused('tooMany', size);
      return;
    }
    handle = await open(path, 'r');
    const bytes = await lastOf(handle, size, take);
    const modified = entry.mtimeMs + room.offsetAt(entry.mtimeMs) * 60_000;
    yield* opened({ name, inside: null, bytes, modified, cut: take < size }, room);
  } catch {
    yield refused('unreadable');
  } finally {
    await handle?.close();
  }
}

/** The last `take` bytes of a file, from an even place: half a character of UTF-16 would make another text of it. */
async function lastOf(handle: FileHandle, size: number, take: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(take);
  const from = size - take - ((size - take) % 2);
  let done = 0;
  while (done < take) {
    const { bytesRead } = await handle.read(bytes, done, take - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

/** A zip gives what is in it; anything else is itself. */
async function* opened(found: Extract<Found, { bytes: Buffer }>, room: Room): AsyncGenerator<Found, void> {
  const mark = found.bytes.toString('latin1', 0, 4);
  if (mark !== 'PK\u0003\u0004' && mark !== 'PK\u0005\u0006') yield found;
  else if (found.cut) yield { name: found.name, inside: null, refusal: 'tooLarge', size: found.bytes.length };
  else yield* unzip(found.name, found.bytes, room);
}
