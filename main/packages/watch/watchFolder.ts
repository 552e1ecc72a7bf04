import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../download/clock';
import { arrivalOf, compareLooks, isArrival, isSame, type Seen } from './arrivals';

export interface WatchOptions {
  readonly folder: string;
  readonly clock: Clock;
  /** Between two looks, and at most altogether, in ms. */
  readonly everyMs: number;
  readonly limitMs: number;
  /** Files that are being written now, when that changed. */
  readonly onArriving: (names: readonly string[]) => void;
  /** A file that is complete. The next look waits for the answer. */
  readonly onWhole: (path: string, name: string) => Promise<void>;
  /** The watch ended by itself. */
  readonly onEnd: (why: 'timeUp' | 'folderGone') => void;
}

/** A watch under way. */
export interface FolderWatch {
  /** Ends it; answers when no look is under way any more. */
  stop(): Promise<void>;
}

/**
 * Looks at a folder again and again for new files with the names of packages. Reads names and sizes only; opens a file to
 * see that nobody holds it, and hands over its path. Links are not followed, subfolders not entered. Looks instead
 * of listening to the system, because notices of network folders and redirected profiles cannot be relied upon.
 * Rejects with the error of the file system when the folder cannot be read at the beginning.
 */
export async function watchFolder(options: WatchOptions): Promise<FolderWatch> {
  const { folder, clock, everyMs, limitMs } = options;
  const known = new Map(await lookInto(folder));
  let before: ReadonlyMap<string, Seen> = known;
  let said = '';
  const endsAt = clock.now() + limitMs;
  let over = false;
  let looking: Promise<void> | null = null;

  const end = (why: 'timeUp' | 'folderGone') => {
    if (over) return;
    halt();
    options.onEnd(why);
  };
  const look = async (): Promise<void> => {
    if (clock.now() >= endsAt) {
      end('timeUp');
      return;
    }
    const now = await lookInto(folder).catch(() => null);
    if (now === null) {
      end('folderGone');
      return;
    }
    const { whole, arriving } = compareLooks(before, now, known);
    before = now;
    const held: string[] = [];
    for (const seen of whole) {
      const path = join(folder, seen.name);
      const free = await isFree(path, seen);
      // Stopped meanwhile: nothing more is taken.
      if (over) return;
      if (!free) {
        held.push(seen.name);
        continue;
      }
      known.set(seen.name, seen);
      await options.onWhole(path, seen.name);
    }
    const names = [...arriving, ...held].sort();
    if (names.join('\n') !== said) {
      said = names.join('\n');
      options.onArriving(names);
    }
  };
  const stopTicking = clock.every(
    everyMs,
    () =>
      (looking ??= look().finally(() => {
        looking = null;
      })),
  );
  const halt = () => {
    over = true;
    stopTicking();
  };
  return {
    async stop() {
      halt();
      await looking;
    },
  };
}

/** The entries whose names matter, as plain files only. */
async function lookInto(folder: string): Promise<Map<string, Seen>> {
  const found = new Map<string, Seen>();
  for (const name of await readdir(folder)) {
    if (!isArrival(name) && arrivalOf(name) === null) continue;
    // Gone between the two calls: a browser renames its part when it is done.
    const entry = await lstat(join(folder, name)).catch(() => null);
    if (entry?.isFile() === true) found.set(name, { name, bytes: entry.size, modifiedAt: entry.mtimeMs });
  }
  return found;
}

/** Whether the file can be read, and is the one that was seen: Windows refuses while a browser or a scanner holds it. */
async function isFree(path: string, seen: Seen): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return false;
  try {
    const { size, mtimeMs } = await file.stat();
    return isSame({ name: seen.name, bytes: size, modifiedAt: mtimeMs }, seen);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
