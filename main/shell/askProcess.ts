import { randomBytes } from 'node:crypto';
import { GangwayError } from '../../shared/errors';
import type { Script } from '../operations/index';
import type { BrokerProcess } from './brokerProcess';
import { FrameParser } from './frames';

/** It is asked again and again, because it changes while the code waits. */
const isOff = (signal: AbortSignal): boolean => signal.aborted;
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/**
 * Runs a glue script in a PowerShell process of its own with one request, and gives its one answer to `read`. The process is
 * ended in every case, and ends by itself after the script, whether that answered or failed: nobody waits for an answer that
 * cannot come any more. Rejects with `operation.canceled` where `signal` aborted, with `shell.exited` and what PowerShell
 * said last where nothing was answered, with `operation.badResult` where `read` does not take the answer.
 */
export async function askProcess<T>(
  start: () => Promise<BrokerProcess>,
  script: Script,
  request: Readonly<Record<string, string | null>>,
  read: (answer: unknown) => T,
  signal: AbortSignal,
): Promise<T> {
  if (isOff(signal)) throw new GangwayError('operation.canceled');
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
      void process.exited.then(({ code, stderr }) =>
        reject(new GangwayError('shell.exited', stderr.trim() || `exit code ${String(code)}`, code)),
      );
      process.send(
        // On one line: a second one would be read by a question on the console.
        `try { & ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${base64(script.text)}')))) '${base64(JSON.stringify({ nonce, ...request }))}' } ` +
          'catch { [Console]::Error.WriteLine([string]$_) }; exit',
      );
    });
    return read(JSON.parse(text));
  } catch (error) {
    if (isOff(signal)) throw new GangwayError('operation.canceled');
    if (error instanceof GangwayError) throw error;
    // An error never repeats the answer, because the answer may hold a ciphertext.
    throw new GangwayError('operation.badResult', 'The answer of the script has another form.');
  } finally {
    signal.removeEventListener('abort', leave);
    await process.kill();
  }
}
