import { z } from 'zod';
import { GangwayError } from '../../shared/errors';
import { glue } from '../operations/index';
import { askProcess } from './askProcess';
import type { BrokerProcess } from './brokerProcess';

/** An account and its password as Windows encrypted it; both null where the window was closed. */
const answerSchema = z.union([
  z.strictObject({
    userName: z.string().min(1).max(256),
    ciphertext: z.string().regex(/^[0-9a-fA-F]{2,8192}$/),
  }),
  z.strictObject({ userName: z.null(), ciphertext: z.null() }),
]);

/**
 * Lets Windows ask for a password in its own window. `start` makes a PowerShell that may ask (not `-NonInteractive`); it
 * is ended in every case. `userName` stands in the window, `message` above it. The password comes back encrypted for the
 * account that runs Gangway; it never enters this process. Rejects with `credential.dismissed` where the window was
 * closed or `signal` aborted, with `shell.exited` where nothing was answered.
 */
export async function askCredential(
  start: () => Promise<BrokerProcess>,
  asked: { readonly userName: string | null; readonly message: string },
  signal: AbortSignal,
): Promise<{ readonly userName: string; readonly ciphertext: string }> {
  try {
    const answer = await askProcess(
      start,
      glue.credential,
      { ...asked },
      (found) => answerSchema.parse(found),
      { signal, silent: 'Windows asked nothing.' },
    );
    if (answer.userName !== null) return answer;
  } catch (error) {
    if (!(error instanceof GangwayError && error.code === 'operation.canceled')) throw error;
  }
  throw new GangwayError('credential.dismissed');
}
