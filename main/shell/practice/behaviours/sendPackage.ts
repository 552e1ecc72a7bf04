import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { GangwayError } from '../../../../shared/errors';
import type { ParamsOf } from '../../../../shared/operations';
import type { Machine } from '../machine';
import type { Timeline } from '../timeline';

type Params = ParamsOf<'Send-Package'>;
type SentFile = Params['files'][number];

const chunkBytes = 1024 * 1024;

/** Hash and size of a file of this computer; `onBytes` hears how many were read so far. */
async function measure(
  path: string,
  signal: AbortSignal | undefined,
  onBytes: (bytes: number) => void,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    if (signal?.aborted) throw new GangwayError('operation.canceled');
    if (!(chunk instanceof Uint8Array)) continue;
    hash.update(chunk);
    bytes += chunk.byteLength;
    onBytes(bytes);
  }
  return { sha256: hash.digest('hex'), bytes };
}

function isThere(machine: Machine, file: SentFile): boolean {
  return machine.kit.some((item) => item.sha256 === file.sha256 && item.name === file.name);
}

/**
 * Copies files into the library of the practice server: each source is really read and hashed, and refused with
 * `operation.hashMismatch` when it is not what was agreed. Files that are there already are left alone.
 * Answers those that were added.
 */
export async function sendPackage(
  machine: Machine,
  { files }: Params,
  timeline: Timeline,
  signal: AbortSignal | undefined,
): Promise<Machine['kit']> {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const added: Machine['kit'] = [];
  let done = 0;
  for (const file of files) {
    if (isThere(machine, file)) {
      timeline.step('copyFile', 'skipped', file.name);
      done += file.bytes;
      continue;
    }
    if (!existsSync(file.source)) throw new GangwayError('package.missing', `${file.source} is not there`);
    timeline.step('copyFile', 'begin', file.name);
    const found = await measure(file.source, signal, (bytes) => timeline.progress(done + bytes, total));
    if (found.sha256 !== file.sha256 || found.bytes !== file.bytes) {
      throw new GangwayError('operation.hashMismatch', file.name);
    }
    done += file.bytes;
    added.push({ sha256: file.sha256, name: file.name, bytes: file.bytes });
    timeline.step('copyFile', 'done', file.name);
  }
  return added;
}
