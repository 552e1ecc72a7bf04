import { failureOf, GangwayError } from '../../shared/errors';
import type { DownloadView } from '../../shared/model/downloads';
import type { PublicDownload } from '../../shared/knowledge/downloads';
import type { AddResult } from '../../shared/model/packages';
import type { Outbound } from '../outbound';
import { checkArrived } from './download/checkArrived';
import type { Clock } from './download/clock';
import type { Inspect } from './inspection/inspection';
import { download, type Progress } from './download/download';
import { DownloadFailed } from './download/failed';
import { openPart, tidyParts } from './download/part';
import { usualQuiet, type Quiet } from './download/quiet';
import { rateMeter } from './download/rate';
import type { SessionStore } from '../session';

/** The public downloads of this start. */
export interface Downloads {
  /** Looks at what an earlier start left: parts stay, everything else of half files is removed. */
  restore(): Promise<void>;
  /** Fetches a file and gives it to the library; resolves when that is over, well or badly. Throws `input.invalid` for an id that is not offered. */
  start(id: string): Promise<void>;
  /** Stops it; what was received stays. Nothing happens if it is not under way. */
  cancel(id: string): void;
  /** Stops all. */
  close(): void;
}

export interface DownloadsOptions {
  /** Null where nothing can be reached; then nothing is offered. */
  readonly outbound: Outbound | null;
  readonly table: readonly PublicDownload[];
  /** Library that takes them. */
  readonly practice: boolean;
  /** Folder of Gangway's own for parts. Nothing is ever run from it. */
  readonly folder: string;
  readonly session: SessionStore;
  /** The way that dropped files go, too: guards, signature, library. */
  readonly take: (path: string) => Promise<AddResult>;
  readonly inspect: Inspect;
  readonly clock: Clock;
  readonly quiet?: Quiet;
}

/** Pictures of a download go to the pages at most this often (ms). */
const showEveryMs = 250;

/** Makes the downloads. Nothing is sent anywhere before `start`. */
export function createDownloads(options: DownloadsOptions): Downloads {
  const { outbound, practice, folder, session, clock } = options;
  const table = outbound === null ? [] : options.table;
  const underWay = new Map<string, AbortController>();

  const show = (id: string, change: Partial<DownloadView>) =>
    session.change(({ downloads }) => ({
      downloads: downloads.map((view) => (view.id === id ? { ...view, ...change } : view)),
    }));
  const atRest = async (entry: PublicDownload): Promise<Partial<DownloadView>> => {
    const known = await openPart(folder, entry.id, entry.url).known();
    return { received: known?.bytes ?? 0, total: known?.total ?? null, rate: null };
  };

  const fetchAndTake = async (entry: PublicDownload, over: Outbound, signal: AbortSignal): Promise<void> => {
    const part = openPart(folder, entry.id, entry.url);
    const meter = rateMeter(clock);
    // Shown by the clock, not by what arrives: a line that stands still has its last bytes on the page, too.
    let newest: Progress | null = null;
    const showNewest = () => {
      if (newest === null) return;
      const { received, total, again } = newest;
      newest = null;
      show(entry.id, { state: 'receiving', received, total, again, rate: meter(received) });
    };
    const stopShowing = clock.every(showEveryMs, showNewest);
    try {
      await download({
        source: entry,
        part,
        outbound: over,
        signal,
        clock,
        quiet: options.quiet ?? usualQuiet,
        onProgress: (progress) => {
          newest = progress;
          if (progress.received === 0) showNewest();
        },
      });
      showNewest();
    } finally {
      stopShowing();
    }
    show(entry.id, { state: 'checking', rate: null });
    try {
      const path = await part.finish(entry.fileName);
      const wrong = await checkArrived(path, entry.kind, options.inspect, { practice, now: clock.now() });
      if (wrong !== null) throw new DownloadFailed('notThatFile', wrong);
      const { added, refused } = await options.take(path);
      const why = refused[0]?.refusal ?? 'unreadable';
      if (added.length === 0) throw new DownloadFailed(why === 'notStored' ? why : 'notThatFile', why);
    } finally {
      // The library has its own copy, or did not want it.
      await part.remove();
    }
  };

  const run = async (entry: PublicDownload, over: Outbound): Promise<void> => {
    const { id } = entry;
    if (underWay.has(id)) return;
    const stop = new AbortController();
    underWay.set(id, stop);
    show(id, { state: 'asking', failure: null, again: null, rate: null });
    try {
      await fetchAndTake(entry, over, stop.signal);
      show(id, { state: 'done', rate: null });
    } catch (error) {
      const left = await atRest(entry);
      const failure =
        error instanceof DownloadFailed
          ? { reason: error.reason, detail: error.detail }
          : { reason: 'notStored' as const, detail: failureOf(error).detail };
      if (stop.signal.aborted) show(id, { ...left, state: 'rest', again: null });
      else show(id, { ...left, state: 'failed', failure });
    } finally {
      underWay.delete(id);
    }
  };

  return {
    async restore() {
      await tidyParts(folder, table, clock.now());
      const downloads: DownloadView[] = [];
      for (const entry of table) downloads.push({ ...fresh(entry, practice), ...(await atRest(entry)) });
      session.change(() => ({ downloads }));
    },
    start(id) {
      const entry = table.find((known) => known.id === id);
      if (entry === undefined || outbound === null) throw new GangwayError('input.invalid', id);
      return run(entry, outbound);
    },
    cancel: (id) => underWay.get(id)?.abort(),
    close() {
      for (const stop of underWay.values()) stop.abort();
    },
  };
}

function fresh(entry: PublicDownload, practice: boolean): DownloadView {
  return {
    id: entry.id,
    kind: entry.kind,
    kb: entry.kb,
    fileName: entry.fileName,
    host: new URL(entry.url).host,
    atMost: entry.atMost,
    practice,
    doubtful: entry.doubt !== null,
    state: 'rest',
    received: 0,
    total: null,
    rate: null,
    again: null,
    failure: null,
  };
}
