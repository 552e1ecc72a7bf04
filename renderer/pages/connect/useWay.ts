import { useMemo, useState } from 'react';
import type { ConnectionChoice } from '../../../shared/model/connection';
import type { Failure } from '../../../shared/errors';
import type { InputChange } from '../../../shared/model/inputs';
import { useClient } from '../../client';
import { useAsk } from '../../frame/useAsk';

/** Which of the two ports is used. */
export type Transport = ConnectionChoice['transport'];

/** What a person can do about the way to a server; each ends with a new test. */
export interface Way {
  readonly again: () => void;
  readonly choose: (change: InputChange) => void;
  /** Lets Windows ask for an account; on a practice server `practiceUser` is who signs in. */
  readonly signIn: (practiceUser?: string) => void;
  /** Reads the password of the server's own administrator from LAPS; `readingLaps` while it is on the way. */
  readonly readLaps: () => void;
  readonly readingLaps: boolean;
  readonly relaunch: () => void;
  readonly failure: Failure | null;
}

/** The requests of the Connect page for one server. */
export function useWay(targetId: string): Way {
  const client = useClient();
  const { ask, failure } = useAsk();
  const [readingLaps, setReadingLaps] = useState(false);
  const requests = useMemo(() => {
    const then = (work: () => Promise<unknown>) =>
      void ask(async () => {
        await work();
        await client.connect({ targetId });
      });
    return {
      again: () => void ask(() => client.connect({ targetId })),
      choose: (change: InputChange) => then(() => client.changeInputs({ targetId, change })),
      signIn: (practiceUser?: string) =>
        then(() => client.askCredential({ targetId, ...(practiceUser !== undefined && { practiceUser }) })),
      readLaps: () => {
        setReadingLaps(true);
        then(() => client.readLaps({ targetId }).finally(() => setReadingLaps(false)));
      },
      relaunch: () => void ask(() => client.relaunchElevated({ targetId })),
    };
  }, [ask, client, targetId]);
  return { ...requests, readingLaps, failure };
}
