import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { GangwayError } from '../../../../shared/errors';
import type { ParamsOf } from '../../../../shared/operations';
import type { Machine } from '../machine';
import type { Timeline } from '../timeline';

type Params = ParamsOf<'Send-Package'>;
type SentFile = Params['files'][number];

/** Hash and size of a file of this computer. Rejects with `package.missing` when it cannot be read. */
async function measure(
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path)) {
      if (signal?.aborted) throw new GangwayError('operation.canceled');
      if (!(chunk instanceof Uint8Array)) continue;
      hash.update(chunk);
      bytes += chunk.byteLength;
    }
  } catch (error) {
    if (error instanceof GangwayError) throw error;
    throw new GangwayError('package.missing', error instanceof Error ? error.message : path);
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
      timeline.step('copy', 'skipped', file.name);
    } else {
      timeline.step('copy', 'begin', file.name);
      const found = await measure(file.source, signal);
      if (found.sha256 !== file.sha256 || found.bytes !== file.bytes) {
        throw new GangwayError('operation.hashMismatch', file.name);
      }
      added.push({ sha256: file.sha256, name: file.name, bytes: file.bytes });
      timeline.log('check', 'info', `${file.name} SHA-256 ${file.sha256} matches the kit`);
      timeline.step('copy', 'done', file.name);
    }
    done += file.bytes;
    timeline.progress(done, total);
  }
  return added;
}
