import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scripts } from '../main/operations/index';
import { createPowerShell } from '../main/shell/powershell';
import { lineText, requestLine } from '../main/shell/wire';
import { BarePipe } from './barePipe';
import type { Measured } from './goals';
import { openBroker } from './openBroker';
import { inTurns, timed } from './rounds';

/** How much of each is done. `lines` is an even number. */
export interface ShellSizes {
  readonly operations: number;
  readonly lines: number;
  readonly pairs: number;
}

const run = promisify(execFile);

/** A copy of the fake PowerShell that can be started as a program. The caller removes its folder. */
export async function installFake(source: string): Promise<{ folder: string; program: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'gangway-bench-'));
  const program = join(folder, 'powershell.mjs');
  await copyFile(source, program);
  await chmod(program, 0o700);
  return { folder, program };
}

/**
 * Measures the way to the server: operations, and the lines of one. `fake` is the source of
 * the fake PowerShell, `oneOutput` the built file of that name.
 */
export async function shellRows(
  fake: string,
  oneOutput: string,
  { operations, lines, pairs }: ShellSizes,
): Promise<Measured> {
  const { folder, program } = await installFake(fake);
  const shell = createPowerShell({ executable: program });
  const bare = new BarePipe(program);
  const { broker, writeLines } = await openBroker(program, folder);
  try {
    const place = { runId: 'bench-0001', nn: 1, asked: true };
    // The same bytes as the product sends, made once: what is compared is everything around them.
    const line = lineText(
      requestLine({
        nonce: '0'.repeat(32),
        id: 100,
        operation: 'Stop-Run',
        ...scripts['Stop-Run'],
        params: JSON.stringify(place),
        cancelFile: `${folder}/${'0'.repeat(32)}-100.cancel`,
      }),
    );
    const operation = await inTurns(
      pairs,
      () => timed(() => repeat(operations, () => shell.stop(place.runId, place.nn, true))),
      () => timed(() => repeat(operations, () => bare.ask(line))),
    );
    const once = async (who: 'ours' | 'rival') => {
      const { stdout } = await run(process.execPath, [oneOutput, who, program, folder, String(lines)]);
      return Number(stdout);
    };
    const whole = await inTurns(
      pairs,
      () => once('ours'),
      () => once('rival'),
    );
    const linear = await inTurns(
      pairs,
      () => timed(() => writeLines(lines)),
      () => timed(() => writeLines(lines / 2)),
    );
    return {
      operation: { ours: operation.ours / operations, reference: operation.reference / operations },
      lines: whole,
      linear,
    };
  } finally {
    bare.close();
    await broker.close();
    await shell.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let n = 0; n < times; n += 1) await work();
}
