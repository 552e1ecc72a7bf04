import { GangwayError } from '../../../shared/errors';
import type { PracticeServer } from './practiceServer';

/** What lies between this computer and a practice server of the network; one that plays this computer has none. */
export interface PracticeLink {
  /**
   * Lets a request that carries so many bytes reach the server and its answer come back, in the machine's time. Rejects with
   * `target.unreachable` where the link broke or the server went down meanwhile, and with `shell.exited` after `close`.
   */
  cross(bytes?: number): Promise<void>;
}

/** How a link is made; `sleep` takes real milliseconds. */
export interface PracticeLinkOptions {
  /** A round trip, in milliseconds of the machine's time. */
  readonly rttMs: number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly isClosed: () => boolean;
}

/**
 * What a session carries: between the 4.8 MB/s that Copy-Item -ToSession was seen at (ansible/ansible#23450) and less, bytes a
 * second.
 */
export const sessionBytesPerSecond = 4_500_000;

/** The link to a server. What takes less than a millisecond of real time is not slept, but counted all the same. */
export function openPracticeLink(server: PracticeServer, options: PracticeLinkOptions): PracticeLink {
  const { rttMs, sleep, isClosed } = options;
  // A request that has left is not called back: who gives up stops waiting, between two of them.
  const { signal } = new AbortController();
  return {
    cross: async (bytes = 0) => {
      const { time, speed } = server.state();
      const ms = rttMs + (bytes / sessionBytesPerSecond) * 1000;
      if (ms / speed >= 1) await sleep(ms / speed, signal);
      // Whoever opened the server anew owns its file now.
      if (isClosed()) throw new GangwayError('shell.exited');
      server.reach(time + ms);
      server.requireLink();
    },
  };
}
