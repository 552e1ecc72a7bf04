import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createPowerShell } from '../main/shell/powershell';
import { failureOf } from '../shared/errors';
import type { Measured } from './goals';
import { quantile } from './rounds';
import { installFake } from './shellRows';

/**
 * Measures how long it takes from calling off a reading that is under way until its call has ended as canceled. The shell is the
 * product's own; the process behind it looks for the sign to stop as often as `Broker.ps1` does, and stops at once.
 */
export async function cancelRows(fake: string, count: number): Promise<Measured> {
  const { folder, program } = await installFake(fake);
  const shell = createPowerShell({ executable: program });
  try {
    await shell.hello();
    const took: number[] = [];
    for (let n = 0; n < count; n += 1) {
      const abort = new AbortController();
      const ended = shell
        .run('Get-ServerState', { antivirusServices: [], eventsSince: 0 }, { signal: abort.signal })
        .then(
          () => 'no error',
          (error: unknown) => failureOf(error).code,
        );
      // It is under way by then, and each time at another moment of the process's looks.
      await pause(20 + (n % 15));
      const begun = performance.now();
      abort.abort();
      const code = await ended;
      if (code !== 'operation.canceled') throw new Error(`a canceled reading ended as ${code}`);
      took.push(performance.now() - begun);
    }
    return { cancel: { ours: quantile(took, 0.95) } };
  } finally {
    await shell.close();
    await rm(folder, { recursive: true, force: true });
  }
}
