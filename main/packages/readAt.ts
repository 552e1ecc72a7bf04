import type { FileHandle } from 'node:fs/promises';
import { Refused } from './refused';

/**
 * Bytes at a position of a file, all of them.
 * @throws {Refused} `truncated` when the file ends before.
 */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new Refused('truncated');
  return buffer;
}
