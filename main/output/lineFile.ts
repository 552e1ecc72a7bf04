import { dirname } from 'node:path';
import { mkdir, open, truncate, type FileHandle } from '../disk/files';
import { retryBusy } from '../disk/retryBusy';

/** A file of lines with the place of each, so that any stretch of it is read at once however long the file is. */
export interface LineFile {
  /** How many whole lines the file holds. */
  count(): number;
  /** Writes lines (each without its end) behind the last one. After an error nothing of them counts. */
  append(lines: readonly string[]): Promise<void>;
  /** Up to `limit` lines from number `from` (0 is the first). */
  read(from: number, limit: number): Promise<string[]>;
  /** The first of the whole lines in front of number `before` that fit into so many bytes: at least one. There must be one. */
  firstOf(before: number, bytes: number): number;
  /** The bytes of the lines from `first` up to `before`, with their ends: in the memory that is lent where they fit. */
  bytesOf(first: number, before: number, lent: Buffer): Promise<Buffer>;
  close(): Promise<void>;
}

const chunkBytes = 1 << 20;
const lineEnd = 0x0a;

/** The byte after every line's end. */
async function indexOf(file: FileHandle): Promise<number[]> {
  const ends: number[] = [];
  const chunk = Buffer.alloc(chunkBytes);
  for (let offset = 0; ;) {
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, offset);
    if (bytesRead === 0) return ends;
    const bytes = chunk.subarray(0, bytesRead);
    for (let at = bytes.indexOf(lineEnd); at >= 0; at = bytes.indexOf(lineEnd, at + 1))
      ends.push(offset + at + 1);
    offset += bytesRead;
  }
}

/** Opens or makes a file of lines; a torn last line is dropped at the next write. Throws what the disk throws. */
export async function openLineFile(path: string): Promise<LineFile> {
  await mkdir(dirname(path), { recursive: true });
  const file = await retryBusy(() => open(path, 'a+', 0o600));
  const size = () => ends.at(-1) ?? 0;
  const startOf = (line: number) => (line === 0 ? 0 : (ends[line - 1] ?? 0));
  const dropTail = () => truncate(path, size());
  let ends: number[] = [];
  /** Behind the last whole line lies a piece of one, from a write that was cut off; it goes before the next write. */
  let tail: boolean;
  try {
    ends = await indexOf(file);
    tail = (await file.stat()).size > size();
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }

  return {
    count: () => ends.length,
    async append(lines) {
      const buffers = lines.map((line) => Buffer.from(`${line}\n`));
      if (tail) await dropTail();
      tail = true;
      await file.appendFile(Buffer.concat(buffers));
      tail = false;
      for (const buffer of buffers) ends.push(size() + buffer.length);
    },
    async read(from, limit) {
      const first = Math.max(0, from);
      const last = Math.min(ends.length, first + limit);
      if (first >= last) return [];
      const start = startOf(first);
      const bytes = Buffer.alloc((ends[last - 1] ?? start) - start);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      return bytes
        .toString('utf8', 0, bytesRead)
        .split('\n')
        .slice(0, last - first);
    },
    firstOf(before, bytes) {
      const end = ends[before - 1] ?? size();
      let low = 0;
      let high = Math.max(0, before - 1);
      while (low < high) {
        const middle = (low + high) >> 1;
        if (end - startOf(middle) > bytes) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    async bytesOf(first, before, lent) {
      const start = startOf(first);
      const length = (ends[before - 1] ?? size()) - start;
      const bytes = length > lent.length ? Buffer.allocUnsafe(length) : lent.subarray(0, length);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}
