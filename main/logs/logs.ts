import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { GangwayError } from '../../shared/errors';
import { requireOwnDrive } from '../packages/ownDrive';
import { limits } from './limits';
import type { LogsNeeds } from './needs';

/** Lets a person choose logs with the system's dialog, and reads them. */
export async function pickLogs(needs: LogsNeeds): Promise<void> {
  const paths = await needs.platform.pickFiles();
  if (paths.length > 0) await needs.desk.add(paths.map((path) => ({ kind: 'path', path })));
}

/** Reads logs that were dropped. Throws `target.notAllowed` in a browser, which may not name files of this computer. */
export async function addLogs({ platform, desk }: LogsNeeds, paths: readonly string[]): Promise<void> {
  if (platform.carrier !== 'electron') throw new GangwayError('target.notAllowed', 'paths');
  for (const path of paths) requireOwnDrive(path);
  await desk.add(paths.map((path) => ({ kind: 'path', path })));
}

/**
 * Reads a log that a browser sends as bytes, because it cannot give a path. Throws `input.invalid` for one that is larger than the desk takes;
 * `declared` is how much it says to send, so that such a one is refused at once.
 */
export async function addLogStream(
  desk: LogsNeeds['desk'],
  name: string,
  stream: Readable,
  declared: number | null,
): Promise<void> {
  const parts: Buffer[] = [];
  let size = 0;
  const tooLarge = () => new GangwayError('input.invalid', `${name}: > ${limits.fileBytes} bytes`);
  if ((declared ?? 0) > limits.fileBytes) throw tooLarge();
  for await (const part of stream) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > limits.fileBytes) throw tooLarge();
    parts.push(part);
  }
  await desk.add([{ kind: 'bytes', name: basename(name), bytes: Buffer.concat(parts), modified: null }]);
}

/** Lays samples on the desk. Throws `input.invalid` for an id that none has. */
export async function addPracticeLogs({ desk, now }: LogsNeeds, ids: readonly string[]): Promise<void> {
  const { practiceLogs } = await import('../practice/logs/practiceLogs');
  await desk.add(
    ids.map((id) => {
      const sample = practiceLogs.find((one) => one.id === id);
      if (sample === undefined) throw new GangwayError('input.invalid', id);
      return { kind: 'bytes', name: sample.name, bytes: sample.bytes(now()), modified: now() };
    }),
  );
}
