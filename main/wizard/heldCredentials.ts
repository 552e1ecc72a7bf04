import { GangwayError } from '../../shared/errors';
import type { Account, Connection } from '../../shared/connection';

/**
 * A named account with its password as `ConvertFrom-SecureString` encrypted it: only the same account on the same
 * computer can open it. The password itself never enters this process.
 */
export interface HeldCredential {
  readonly userName: string;
  readonly ciphertext: string;
}

/** The passwords that were given for the run of the app, in memory only. One that was refused is forgotten at once. */
export interface Credentials {
  /** What an account signs in with; null for the one that runs Gangway. Throws `credential.needed`. */
  of(account: Account): HeldCredential | null;
  /** How that account stands, for the Connect page. */
  stateOf(account: Account): Connection['credential'];
  keep(credential: HeldCredential): void;
  /** A server did not take it: it is never tried again. */
  refuse(userName: string): void;
  forgetAll(): void;
}

const keyOf = (userName: string): string => userName.toLowerCase();

/** Holds passwords (encrypted) by user name; names differ by more than their case. */
export function createCredentials(): Credentials {
  const held = new Map<string, HeldCredential>();
  const refused = new Set<string>();
  const find = (account: Account) =>
    account.kind === 'named' ? held.get(keyOf(account.userName)) : undefined;
  return {
    of(account) {
      if (account.kind === 'me') return null;
      const found = find(account);
      if (found === undefined)
        throw new GangwayError('credential.needed', account.kind === 'named' ? account.userName : '');
      return found;
    },
    stateOf(account) {
      if (account.kind === 'me') return 'notNeeded';
      if (find(account) !== undefined) return 'held';
      return account.kind === 'named' && refused.has(keyOf(account.userName)) ? 'refused' : 'missing';
    },
    keep(credential) {
      refused.delete(keyOf(credential.userName));
      held.set(keyOf(credential.userName), credential);
    },
    refuse(userName) {
      held.delete(keyOf(userName));
      refused.add(keyOf(userName));
    },
    forgetAll() {
      held.clear();
      refused.clear();
    },
  };
}
