import { dirname } from 'node:path';
import { GangwayError } from '../../shared/errors';
import { mkdir, open, readFile, truncate, writeFile, type FileHandle } from '../disk/files';
import { takeTurns } from '../disk/inTurn';
import { flushFolder } from '../disk/flushFolder';
import { freeName, quarantine, type Quarantined } from '../disk/quarantine';
import { isPassing, retryBusy, systemCode } from '../disk/retryBusy';
import { redactJson, type Json } from '../redact/redactJson';
import { noHash, toLine, type JournalEntry } from './entry';
import { parseJournal } from './parse';

/** What a caller says; the journal adds number, time and chain. */
export interface NewEntry {
  readonly phase: JournalEntry['phase'];
  readonly action?: string | null;
  readonly nn?: number | null;
  readonly data?: Json;
}

/** The pen of one run. */
export interface JournalWriter {
  /**
   * Writes one entry, redacted; it is on the disk when this resolves. Throws `journal.unwritable`: then nothing may be
   * sent. After a failure every later call fails too, since the disk may hold a piece of a line; `begin` reads it anew.
   */
  append(entry: NewEntry): Promise<JournalEntry>;
  close(): Promise<void>;
}

const unwritable = (path: string, error: unknown) =>
  new GangwayError('journal.unwritable', `${path}: ${systemCode(error) || String(error)}`);

/** The state from which writing goes on: the end of the chain, after a torn tail was cut off (a copy of the file is kept). */
async function recover(
  path: string,
  now: number,
  onQuarantine: (found: Quarantined) => void,
): Promise<{ seq: number; prev: string; unended: boolean }> {
  const fresh = { seq: 0, prev: noHash, unended: false };
  let bytes: Buffer;
  try {
    bytes = await retryBusy(() => readFile(path));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return fresh;
    if (isPassing(error)) throw error;
    const moved = await quarantine(path, 'unreadable', now);
    onQuarantine(moved);
    if (moved.kept === null) throw error;
    return fresh;
  }
  const found = parseJournal(bytes);
  if (found.foreign) {
    const moved = await quarantine(path, 'notJson', now);
    onQuarantine(moved);
    if (moved.kept === null) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
    return fresh;
  }
  if (found.torn) {
    await writeFile(await freeName(path, 'torn', now), bytes, { mode: 0o600, flag: 'wx' });
    await truncate(path, found.wholeBytes);
  }
  const last = found.entries.at(-1);
  return last === undefined ? fresh : { seq: last.seq + 1, prev: last.hash, unended: found.unended };
}

/** Opens the journal file of a run for writing at its end. Throws `journal.unwritable`. `onClosed` tells that the file is free. */
export async function openWriter(options: {
  readonly path: string;
  readonly runId: string;
  readonly targetId: string;
  readonly now: () => number;
  readonly onQuarantine: (found: Quarantined) => void;
  readonly onClosed: () => void;
}): Promise<JournalWriter> {
  const { path, runId, targetId, now } = options;
  let file: FileHandle;
  let at: { seq: number; prev: string; unended: boolean };
  try {
    await mkdir(dirname(path), { recursive: true });
    at = await recover(path, now(), options.onQuarantine);
    file = await retryBusy(() => open(path, 'a', 0o600));
    if (at.seq === 0)
      await flushFolder(dirname(path)).catch(async (error: unknown) => {
        await file.close().catch(() => undefined);
        throw error;
      });
  } catch (error) {
    options.onClosed();
    throw unwritable(path, error);
  }
  let failed: GangwayError | null = null;

  async function write(entry: NewEntry): Promise<JournalEntry> {
    if (failed !== null) throw failed;
    const made = toLine({
      v: 1,
      seq: at.seq,
      at: now(),
      runId,
      targetId,
      action: entry.action ?? null,
      nn: entry.nn ?? null,
      phase: entry.phase,
      data: redactJson(entry.data ?? null),
      prev: at.prev,
    });
    try {
      await file.appendFile(`${at.unended ? '\n' : ''}${made.line}\n`);
      await file.datasync();
    } catch (error) {
      failed = unwritable(path, error);
      await file.close().catch(() => undefined);
      options.onClosed();
      throw failed;
    }
    at = { seq: at.seq + 1, prev: made.entry.hash, unended: false };
    return made.entry;
  }

  const inTurn = takeTurns();
  return {
    append: (entry) => inTurn(() => write(entry)),
    close: () =>
      inTurn(async () => {
        if (failed !== null) return;
        failed = new GangwayError('journal.unwritable', `${path}: closed`);
        // Every entry is on the disk already; a file that closes badly must not lock the run.
        await file.close().catch(() => undefined);
        options.onClosed();
      }),
  };
}
