import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Refused } from '../refused';
import type { DigestName } from './seal';

const chunk = 1024 ** 2;

/**
 * The hash over pieces of a file, one behind the other, each from its first byte to before its last.
 * @throws {Refused} `truncated` where the file ends before.
 */
export async function hashRanges(
  file: FileHandle,
  digest: DigestName,
  ranges: readonly (readonly [from: number, to: number])[],
): Promise<Buffer> {
  const hash = createHash(digest);
  const buffer = Buffer.allocUnsafe(chunk);
  for (const [from, to] of ranges)
    for (let at = from; at < to;) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(chunk, to - at), at);
      if (bytesRead === 0) throw new Refused('truncated');
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  return hash.digest();
}

/** What may follow the signature at the end of a file: nothing, or zeros up to a border of eight bytes. Anything else was never signed. */
export async function expectEnd(file: FileHandle, end: number, size: number): Promise<void> {
  const rest = Buffer.alloc(Math.min(8, size - end));
  await file.read(rest, 0, rest.length, end);
  if (size - end >= 8 || rest.some((byte) => byte !== 0)) throw new Refused('altered', `+${size - end}`);
}
