import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { GangwayError } from '../../shared/errors';
import { mkdir, open, readFile, rename, rm, stat, utimes } from './files';
import { retryBusy, systemCode } from './retryBusy';

/** How often a holder gives a sign of life, in ms. */
const usualBeatMs = 5_000;
/** After this time (ms) without a sign a holder counts as gone, even if another process has its number now. */
const silentMs = 30_000;
/** The clock of another computer may differ. Kerberos allows five minutes, so this waits longer. */
const silentElsewhereMs = 6 * 60_000;

const holderSchema = z.object({
  nonce: z.string(),
  pid: z.number().int().positive(),
  computer: z.string(),
  account: z.string(),
  since: z.number(),
});
type Holder = z.infer<typeof holderSchema>;

/** A folder that this process alone works with. */
export interface FolderLock {
  /** Gives the folder free. Never throws: what stays behind is taken over as the lock of a dead process. */
  release(): Promise<void>;
}

/** What a lock needs of its surroundings; everything has a default, tests bring theirs. */
export interface LockOptions {
  /** It is called once when another process has taken the folder. After that nothing may be written or sent. */
  readonly onLost: (holder: string) => void;
  readonly now?: () => number;
  readonly beatMs?: number;
  readonly isAlive?: (pid: number) => boolean;
}

/** Nonce of each lock of this process → its folder. A lock with our process number that is not here is of a dead one. */
const held = new Map<string, string>();

/**
 * Takes the folder for this process alone, by a file `lock` in it that names the holder (docs/decisions/locks-and-leases.md). The lock of a
 * process that is known dead is taken over at once, any other after its silence. Throws `data.inUse` with who holds it.
 * Where the disk refuses, the folder is opened all the same, since nothing is sent that the disk does not take; the lock
 * is then tried for again and again.
 */
export async function lockFolder(folder: string, options: LockOptions): Promise<FolderLock> {
  const { onLost, now = Date.now, beatMs = usualBeatMs, isAlive = isRunning } = options;
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  const place = await realpath(folder).catch(() => folder);
  const path = join(place, 'lock');
  const mine = {
    nonce: randomUUID(),
    pid: process.pid,
    computer: hostname(),
    account: account(),
    since: now(),
  };
  const text = `${JSON.stringify(mine)}\n`;

  const isGone = (found: Found): boolean => {
    const here = found.holder === null || found.holder.computer === mine.computer;
    if (now() - found.beatAt > (here ? silentMs : silentElsewhereMs)) return true;
    if (found.holder === null || !here) return false;
    const { pid, nonce } = found.holder;
    return pid === process.pid ? held.get(nonce) !== place : !isAlive(pid);
  };
  const take = async (): Promise<void> => {
    // More than two rounds are needed only when other processes come and go at the same moment.
    for (let round = 0; round < 5; round += 1) {
      if (await create(path, text)) {
        held.set(mine.nonce, place);
        return;
      }
      const found = await look(path);
      if (found === null) continue;
      if (!isGone(found)) throw new GangwayError('data.inUse', wordsOf(found.holder));
      await takeAway(path, found, `${path}.${mine.nonce}`);
    }
    throw new GangwayError('data.inUse');
  };

  let state: 'held' | 'wanted' | 'over' = 'held';
  const lose = (holder: string): void => {
    state = 'over';
    clearInterval(timer);
    held.delete(mine.nonce);
    onLost(holder);
  };
  const beat = async (): Promise<void> => {
    try {
      if (state === 'wanted') {
        await take();
        state = 'held';
        return;
      }
      const found = await look(path);
      // Somebody deleted the lock. The folder is still ours if no other process has it.
      if (found === null) await take();
      else if (found.holder?.nonce !== mine.nonce) lose(wordsOf(found.holder));
      else await utimes(path, new Date(now()), new Date(now()));
    } catch (error) {
      if (error instanceof GangwayError) lose(error.detail);
      // An error of the disk says nothing about other processes. The next sign of life asks again.
    }
  };

  await take().catch((error: unknown) => {
    if (error instanceof GangwayError) throw error;
    state = 'wanted';
  });
  let beating: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (state !== 'over') beating ??= beat().finally(() => (beating = null));
  }, beatMs);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      await beating;
      if (state === 'held') {
        const found = await look(path).catch(() => null);
        if (found?.holder?.nonce === mine.nonce) await rm(path, { force: true }).catch(() => undefined);
      }
      state = 'over';
      held.delete(mine.nonce);
    },
  };
}

interface Found {
  readonly text: string;
  /** Null where the file is empty or torn: its process was ended while it wrote, or writes just now. */
  readonly holder: Holder | null;
  readonly beatAt: number;
}

/** Makes the lock file; false where one is there. What could not be written whole is removed again. */
async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await retryBusy(() => open(path, 'wx', 0o600));
    try {
      await file.writeFile(text, 'utf8');
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function look(path: string): Promise<Found | null> {
  try {
    const text = await retryBusy(() => readFile(path, 'utf8'));
    const { mtimeMs } = await stat(path);
    return { text, holder: holderIn(text), beatAt: mtimeMs };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function holderIn(text: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Removes the lock that was found gone; one that another process made in its place meanwhile is put back. */
async function takeAway(path: string, found: Found, aside: string): Promise<void> {
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) === found.text) await rm(aside, { force: true });
  else await rename(aside, path);
}

/** Whether a process of this computer lives. EPERM says that it does, under another account or with more rights. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}

function account(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/** The holder for a person: account, computer, process and since when. Empty where the lock does not tell. */
function wordsOf(holder: Holder | null): string {
  if (holder === null) return '';
  const { account: name, computer, pid, since } = holder;
  return `${name}, ${computer}, ${String(pid)}, ${new Date(since).toISOString()}`;
}
