import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { retryBusy } from '../../disk/retryBusy';

/** What the host said of a file when its download began: enough to know, at the next try, whether it is still the same. */
const originSchema = z.strictObject({
  version: z.literal(1),
  url: z.string(),
  /** A strong entity tag; a weak one promises nothing about bytes. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  total: z.int().positive().nullable(),
});
export type Origin = Omit<z.infer<typeof originSchema>, 'version' | 'url'>;

/** A part of a file that lies on the disk. `bytes` of it were received. */
export interface KnownPart extends Origin {
  readonly bytes: number;
}

/** Parts older than this (ms) are removed at the start: the file will have changed. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/** The part file of one download and the note beside it. Both lie in Gangway's own folder; nothing reads them as a package. */
export interface Part {
  readonly path: string;
  /** What can be gone on from; null where there is nothing, or nothing that could be told from another file. */
  known(): Promise<KnownPart | null>;
  /** Notes what the host says before the first byte is written. */
  begin(origin: Origin): Promise<void>;
  /** Moves the whole file to a folder of its own under its name, for the library to look at; answers its path. */
  finish(fileName: string): Promise<string>;
  /** Never throws: what a scanner holds is removed at the next start. */
  remove(): Promise<void>;
}

/** The part of the download with this id, which is a plain word of our own table. */
export function openPart(folder: string, id: string, url: string): Part {
  const path = join(folder, `${id}.part`);
  const note = join(folder, `${id}.json`);
  const arrived = join(folder, `${id}.arrived`);
  return {
    path,
    async known() {
      try {
        const origin = originSchema.parse(JSON.parse(await readFile(note, 'utf8')));
        const { size } = await stat(path);
        if (origin.url !== url || size === 0) return null;
        if (origin.etag === null && origin.lastModified === null) return null;
        if (origin.total !== null && size > origin.total) return null;
        return { etag: origin.etag, lastModified: origin.lastModified, total: origin.total, bytes: size };
      } catch {
        return null;
      }
    },
    async begin(origin) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rm(path, { recursive: true, force: true });
      await writeFileAtomic(note, JSON.stringify({ version: 1, url, ...origin }), { mode: 0o600 });
    },
    async finish(fileName) {
      await rm(arrived, { recursive: true, force: true });
      await mkdir(arrived, { mode: 0o700 });
      const whole = join(arrived, fileName);
      await retryBusy(() => rename(path, whole));
      await rm(note, { force: true });
      return whole;
    },
    async remove() {
      for (const left of [path, note, arrived])
        await rm(left, { recursive: true, force: true }).catch(() => undefined);
    },
  };
}

/**
 * Leaves in the folder only parts that the downloads of `table` can go on from. Everything else is half a file of an
 * earlier start, and is removed. Never throws: what cannot be removed is overwritten later.
 */
export async function tidyParts(
  folder: string,
  table: readonly { readonly id: string; readonly url: string }[],
  now: number,
): Promise<void> {
  const keep = new Set<string>();
  for (const { id, url } of table) {
    const part = openPart(folder, id, url);
    if ((await part.known()) === null) continue;
    const { mtimeMs } = await stat(part.path);
    if (now - mtimeMs < keptMs) keep.add(`${id}.part`).add(`${id}.json`);
  }
  for (const name of await readdir(folder).catch(() => []))
    if (!keep.has(name))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
}
