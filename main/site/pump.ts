import { createHash } from 'node:crypto';
import { GangwayError } from '../../shared/errors';
import { open, type FileHandle } from '../disk/files';

/** Bytes that are read or written at once: enough for a fast disk, and so few that the app goes on between two of them. */
const chunkBytes = 1024 ** 2;

/** Who is told of each part that went through, and who may end it. */
export interface Watching {
  readonly onBytes?: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Throws `operation.canceled` once a person asked to stop. */
export function expectGoingOn({ signal }: Watching): void {
  if (signal?.aborted === true) throw new GangwayError('operation.canceled');
}

/** Gives the parts of an open file one after the other; each is good until the next one is asked for. One part is read ahead. */
export async function* partsOf(file: FileHandle, watching: Watching): AsyncGenerator<Buffer> {
  const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)] as const;
  let turn: 0 | 1 = 0;
  const read = async (): Promise<Buffer> => {
    const buffer = buffers[turn];
    turn = turn === 0 ? 1 : 0;
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, null);
    return buffer.subarray(0, bytesRead);
  };
  let next = read();
  try {
    for (;;) {
      const part = await next;
      if (part.length === 0) return;
      expectGoingOn(watching);
      next = read();
      yield part;
      watching.onBytes?.(part.length);
    }
  } finally {
    // A read that was begun and is not waited for any more must not end the app.
    await next.catch(() => undefined);
  }
}

/** Length and SHA-256 of a file, every byte read once. Rejects with the error of the file system, or `operation.canceled`. */
export async function hashOf(
  path: string,
  watching: Watching = {},
): Promise<{ bytes: number; sha256: string }> {
  const file = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const part of partsOf(file, watching)) {
      hash.update(part);
      bytes += part.length;
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** Writes all of a part, whatever the system takes at once. */
export async function writeAll(file: FileHandle, part: Buffer): Promise<void> {
  for (let at = 0; at < part.length;) {
    const { bytesWritten } = await file.write(part, at, part.length - at, null);
    if (bytesWritten === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
    at += bytesWritten;
  }
}
