import { useCallback, useState } from 'react';
import type { Failure } from '../../shared/errors';
import { failureOfRequest } from '../client';

/** Sends requests of one page: whether one is under way, and what the last one failed with. */
export interface Ask {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Runs a request. Answers its value, or undefined after a failure (which is then in `failure`). */
  readonly ask: <T>(request: () => Promise<T>) => Promise<T | undefined>;
}

/** For pages that send requests: nothing is thrown, a failure is shown until the next request. */
export function useAsk(): Ask {
  const [under, setUnder] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ask = useCallback(async <T>(request: () => Promise<T>): Promise<T | undefined> => {
    setUnder((count) => count + 1);
    setFailure(null);
    try {
      return await request();
    } catch (error) {
      setFailure(failureOfRequest(error));
      return undefined;
    } finally {
      setUnder((count) => count - 1);
    }
  }, []);
  return { busy: under > 0, failure, ask };
}
