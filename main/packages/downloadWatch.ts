import { GangwayError } from '../../shared/errors';
import type { WatchView } from '../../shared/model/downloads';
import type { AddResult } from '../../shared/model/packages';
import type { Recipient } from '../../shared/model/recipient';
import { takeTurns } from '../disk/inTurn';
import type { Clock } from './download/clock';
import { watchFolder, type FolderWatch } from './watch/watchFolder';
import type { Giving } from './recipient';
import type { SessionStore } from '../session';

/** The watch over the download folder: off until a person asks for it, and off again by itself. */
export interface DownloadWatch {
  /** Starts it for whom its files are given, or ends it (null). Throws `target.notAllowed` where there is no folder. */
  turn(giving: Pick<Giving, 'to' | 'library'> | null): Promise<void>;
  /** Another folder, chosen by a person; a watch under way ends. */
  choose(folder: string): Promise<void>;
  close(): Promise<void>;
}

export interface DownloadWatchOptions {
  /** Null where this carrier has none. */
  readonly folder: string | null;
  readonly session: SessionStore;
  /** The way that dropped files go, too. */
  readonly take: (to: Recipient, path: string) => Promise<AddResult>;
  readonly clock: Clock;
}

/** Between two looks, in ms. */
const everyMs = 1000;
/** How long (ms) a watch lasts. It ends by itself, because the person may have left. */
const limitMs = 30 * 60 * 1000;
/** How many offered files are kept in view. */
const offeredShown = 10;

/** The watch before anybody asked for it. */
export const watchAtRest = (folder: string | null): WatchView => ({
  folder,
  state: 'off',
  practice: false,
  until: null,
  arriving: [],
  offered: [],
});

/** Makes the watch. Nothing is read before `turn`. */
export function createDownloadWatch(options: DownloadWatchOptions): DownloadWatch {
  const { session, take, clock } = options;
  let { folder } = options;
  let watch: FolderWatch | null = null;
  // One at a time: two clicks must not leave a watch behind that nobody can stop.
  const inTurn = takeTurns();

  const show = (change: Partial<WatchView>) =>
    session.change((current) => ({ watch: { ...current.watch, ...change } }));
  const stop = async (): Promise<void> => {
    await watch?.stop();
    if (watch !== null) show({ state: 'off', until: null, arriving: [] });
    watch = null;
  };
  const start = async ({ to, library }: Pick<Giving, 'to' | 'library'>): Promise<void> => {
    const practice = library === 'practice';
    if (folder === null) throw new GangwayError('target.notAllowed', 'download folder');
    await stop();
    const began = clock.now();
    try {
      watch = await watchFolder({
        folder,
        clock,
        everyMs,
        limitMs,
        onArriving: (names) => show({ arriving: [...names] }),
        onWhole: async (path, name) => {
          const { added } = await take(to, path);
          session.change((current) => ({
            watch: {
              ...current.watch,
              offered: [
                { name, at: clock.now(), taken: added.length > 0 },
                ...current.watch.offered.filter((file) => file.name !== name),
              ].slice(0, offeredShown),
            },
          }));
        },
        onEnd: (why) => {
          watch = null;
          show({ state: why, until: null, arriving: [] });
        },
      });
    } catch {
      show({ state: 'folderGone', practice, until: null, arriving: [], offered: [] });
      return;
    }
    show({ state: 'watching', practice, until: began + limitMs, arriving: [], offered: [] });
  };

  return {
    turn: (giving) => inTurn(() => (giving === null ? stop() : start(giving))),
    choose: (chosen) =>
      inTurn(async () => {
        await stop();
        folder = chosen;
        session.change(() => ({ watch: watchAtRest(chosen) }));
      }),
    close: () => inTurn(stop),
  };
}
