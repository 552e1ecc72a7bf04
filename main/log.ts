import { join } from 'node:path';
import { appendFile, mkdir, rename, stat } from './disk/files';
import { retryBusy } from './disk/retryBusy';
import { redact } from './redact/redact';

/** A file is put aside when it has so many bytes, and so many old ones are kept beside it. */
const maxBytes = 5 * 1024 * 1024;
const oldFiles = 2;

/** What the app itself did, for a person who looks for a fault in it. What happened on a server is in the journal. */
export interface Log {
  /** Adds one line, without secrets. Never throws and never waits: a full disk must not stop the work. */
  write(level: 'info' | 'warn' | 'error', text: string): void;
  /** Resolves when everything written so far is in the file, or was given up. */
  flush(): Promise<void>;
}

/** The log `<folder>/gangway.log`; at 5 MB it becomes `gangway.1.log`, that one `gangway.2.log`, and the oldest goes. */
export function createLog(folder: string, now: () => number = Date.now): Log {
  const name = (n: number) => join(folder, n === 0 ? 'gangway.log' : `gangway.${n}.log`);
  let waiting: string[] = [];
  let writing: Promise<void> = Promise.resolve();

  async function rotate(): Promise<void> {
    for (let n = oldFiles - 1; n >= 0; n -= 1)
      await retryBusy(() => rename(name(n), name(n + 1))).catch(() => undefined);
  }
  async function write(): Promise<void> {
    if (waiting.length === 0) return;
    const text = waiting.join('');
    waiting = [];
    try {
      await mkdir(folder, { recursive: true });
      const size = await stat(name(0)).then(
        (found) => found.size,
        () => 0,
      );
      if (size > 0 && size + Buffer.byteLength(text) > maxBytes) await rotate();
      await appendFile(name(0), text, { mode: 0o600 });
    } catch {
      // Nowhere is left to say it; the next line tries again.
    }
  }
  return {
    write(level, text) {
      const line = redact(text).replaceAll(/[\r\n]+/g, ' | ');
      waiting.push(`${new Date(now()).toISOString()} ${level.padEnd(5)} ${line}\n`);
      writing = writing.then(write);
    },
    flush: () => writing,
  };
}
