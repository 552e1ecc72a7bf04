import { z } from 'zod';
import { failureOf, GangwayError } from '../../shared/errors';
import { explainLaps } from '../../shared/knowledge/laps';
import { glue } from '../operations/index';
import { askProcess } from './askProcess';
import type { BrokerProcess } from './brokerProcess';
import { ciphertextSchema } from './ciphertext';

/** The reply of `Read-LapsPassword.ps1`. */
const answerSchema = z.strictObject({
  there: z.boolean(),
  count: z.number().int(),
  userName: z.string().min(1).max(256).nullable(),
  ciphertext: ciphertextSchema().nullable(),
  storedAt: z.number().int().nullable(),
  source: z.string(),
  decryption: z.string(),
  errors: z.array(z.strictObject({ type: z.string(), code: z.number().int(), text: z.string() })),
  text: z.string(),
});

/** The password that LAPS holds for a server's own administrator, as Windows encrypted it for the account that runs Gangway. */
export interface LapsPassword {
  readonly userName: string;
  readonly ciphertext: string;
  /** When LAPS set it (epoch ms): the same time is the same password. Null where LAPS does not say. */
  readonly storedAt: number | null;
}

/** Windows LAPS as this computer can ask it. */
export interface Laps {
  /** Whether the module is here; null where PowerShell did not say. Asked until it said; never rejects. */
  isThere(signal: AbortSignal): Promise<boolean | null>;
  /**
   * Reads the password of a server from Active Directory. Rejects with `laps.*`: no module, no password for that name, not
   * allowed, no domain in reach, an account that LAPS does not name; with `laps.failed` and the raw text for all else.
   */
  read(
    server: { readonly identity: string; readonly computerName: string },
    signal: AbortSignal,
  ): Promise<LapsPassword>;
}

/** After this time (ms) a directory that does not answer is given up. */
const usualLimitMs = 60_000;

/** Asks in a PowerShell process of its own, which `start` makes; the password never enters this process. */
export function createLaps(start: () => Promise<BrokerProcess>, limitMs = usualLimitMs): Laps {
  const ask = async (
    server: { readonly identity: string | null; readonly computerName: string | null },
    signal: AbortSignal,
  ) => {
    const limit = AbortSignal.timeout(limitMs);
    try {
      const both = AbortSignal.any([signal, limit]);
      return await askProcess(start, glue.laps, server, (found) => answerSchema.parse(found), both);
    } catch (error) {
      if (limit.aborted && !signal.aborted)
        throw new GangwayError('laps.noDomain', `no answer within ${String(limitMs)} ms`);
      const { code, detail } = failureOf(error);
      if (code === 'shell.exited') throw new GangwayError('laps.failed', detail);
      throw error;
    }
  };
  let looked: Promise<boolean | null> | null = null;
  return {
    isThere(signal) {
      looked ??= ask({ identity: null, computerName: null }, signal).then(
        ({ there }) => there,
        () => {
          // PowerShell gave no answer, so the next page may ask again.
          looked = null;
          return null;
        },
      );
      return looked;
    },
    async read(server, signal) {
      return passwordIn(await ask(server, signal));
    },
  };
}

/** What LAPS answered, judged by the names and codes of its answer, never by words. */
function passwordIn(answer: z.infer<typeof answerSchema>): LapsPassword {
  const { there, count, userName, ciphertext, storedAt, source, decryption, errors, text } = answer;
  if (!there) throw new GangwayError('laps.missing');
  const [first] = errors;
  if (first !== undefined) {
    const told = errors.map(({ type, code }) => `${type} ${String(code)}`);
    throw new GangwayError(explainLaps(errors), [text, ...told].join('\n'));
  }
  if (count > 1) throw new GangwayError('laps.failed', `${String(count)} computers have that name.`);
  // A domain controller has no accounts of its own: that password opens its recovery console and no session.
  if (count === 0 || source.startsWith('EncryptedDSRM')) throw new GangwayError('laps.noPassword', source);
  if (decryption === 'Unauthorized') throw new GangwayError('laps.notAllowed');
  if (ciphertext === null) throw new GangwayError('laps.noPassword', [source, decryption].join(' '));
  if (userName === null) throw new GangwayError('laps.noAccount', source);
  return { userName, ciphertext, storedAt };
}
