import { failureOf, GangwayError } from '../../shared/errors';
import type { Account, Connection } from '../../shared/model/connection';
import type { HeldCredential } from '../shell/askCredential';
import { judged } from '../shell/linkFailure';

/** The passwords that were given for the run of the app, in memory only. One that was refused is forgotten at once. */
export interface Credentials {
  /** What an account signs in with; null for the one that runs Gangway. Throws `credential.needed`. */
  of(account: Account): HeldCredential | null;
  /** How that account stands, for the Connect page. */
  stateOf(account: Account): Connection['credential'];
  /**
   * `storedAt`: when LAPS set a password that was read there. One that a server refused is not kept a second time:
   * `laps.sameAgain`; two whose time is not known count as the same.
   */
  keep(credential: HeldCredential, storedAt?: number | null): void;
  /**
   * Signs in by `work` with a credential that `of` gave. One that a server refused is never tried again, on no server:
   * `credential.needed`, until it is given anew. While no server has taken it yet, one attempt is made at a time: a wrong
   * password given for eight servers would lock the account.
   */
  signIn<T>(credential: HeldCredential, work: () => Promise<T>): Promise<T>;
}

const keyOf = (userName: string): string => userName.toLowerCase();

/** Holds passwords (encrypted) by user name; names differ by more than their case. */
export function createCredentials(): Credentials {
  const held = new Map<string, HeldCredential>();
  const refused = new Set<string>();
  // The key is the object that was kept, because the same password given again is a new attempt, which a person asked for.
  const verdicts = new WeakMap<HeldCredential, 'taken' | 'refused'>();
  const trying = new WeakMap<HeldCredential, Promise<void>>();
  // DPAPI encrypts the same password to another text every time, so LAPS' own time has to tell.
  const fromLaps = new WeakMap<HeldCredential, string>();
  const refusedFromLaps = new Set<string>();
  const timeKey = (userName: string, storedAt: number | null) => `${keyOf(userName)} ${String(storedAt)}`;

  const refuse = (credential: HeldCredential): void => {
    verdicts.set(credential, 'refused');
    const time = fromLaps.get(credential);
    if (time !== undefined) refusedFromLaps.add(time);
    const key = keyOf(credential.userName);
    // A newer one that was given in the meantime has not been refused.
    if (held.get(key) !== credential) return;
    held.delete(key);
    refused.add(key);
  };
  const attempt = async <T>(credential: HeldCredential, work: () => Promise<T>): Promise<T> => {
    try {
      const found = await work();
      verdicts.set(credential, 'taken');
      return found;
    } catch (error) {
      if (judged(failureOf(error)).code === 'target.signInRefused') refuse(credential);
      throw error;
    }
  };

  return {
    of(account) {
      if (account.kind === 'me') return null;
      const found = held.get(keyOf(account.userName));
      if (found === undefined) throw new GangwayError('credential.needed', account.userName);
      return found;
    },
    stateOf(account) {
      if (account.kind === 'me') return 'notNeeded';
      const key = keyOf(account.userName);
      if (held.has(key)) return 'held';
      return refused.has(key) ? 'refused' : 'missing';
    },
    keep({ userName, ciphertext }, storedAt) {
      const kept = { userName, ciphertext };
      if (storedAt !== undefined) {
        const time = timeKey(userName, storedAt);
        if (refusedFromLaps.has(time)) throw new GangwayError('laps.sameAgain', userName);
        fromLaps.set(kept, time);
      }
      refused.delete(keyOf(userName));
      held.set(keyOf(userName), kept);
    },
    async signIn(credential, work) {
      for (;;) {
        if (verdicts.get(credential) === 'refused')
          throw new GangwayError('credential.needed', credential.userName);
        const before = trying.get(credential);
        if (before === undefined || verdicts.get(credential) === 'taken') break;
        await before;
      }
      const trial = attempt(credential, work);
      const over = trial.then(
        () => undefined,
        () => undefined,
      );
      trying.set(credential, over);
      void over.then(() => trying.delete(credential));
      return trial;
    },
  };
}
