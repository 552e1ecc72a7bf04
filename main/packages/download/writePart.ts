import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { DownloadFailed } from './failed';

export interface WriteOptions {
  /** Bytes that lie in the file already; what lies beyond them is cut off. */
  readonly from: number;
  /** More bytes in all than this are refused. */
  readonly atMost: number;
  readonly signal: AbortSignal;
  /** Called after each piece, with its bytes and all so far. */
  readonly onBytes: (count: number, all: number) => void;
}

/**
 * Writes a body to the end of a part file and answers how many bytes the file has. Rejects with the error of the stream, of
 * the disk, or the reason of the signal.
 * @throws {DownloadFailed} `tooLarge`, or `webPage` when the first bytes are those of a page.
 */
export async function writePart(body: Readable, path: string, options: WriteOptions): Promise<number> {
  const { from, atMost, signal, onBytes } = options;
  let received = from;
  let file: FileHandle | null = null;
  const end = () => body.destroy(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
  signal.addEventListener('abort', end);
  try {
    signal.throwIfAborted();
    file = await open(path, from === 0 ? 'w' : 'r+', 0o600);
    await file.truncate(from);
    for await (const piece of body) {
      const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
      if (received === 0 && looksLikePage(bytes)) throw new DownloadFailed('webPage', 'HTML');
      if (received + bytes.length > atMost) throw new DownloadFailed('tooLarge', `> ${atMost}`);
      await file.write(bytes, 0, bytes.length, received);
      received += bytes.length;
      onBytes(bytes.length, received);
    }
    signal.throwIfAborted();
    await file.sync();
    return received;
  } finally {
    signal.removeEventListener('abort', end);
    body.destroy();
    await file?.close();
  }
}

/** A sign-in page of a proxy often comes with the name and the type of the file that was asked for. */
function looksLikePage(bytes: Buffer): boolean {
  return /^\s*<(!doctype html|html|head|body)\b/i.test(bytes.toString('latin1', 0, 200));
}
