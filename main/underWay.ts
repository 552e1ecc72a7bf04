import { setTimeout as pause } from 'node:timers/promises';
import { GangwayError } from '../shared/errors';

/** How long (ms) closing waits for work that was ended. After that the app closes all the same. */
export const closingMs = 3000;

/** What the app is at: requests that are being answered, and what goes on behind them. All of it may write into the data folder. */
export interface UnderWay {
  /** Does what somebody asked for. Rejects with `operation.canceled` once the app closes. */
  answer<T>(work: () => Promise<T>): Promise<T>;
  /** Lets work go on that nobody waits for. */
  goOn(work: Promise<void>): void;
  /** From now on nothing that is asked for is done. */
  close(): void;
  /** Resolves when all of it is over, or has taken too long. */
  ended(): Promise<void>;
}

/** Keeps what is under way, so that the data folder is not free while somebody still writes there. `onFailure`: what goes on has thrown. */
export function keepUnderWay(onFailure: (error: unknown) => void, limitMs = closingMs): UnderWay {
  const all = new Set<Promise<void>>();
  let isClosed = false;
  const keep = (work: Promise<unknown>, onError: (error: unknown) => void): void => {
    const kept: Promise<void> = work.then(() => undefined, onError).finally(() => all.delete(kept));
    all.add(kept);
  };
  const allOver = async (): Promise<void> => {
    while (all.size > 0) await Promise.all(all);
  };
  return {
    answer(work) {
      if (isClosed) return Promise.reject(new GangwayError('operation.canceled', 'the app closes'));
      const answer = work();
      // Who asked hears of a failure.
      keep(answer, () => undefined);
      return answer;
    },
    goOn(work) {
      keep(work, onFailure);
    },
    close() {
      isClosed = true;
    },
    async ended() {
      await Promise.race([allOver(), pause(limitMs, undefined, { ref: false })]);
    },
  };
}
