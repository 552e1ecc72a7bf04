import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { GangwayError } from '../../../shared/errors';
import type { KitFile } from '../../../shared/model/kit';
import type { OperationName, ParamsOf } from '../../../shared/model/operations';
import type { RunRecord } from '../../../shared/bridge/records';
import type { Machine } from '../../../main/practice/machine/machine';
import { readMachine } from '../../../main/practice/machine/machines';
import { createPracticeShell, type PracticeShell } from '../../../main/practice/practiceShell';

/** A hash that no test computes: the practice server only compares it. */
export const kitFile = (name: string): KitFile => ({
  sha256: Buffer.from(name.padEnd(32, '-').slice(0, 32)).toString('hex'),
  name,
  bytes: 1_000,
});

export const tenantA = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
export const tenantB = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';

/**
 * A folder and a real clock of its own for one test; sleeping moves the clock. `machine` stands in place of the scenario's own. `onSleep` hears of each sleep after it, with how
 * many there were; `rttMs` is the round trip to a server of the network.
 */
export function bench(
  scenario: string,
  {
    speed = 1,
    rttMs,
    onSleep,
    machine,
  }: { speed?: number; rttMs?: number; onSleep?: (count: number) => void; machine?: Machine } = {},
) {
  let sleeps = 0;
  const folder = mkdtempSync(join(tmpdir(), 'practice-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'servers', 'one.json');
  const clock = { now: Date.UTC(2027, 4, 3, 8, 0, 0) };
  const open = (): PracticeShell =>
    createPracticeShell({
      file,
      scenario,
      machine: machine ?? readMachine(scenario),
      speed,
      ...(rttMs === undefined ? {} : { rttMs }),
      now: () => clock.now,
      sleep: async (ms) => {
        clock.now += ms;
        sleeps += 1;
        onSleep?.(sleeps);
      },
    });
  return { folder, file, clock, open };
}

/** Follows an action to its end and answers its records. */
export async function followAll(shell: PracticeShell, runId: string, nn = 1, from = 0) {
  const records: RunRecord[] = [];
  const outcome = await shell.follow(
    runId,
    nn,
    from,
    async (some) => {
      records.push(...some);
    },
    new AbortController().signal,
  );
  return { records, outcome };
}

/** Starts an action, follows it to its end, and answers its end, its result and all records. */
export async function act<N extends OperationName>(
  shell: PracticeShell,
  name: N,
  params: ParamsOf<N>,
  runId = `run-${name.toLowerCase()}`,
  nn = 1,
) {
  await shell.start(runId, nn, name, params);
  const { records, outcome } = await followAll(shell, runId, nn);
  const end = records.find((record) => record.kind === 'end');
  const result = records.find((record) => record.kind === 'result')?.value;
  return { records, outcome, end, result };
}

/** Facts as the wizard asks for them. */
export function facts(shell: PracticeShell) {
  return shell.run('Get-ServerState', { antivirusServices: ['McShield', 'mfemms'], eventsSince: 0 });
}

/** Steps of records as `key:state`, in order. */
export function stepsOf(records: readonly RunRecord[]): string[] {
  return records.flatMap((record) => (record.kind === 'step' ? [`${record.key}:${record.state}`] : []));
}

/** Puts files into the kit of the server kept in `file`, as if they had been sent; open a shell anew afterwards. */
export function writeKit(file: string, kit: readonly KitFile[]) {
  const state = JSON.parse(readFileSync(file, 'utf8')) as { machine: { kit: unknown } };
  state.machine.kit = kit;
  writeFileSync(file, JSON.stringify(state));
}

/** The code with which a promise was rejected, or `no error`. */
export function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof GangwayError ? error.code : error),
  );
}
