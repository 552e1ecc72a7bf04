import { z } from 'zod';
import { failureOf, GangwayError } from '../../shared/errors';
import { glue } from '../operations/index';
import { askProcess } from './askProcess';
import type { BrokerProcess } from './brokerProcess';
import { ciphertextSchema } from './ciphertext';

/**
 * A named account with its password as `ConvertFrom-SecureString` encrypted it: only the same account on the same
 * computer can open it. The password itself never enters this process.
 */
export interface HeldCredential {
  readonly userName: string;
  readonly ciphertext: string;
}

/** An account and its password as Windows encrypted it; both null where the window was closed or never opened. */
const answerSchema = z.union([
  z.strictObject({
    userName: z.string().min(1).max(256),
    ciphertext: ciphertextSchema(),
    error: z.null(),
  }),
  z.strictObject({ userName: z.null(), ciphertext: z.null(), error: z.string().nullable() }),
]);

/**
 * Lets Windows ask for a password in its own window. `start` makes a PowerShell for that; it is ended in every case.
 * `userName` stands in the window, `message` above it. The password comes back encrypted for the account that runs
 * Gangway; it never enters this process. Rejects with `credential.dismissed` where the window was closed or `signal`
 * aborted, with `credential.notAsked` and Windows' words where it could not ask.
 */
export async function askCredential(
  start: () => Promise<BrokerProcess>,
  asked: { readonly userName: string | null; readonly message: string },
  signal: AbortSignal,
): Promise<HeldCredential> {
  try {
    const answer = await askProcess(
      start,
      glue.credential,
      { ...asked },
      (found) => answerSchema.parse(found),
      signal,
    );
    if (answer.userName !== null) return { userName: answer.userName, ciphertext: answer.ciphertext };
    if (answer.error !== null) throw new GangwayError('credential.notAsked', answer.error);
  } catch (error) {
    const { code, detail } = failureOf(error);
    if (code === 'shell.exited') throw new GangwayError('credential.notAsked', detail);
    if (code !== 'operation.canceled') throw error;
  }
  throw new GangwayError('credential.dismissed');
}
