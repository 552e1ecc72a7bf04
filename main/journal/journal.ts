import { join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import { flushFolder } from '../disk/flushFolder';
import { mkdir, readdir, readFile, rename, stat, writeFile } from '../disk/files';
import { quarantine, type Quarantined } from '../disk/quarantine';
import { isPassing, retryBusy, systemCode } from '../disk/retryBusy';
import { ownerOf } from './owner';
import { parseJournal, type ParsedJournal } from './parse';
import { openWriter, type JournalWriter } from './writer';

const runIdPattern = /^[a-z0-9-]{8,64}$/;
const suffix = '.jsonl';

/** What a journal says, or why it could not be read now. */
export type JournalRead = Pick<ParsedJournal, 'entries' | 'torn' | 'broken'> & {
  readonly unread?: string;
};

/**
 * The journals of all runs: for audit, for the report, and for finding a run again after a restart of the app. Never the
 * source of progress. The chain of hashes shows later edits; it is no signature, and it cannot show that whole lines were
 * cut off the end (the report quotes the last hash for that).
 */
export interface Journal {
  /** Opens a run's journal at its end, new or existing. Throws `journal.unwritable`, or `run.alreadyStarted` while it is open. */
  begin(runId: string, targetId: string): Promise<JournalWriter>;
  /**
   * Reads a run's journal; one that does not exist has no entries. `unread` is the system's code where the disk does not
   * give it out at the moment: it stays in its place, and says nothing. Never throws for what the file holds.
   */
  read(runId: string): Promise<JournalRead>;
  /**
   * Ids of the runs, of one target or of all, the one written to last first. Files that are no journals are set aside on
   * the way. Whose a journal is, is read once: later calls open no file of another target.
   */
  list(targetId?: string): Promise<string[]>;
  /** Copies the journal of a run into another folder, where it is written on. Rejects with the error of the file system. */
  copy(runId: string, folder: string): Promise<void>;
  /** Takes the journal of a run over that was written in another folder, in place of the one here: whole, or not at all. */
  adopt(runId: string, folder: string): Promise<void>;
  /** What was set aside since the start of the app. */
  quarantined(): readonly Quarantined[];
}

interface Found {
  readonly runId: string;
  readonly writtenAt: number;
}
/** The journals in a folder, which need not exist yet: one file `<runId>.jsonl` for each run. */
export function createJournal(folder: string, now: () => number = Date.now): Journal {
  const writing = new Set<string>();
  /** Target of each run whose journal was seen; a run never changes its target. */
  const owners = new Map<string, string>();
  const aside: Quarantined[] = [];
  const pathOf = (runId: string) => {
    if (!runIdPattern.test(runId)) throw new GangwayError('input.invalid', `run id ${JSON.stringify(runId)}`);
    return join(folder, `${runId}${suffix}`);
  };
  const setAside = async (path: string, reason: 'notJson' | 'unreadable') => {
    aside.push(await quarantine(path, reason, now()));
  };

  /** Looks into a journal that was not seen before, and remembers whose it is. */
  const isForeign = async (runId: string, path: string): Promise<boolean> => {
    if (owners.has(runId)) return false;
    const owner = await retryBusy(() => ownerOf(path));
    if (owner !== null && owner !== 'foreign') owners.set(runId, owner.targetId);
    return owner === 'foreign';
  };

  return {
    async begin(runId, targetId) {
      const path = pathOf(runId);
      if (writing.has(runId)) throw new GangwayError('run.alreadyStarted', runId);
      writing.add(runId);
      owners.set(runId, targetId);
      return openWriter({
        path,
        runId,
        targetId,
        now,
        onQuarantine: (found) => aside.push(found),
        onClosed: () => writing.delete(runId),
      });
    },

    async read(runId) {
      const path = pathOf(runId);
      const nothing = { entries: [], torn: false, broken: null };
      let bytes: Buffer;
      try {
        bytes = await retryBusy(() => readFile(path));
      } catch (error) {
        if (isPassing(error)) return { ...nothing, unread: systemCode(error) };
        if (systemCode(error) !== 'ENOENT') await setAside(path, 'unreadable');
        return nothing;
      }
      const { entries, torn, broken, foreign } = parseJournal(bytes);
      if (foreign) await setAside(path, 'notJson');
      return foreign ? nothing : { entries, torn, broken };
    },

    async list(targetId) {
      const names = await readdir(folder).catch(() => []);
      const found: Found[] = [];
      for (const name of names.filter((each) => each.endsWith(suffix))) {
        const runId = name.slice(0, -suffix.length);
        const path = join(folder, name);
        if (!runIdPattern.test(runId)) continue;
        try {
          if (await isForeign(runId, path)) await setAside(path, 'notJson');
          else if (targetId === undefined || (owners.get(runId) ?? targetId) === targetId)
            found.push({ runId, writtenAt: (await stat(path)).mtimeMs });
        } catch (error) {
          // It may be the one that matters most: reading it says what is the matter.
          if (isPassing(error)) found.push({ runId, writtenAt: Infinity });
          else if (systemCode(error) !== 'ENOENT') await setAside(path, 'unreadable');
        }
      }
      return (
        found
          // Infinity minus itself is no number, which decides nothing: then the names do.
          .sort((a, b) => b.writtenAt - a.writtenAt || b.runId.localeCompare(a.runId, 'en'))
          .map((each) => each.runId)
      );
    },

    async copy(runId, to) {
      await writeFile(join(to, `${runId}${suffix}`), await retryBusy(() => readFile(pathOf(runId))), {
        mode: 0o600,
      });
    },

    async adopt(runId, from) {
      const path = pathOf(runId);
      if (writing.has(runId)) throw new GangwayError('run.alreadyStarted', runId);
      await mkdir(folder, { recursive: true });
      await retryBusy(() => rename(join(from, `${runId}${suffix}`), path));
      await flushFolder(folder).catch(() => undefined);
      owners.delete(runId);
    },

    quarantined: () => aside,
  };
}
