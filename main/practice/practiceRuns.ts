import { operations, type OperationName, type ResultOf } from '../../shared/model/operations';
import type { RunRecord } from '../../shared/bridge/records';
import type { ServerState } from '../../shared/model/facts';
import type { Machine } from './machine/machine';
import { toolNumber } from './playTool';
import type { PracticeRun, PracticeState } from './machine/practiceState';

/** The action of that run, or null when the server never heard of it. */
export function findRun(state: PracticeState, runId: string, nn: number): PracticeRun | null {
  return state.runs.find((run) => run.runId === runId && run.nn === nn) ?? null;
}

/** The records that have appeared by `time` (epoch ms of the machine), from number `from` on. */
export function recordsFrom(run: PracticeRun, from: number, time: number): RunRecord[] {
  return run.records.filter((record) => record.n >= from && record.at <= time);
}

/** `alive` while its runner lives, `ended` with its end record, `unknown` when a restart ended it in the middle. */
export function runState(run: PracticeRun, time: number): 'alive' | 'ended' | 'unknown' {
  const last = run.records.at(-1);
  if (last?.kind === 'end' && last.at <= time) return 'ended';
  return run.cutAt !== null && run.cutAt <= time ? 'unknown' : 'alive';
}

/** What the run folders of the server tell about earlier actions, newest first. */
export function summaries(state: PracticeState): ServerState['runs'] {
  return state.runs
    .map((run) => {
      const ended = runState(run, state.time);
      const end = ended === 'ended' ? run.records.at(-1) : undefined;
      const ok = end?.kind === 'end' && end.ok;
      return {
        runId: run.runId,
        nn: run.nn,
        operation: run.operation,
        startedAt: run.startedAt,
        endedAt: end?.at ?? null,
        outcome:
          ended === 'alive' ? ('running' as const) : ended === 'unknown' ? ended : ok ? 'ok' : 'failed',
        code: end?.kind === 'end' && !end.ok ? end.code : null,
      } satisfies ServerState['runs'][number];
    })
    .reverse();
}

/**
 * Asks an action under way to stop: one that may stop between its stages ends at the next stage that would begin, with all that
 * was to come after it undone before it happened. One that never stops, or has no stage left, goes on as it was.
 */
export function stopBetweenStages(run: PracticeRun, time: number): PracticeRun {
  const policy = Object.entries(operations).find(([name]) => name === run.operation)?.[1];
  if (policy?.cancel !== 'afterStep' || run.left !== null) return run;
  const stop = run.records.find((item) => item.at > time && item.kind === 'step' && item.state === 'begin');
  if (stop === undefined) return run;
  const end: RunRecord = {
    n: stop.n,
    at: stop.at,
    kind: 'end',
    ok: false,
    code: 'operation.canceled',
    text: '',
    native: null,
  };
  return {
    ...run,
    records: [...run.records.slice(0, stop.n), end],
    effects: run.effects.filter((effect) => effect.n <= stop.n),
    left: {
      records: run.records.slice(stop.n),
      effects: run.effects.filter((effect) => effect.n > stop.n),
    },
  };
}

/** Takes the wish to stop back: the action under way goes on behind the stage at which it would have ended. */
export const goOnBetweenStages = (run: PracticeRun): PracticeRun =>
  run.left === null
    ? run
    : {
        ...run,
        records: [...run.records.slice(0, run.left.records[0]?.n), ...run.left.records],
        effects: [...run.effects, ...run.left.effects],
        left: null,
      };

/** What each operation starts beside the runner itself. */
const children: Readonly<Partial<Record<OperationName, string>>> = {
  'Install-Sensor': 'msiexec.exe',
  'Invoke-Onboarding': 'cmd.exe',
  'Invoke-Offboarding': 'cmd.exe',
  'Remove-Sensor': 'msiexec.exe',
  'Invoke-DeploymentTool': 'DefenderDT.exe',
  'Test-DeploymentTool': 'DefenderDT.exe',
  'Save-DeploymentStage': 'DefenderDT.exe',
};

/** Process id of an installation that is not ours. */
const otherPid = 6_120;

/** What `Get-RunHealth` answers: the processes of a run, who holds Windows Installer, and when it last spoke. */
export function runHealth(
  state: PracticeState,
  machine: Machine,
  runId: string,
  nn: number,
): ResultOf<'Get-RunHealth'> {
  const run = findRun(state, runId, nn);
  const lastLog =
    run === null ? undefined : recordsFrom(run, 0, state.time).findLast((item) => item.kind === 'log');
  const other = machine.processes.find((process) => process.name.toLowerCase() === 'msiexec.exe');
  // The answer agrees with the fault: while the run waits, another process holds the installer.
  const waits =
    lastLog?.kind === 'log' &&
    lastLog.source === 'run' &&
    lastLog.level === 'warn' &&
    lastLog.text.includes('1618');
  const installer = { busy: other !== undefined || waits, pid: other?.pid ?? (waits ? otherPid : null) };
  if (run === null) return { alive: false, waiting: false, processes: [], installer, lastRecordAt: null };
  const lastRecordAt = recordsFrom(run, 0, state.time).at(-1)?.at ?? null;
  const [start] = run.records;
  if (runState(run, state.time) !== 'alive' || start?.kind !== 'start') {
    return { alive: false, waiting: false, processes: [], installer, lastRecordAt };
  }
  const runner = { pid: start.pid, parentPid: 1_204, name: 'powershell.exe', startedAt: run.startedAt };
  const name = Object.entries(children).find(([operation]) => operation === run.operation)?.[1];
  const child =
    name === undefined ? [] : [{ ...runner, pid: toolNumber(start.pid), parentPid: start.pid, name }];
  return { alive: true, waiting: false, processes: [runner, ...child], installer, lastRecordAt };
}
