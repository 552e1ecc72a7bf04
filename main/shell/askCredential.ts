import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { GangwayError } from '../../shared/errors';
import { glue } from '../operations/index';
import type { BrokerProcess } from './brokerProcess';
import { FrameParser } from './frames';

/** An account and its password as Windows encrypted it; both null where the window was closed. */
const answerSchema = z.union([
  z.strictObject({
    userName: z.string().min(1).max(256),
    ciphertext: z.string().regex(/^[0-9a-fA-F]{2,8192}$/),
  }),
  z.strictObject({ userName: z.null(), ciphertext: z.null() }),
]);

/** Asked again and again: it changes while one waits. */
const isOff = (signal: AbortSignal): boolean => signal.aborted;
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

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
  if (isOff(signal)) throw new GangwayError('credential.dismissed');
  const process = await start();
  const nonce = randomBytes(16).toString('hex');
  const parser = new FrameParser(nonce);
  const leave = () => void process.kill();
  signal.addEventListener('abort', leave);
  // It may have been called off while the process was starting.
  if (isOff(signal)) leave();
  try {
    const text = await new Promise<string>((resolve, reject) => {
      process.listen(
        (bytes) => {
          for (const piece of parser.push(bytes)) if (piece.kind === 'frame') resolve(piece.text);
        },
        () => undefined,
      );
      void process.exited.then(() => reject(new GangwayError('shell.exited', 'Windows asked nothing.')));
      const request = base64(JSON.stringify({ nonce, ...asked }));
      const script = base64(glue.credential.text);
      process.send(
        `& ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${script}')))) '${request}'`,
      );
    });
    const answer = answerSchema.parse(JSON.parse(text));
    if (answer.userName === null) throw new GangwayError('credential.dismissed');
    return answer;
  } catch (error) {
    if (isOff(signal)) throw new GangwayError('credential.dismissed');
    if (error instanceof GangwayError) throw error;
    // What the window answered is never repeated in an error: it may hold the ciphertext.
    throw new GangwayError('operation.badResult', 'The answer of the password window has another form.');
  } finally {
    signal.removeEventListener('abort', leave);
    await process.kill();
  }
}
