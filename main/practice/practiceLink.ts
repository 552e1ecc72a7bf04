import { GangwayError } from '../../shared/errors';
import type { PracticeServer } from './practiceServer';

/** What lies between this computer and a practice server of the network; one that plays this computer has none. */
export interface PracticeLink {
  /**
   * Lets a request that carries so many bytes reach the server and its answer come back, and answers how long that takes at
   * normal speed (ms). Rejects with `target.unreachable` where the link broke or the server went down meanwhile, and with
   * `shell.exited` after `close`.
   */
  cross(bytes?: number): Promise<number>;
}

/** How a link is made; `sleep` takes real milliseconds. */
export interface PracticeLinkOptions {
  /** A round trip at normal speed, in milliseconds. */
  readonly rttMs: number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly isClosed: () => boolean;
}

/**
 * What a session carries: between the 4.8 MB/s that Copy-Item -ToSession was seen at (ansible/ansible#23450) and less, bytes a
 * second.
 */
export const sessionBytesPerSecond = 4_500_000;

/** The link to a server. Crossings of less than a millisecond are slept together. */
export function openPracticeLink(server: PracticeServer, options: PracticeLinkOptions): PracticeLink {
  const { rttMs, sleep, isClosed } = options;
  // A request that was sent cannot be called back. A caller that gives up stops waiting between two requests.
  const { signal } = new AbortController();
  let owed = 0;
  return {
    cross: async (bytes = 0) => {
      const ms = rttMs + (bytes / sessionBytesPerSecond) * 1000;
      owed += ms / server.state().speed;
      if (owed >= 1) {
        const due = owed;
        owed = 0;
        await sleep(due, signal);
      }
      // The server was opened again, and the new one owns its file now.
      if (isClosed()) throw new GangwayError('shell.exited');
      server.requireLink();
      return ms;
    },
  };
}
