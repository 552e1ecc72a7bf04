import type { Shell } from '../shell/shell';
import type { HeldCredential } from '../shell/askCredential';
import type { Credentials } from './heldCredentials';

/**
 * A shell whose session is opened by a named account. Until its first answer every request is an attempt to sign in, and
 * goes through `credentials`; from then on the server has taken the password, and what another server says of it does
 * not end this session.
 */
export function guardedShell(shell: Shell, credential: HeldCredential, credentials: Credentials): Shell {
  let isIn = false;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isIn) return work();
    const found = await credentials.signIn(credential, work);
    isIn = true;
    return found;
  };
  return {
    hello: (signal) => guarded(() => shell.hello(signal)),
    run: (name, params, options) => guarded(() => shell.run(name, params, options)),
    start: (runId, nn, name, params, hold) => guarded(() => shell.start(runId, nn, name, params, hold)),
    follow: (runId, nn, from, onRecords, signal) =>
      guarded(() =>
        shell.follow(
          runId,
          nn,
          from,
          (records) => {
            // It lasts as long as the action; the first records are an answer.
            isIn = true;
            return onRecords(records);
          },
          signal,
        ),
      ),
    stop: (runId, nn, asked) => guarded(() => shell.stop(runId, nn, asked)),
    close: () => shell.close(),
  };
}
