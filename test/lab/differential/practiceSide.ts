import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Machine } from '../../../main/practice/machine/machine';
import { createPracticeShell, type PracticeShell } from '../../../main/practice/practiceShell';
import { failureOf } from '../../../shared/errors';
import { operations } from '../../../shared/model/operations';
import type { RunRecord } from '../../../shared/bridge/records';
import type { Step } from './scriptSide';

/** What the practice server gave for one step. */
export interface PracticeEnd {
  readonly records: readonly RunRecord[];
  readonly result: unknown;
  readonly code: string | null;
  readonly native: number | null;
  readonly machine: Machine;
}

/** A practice server made of a machine, whose clock moves by sleeping and by `pass`. */
function open(machine: Machine): { shell: PracticeShell; pass: (ms: number) => void; close: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'differential-'));
  let now = Date.now();
  const pass = (ms: number) => {
    now += ms;
  };
  const shell = createPracticeShell({
    file: join(folder, 'server.json'),
    scenario: 'differential',
    machine,
    speed: 1,
    now: () => now,
    sleep: async (ms) => pass(ms),
  });
  return { shell, pass, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Plays one step on a practice server of its own; what waits for the clock within five minutes then has happened. */
export async function playStep({ name, params }: Step, machine: Machine): Promise<PracticeEnd> {
  const { shell, pass, close } = open(machine);
  try {
    const schema = operations[name].params;
    if (operations[name].runs !== 'task') {
      const records: RunRecord[] = [];
      const take = (some: readonly RunRecord[]) => void records.push(...some);
      const outcome = await shell
        .run(name, schema.parse(params) as never, { onRecords: take })
        .then((result: unknown) => ({ result, code: null, native: null }))
        .catch((error: unknown) => ({ result: undefined, ...failureOf(error) }));
      pass(name === 'Restart-Server' ? 300_000 : 0);
      return { records, ...outcome, machine: shell.machine() };
    }
    await shell.start('differential', 1, name, schema.parse(params));
    const records: RunRecord[] = [];
    const take = async (some: readonly RunRecord[]) => void records.push(...some);
    await shell.follow('differential', 1, 0, take, new AbortController().signal);
    const end = records.at(-1);
    const result = records.find((record) => record.kind === 'result');
    return {
      records,
      result: result?.kind === 'result' ? result.value : undefined,
      code: end?.kind === 'end' ? end.code : 'no end',
      native: end?.kind === 'end' ? end.native : null,
      machine: shell.machine(),
    };
  } finally {
    close();
  }
}
