import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { scripts } from '../main/operations/index';
import { createPowerShell } from '../main/shell/powershell';
import { lineText, requestLine } from '../main/shell/wire';
import { failureOf } from '../shared/errors';
import { BarePipe } from './barePipe';
import type { Measured } from './goals';
import { quantile } from './rounds';
import { installFake } from './shellRows';

/**
 * Measures how long it takes from calling off a reading that is under way until its call has ended as canceled; against a bare pipe
 * to the same program, which is told so by the same file. The program looks for the sign to stop as often as `Broker.ps1` does, and
 * stops at once: that wait is most of both.
 */
export async function cancelRows(fake: string, count: number): Promise<Measured> {
  const { folder, program } = await installFake(fake);
  const shell = createPowerShell({ executable: program });
  const bare = new BarePipe(program);
  const params = { antivirusServices: [], eventsSince: 0 };
  const offAfter = async (n: number, under: Promise<unknown>, callOff: () => unknown): Promise<number> => {
    // It is under way by then, and each time at another moment of the process's looks.
    await pause(20 + (n % 15));
    const begun = performance.now();
    callOff();
    await under;
    return performance.now() - begun;
  };
  try {
    await shell.hello();
    const ours: number[] = [];
    const reference: number[] = [];
    for (let n = 0; n < count; n += 1) {
      const abort = new AbortController();
      const ended = shell.run('Get-ServerState', params, { signal: abort.signal }).then(
        () => expectCanceled('no error'),
        (error: unknown) => expectCanceled(failureOf(error).code),
      );
      ours.push(await offAfter(n, ended, () => abort.abort()));
      const cancelFile = join(folder, `bare-${String(n)}.cancel`);
      const line = lineText(
        requestLine({
          nonce: '0'.repeat(32),
          id: n,
          operation: 'Get-ServerState',
          ...scripts['Get-ServerState'],
          params: JSON.stringify(params),
          cancelFile,
        }),
      );
      reference.push(await offAfter(n, bare.ask(line), () => writeFile(cancelFile, '')));
    }
    return { cancel: { ours: quantile(ours, 0.95), reference: quantile(reference, 0.95) } };
  } finally {
    bare.close();
    await shell.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function expectCanceled(code: string): void {
  if (code !== 'operation.canceled') throw new Error(`a canceled reading ended as ${code}`);
}
