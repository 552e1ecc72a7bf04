import { setTimeout as pause } from 'node:timers/promises';
import { GangwayError, type ErrorCode } from '../../shared/errors';
import type { RunRecord } from '../../shared/records';
import type { RunAction } from '../../shared/session';
import type { FollowOutcome } from '../shell/shell';
import type { Context } from './context';
import { lineOf } from './lines';

export type EndRecord = Extract<RunRecord, { kind: 'end' }>;

/** What following an action brought: how it ended, its end record and its result, as far as they came. */
export interface Followed {
  readonly outcome: FollowOutcome;
  readonly end: EndRecord | null;
  readonly result: unknown;
}

/** Errors that say nothing of the action on the server, only of the way to it. */
const linkErrors: readonly ErrorCode[] = ['shell.exited', 'target.unreachable', 'operation.timedOut'];
export const isLinkError = (error: unknown): boolean =>
  error instanceof GangwayError && linkErrors.includes(error.code);

const pausesMs = [250, 500, 1000, 2000, 5000, 10_000];

/**
 * Waits before trying the server again, longer each time. Rejects with `operation.canceled` when aborted: the caller then
 * stops following, and nothing happens to the server.
 */
export async function backOff(attempt: number, signal: AbortSignal): Promise<void> {
  const ms = pausesMs[Math.min(attempt, pausesMs.length - 1)] ?? 10_000;
  try {
    await pause(ms, undefined, { signal });
  } catch {
    throw new GangwayError('operation.canceled');
  }
}

/** Changes one action of the run that a server's page shows. */
export function patchAction(
  context: Context,
  targetId: string,
  nn: number,
  change: Partial<RunAction>,
): void {
  context.session.changeTarget(targetId, ({ run }) => ({
    run: run && {
      ...run,
      actions: run.actions.map((entry) => (entry.nn === nn ? { ...entry, ...change } : entry)),
    },
  }));
}

/** Takes over records of an action: lines to the output, stage and progress to the page. */
export function createTaker(
  context: Context,
  targetId: string,
  runId: string,
  action: string,
  nn: number,
  skipLines = 0,
) {
  let end: EndRecord | null = null;
  let result: unknown;
  let skip = skipLines;
  return {
    async take(records: readonly RunRecord[]): Promise<void> {
      const change: Partial<RunAction> = {};
      const lines = [];
      for (const record of records) {
        change.lastRecord = record.n;
        if (record.kind === 'end') end = record;
        if (record.kind === 'result') result = record.value;
        if (record.kind === 'progress') change.progress = { done: record.done, total: record.total };
        if (record.kind === 'step' && record.state === 'begin')
          Object.assign(change, { stage: record.key, progress: null });
        const line = lineOf(record, action);
        if (line !== null && skip > 0) skip -= 1;
        else if (line !== null) lines.push(line);
      }
      patchAction(context, targetId, nn, change);
      if (lines.length === 0) return;
      await context.outputs.append(runId, lines);
      const at = context.now();
      context.session.changeTarget(targetId, ({ run }) => ({
        run: run && { ...run, lastOutputAt: at, lines: run.lines + lines.length },
      }));
    },
    get end() {
      return end;
    },
    get result() {
      return result;
    },
  };
}

/**
 * Follows an action that was started until it ends, through lost contact: the session is opened again and following
 * goes on after the last record that was taken. Nothing is sent twice. Rejects only when aborted or on broken records.
 */
export async function followAction(
  context: Context,
  targetId: string,
  place: { runId: string; nn: number; action: string; skipLines?: number },
  signal: AbortSignal,
): Promise<Followed> {
  const { runId, nn, action } = place;
  const berth = context.berth(targetId);
  const taker = createTaker(context, targetId, runId, action, nn, place.skipLines);
  const contact = (outcome: 'running' | 'interrupted') => {
    context.session.changeTarget(targetId, ({ run }) => ({
      run: run && run.outcome !== outcome ? { ...run, outcome } : run,
    }));
  };
  let next = 0;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { shell } = await berth.shell();
      const outcome = await shell.follow(
        runId,
        nn,
        next,
        async (records) => {
          contact('running');
          attempt = 0;
          await taker.take(records);
          next = (records.at(-1)?.n ?? next - 1) + 1;
        },
        signal,
      );
      contact('running');
      return { outcome, end: taker.end, result: taker.result };
    } catch (error) {
      if (signal.aborted) throw new GangwayError('operation.canceled');
      if (!isLinkError(error)) throw error;
      contact('interrupted');
      await berth.closeShell();
      await backOff(attempt, signal);
    }
  }
}
