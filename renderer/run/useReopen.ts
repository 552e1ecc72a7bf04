import type { Failure } from '../../shared/errors';
import type { TargetView } from '../../shared/bridge/session';
import { useClient } from '../client';
import { storedAccount } from '../frame/asking/storedAccount';
import { useAsk } from '../frame/useAsk';

/** The two ways back to a server whose run was cut off, and how the last one went. */
export interface Reopen {
  readonly reopen: () => void;
  /**
   * Lets Windows ask for the password of the account that the server is signed in to with, or reads it from LAPS where it
   * came from there (`fromLaps`); then connects.
   */
  readonly givePassword: () => void;
  readonly fromLaps: boolean;
  readonly busy: boolean;
  readonly failure: Failure | null;
}

/** Connecting alone takes the run up again: its action is followed, and what became of its restart is read. */
export function useReopen(view: TargetView): Reopen {
  const { target, inputs, connectedAt, rungs } = view;
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const targetId = target.id;
  const { account } = inputs.connection;
  const practiceUser = target.kind === 'practice' && account.kind === 'named' ? account.userName : undefined;
  const fromLaps = storedAccount(view) === 'laps';
  return {
    fromLaps,
    reopen: () => void ask(() => client.connect({ targetId })),
    givePassword: () =>
      void ask(async () => {
        if (fromLaps) await client.readLaps({ targetId });
        else await client.askCredential({ targetId, ...(practiceUser !== undefined && { practiceUser }) });
        await client.connect({ targetId });
      }),
    busy,
    failure: connectedAt === null && rungs.some((rung) => rung.failure !== null) ? null : failure,
  };
}
