import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refused } from './refused';

/**
 * Copies a file or a stream to a new file that only this user can read.
 * @param limit bytes; more is refused, before anything is copied where the size is known.
 * @param declared bytes that the stream has according to its sender; null if the sender does not say.
 * @throws {Refused} `emptyFile`, `tooLarge`; errors of the file system as they come.
 */
export async function copyInto(
  source: string | Readable,
  to: string,
  limit: number,
  declared: number | null = null,
): Promise<void> {
  if (declared !== null && declared > limit) throw new Refused('tooLarge');
  if (typeof source === 'string') {
    const { size } = await stat(source);
    if (size === 0) throw new Refused('emptyFile');
    if (size > limit) throw new Refused('tooLarge');
  }
  let copied = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      copied += chunk.length;
      if (copied > limit) done(new Refused('tooLarge'));
      else done(null, chunk);
    },
  });
  const from = typeof source === 'string' ? createReadStream(source) : source;
  await pipeline(from, meter, createWriteStream(to, { flags: 'wx', mode: 0o600 }));
  if (copied === 0) throw new Refused('emptyFile');
}
