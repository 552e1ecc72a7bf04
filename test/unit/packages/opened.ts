import { type FileHandle, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let count = 0;

/** Does work on a file with these bytes, which is gone afterwards. */
export async function opened<T>(bytes: Buffer, work: (file: FileHandle) => Promise<T>): Promise<T> {
  count += 1;
  const path = join(tmpdir(), `gangway-opened-${process.pid}-${count}`);
  await writeFile(path, bytes);
  const file = await open(path, 'r');
  try {
    return await work(file);
  } finally {
    await file.close();
    await rm(path);
  }
}
