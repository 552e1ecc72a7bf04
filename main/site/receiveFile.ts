import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { GangwayError } from '../../shared/errors';
import { mkdir, open, rm } from '../disk/files';
import { safeEntryName } from '../packages/archive/entryName';
import { kitFailure } from './kitFailure';
import { writeAll } from './pump';

/** So much a browser may send (bytes): a practice kit is small. */
const limit = 2 * 1024 ** 3;

/**
 * Receives a zip that a browser sends, in a folder that held the one before it. Answers where it lies. Throws `input.invalid` for a name that
 * is no plain one of a zip, and for more than is taken; `declared` is how much it says to send.
 */
export async function receiveFile(
  folder: string,
  name: string,
  stream: Readable,
  declared: number | null,
): Promise<string> {
  // It may break before it is read. Unheard, the error would end the app.
  stream.on('error', () => undefined);
  const safe = safeEntryName(name);
  if (safe === null || safe.includes('/') || !/\.zip$/i.test(safe))
    throw new GangwayError('input.invalid', name);
  if ((declared ?? 0) > limit) throw new GangwayError('input.invalid', `${name}: > ${limit} bytes`);
  const path = join(folder, safe);
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const file = await open(path, 'wx', 0o600);
    try {
      let received = 0;
      for await (const part of stream) {
        if (!Buffer.isBuffer(part)) continue;
        received += part.length;
        if (received > limit) throw new GangwayError('input.invalid', `${name}: > ${limit} bytes`);
        await writeAll(file, part);
      }
    } finally {
      await file.close();
    }
    return path;
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw kitFailure(error, path);
  }
}
