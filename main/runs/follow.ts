import { setTimeout as pause } from 'node:timers/promises';
import { errorCodeSchema, failureOf, GangwayError, type Failure } from '../../shared/errors';
import { operations, type OperationName } from '../../shared/model/operations';
import type { RunRecord } from '../../shared/bridge/records';
import type { ServerState } from '../../shared/model/facts';
import { hereClock } from '../../shared/model/servers/serverClock';
import type { RunAction } from '../../shared/bridge/session';
import type { FollowOutcome } from '../shell/shell';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { lineOf } from '../output/lines';
import { readFacts } from '../reading/reading';
import type { Work } from './sendTask';
import { ContactEnded, isLinkError, isWayClosed } from '../shell/wayErrors';

export type EndRecord = Extract<RunRecord, { kind: 'end' }>;

/**
 * What following an action brought: how it ended, its end record and its result, as far as they came. `lost` says why
 * nobody can tell how it ended, where there is more to say than that its runner went away.
 */
export interface Followed {
  readonly outcome: FollowOutcome;
  readonly end: EndRecord | null;
  readonly result: unknown;
  /** When it gave its result, by the clock of the server; null where it gave none. */
  readonly saidAt: number | null;
  readonly lost?: Failure;
}

/** What is known of a change that nobody saw the end of. */
export const unseen = { outcome: 'unknown', end: null, result: null, saidAt: null } as const;

/**
 * Waits before trying the server again, longer each time. Rejects with `operation.canceled` when aborted: the caller then
 * stops following, and nothing happens to the server.
 */
export async function backOff(
  { pace }: Pick<RunsNeeds, 'pace'>,
  attempt: number,
  signal: AbortSignal,
): Promise<void> {
  const ms = pace.backOffMs[Math.min(attempt, pace.backOffMs.length - 1)] ?? 10_000;
  try {
    await pause(ms, undefined, { signal });
  } catch {
    throw new GangwayError('operation.canceled');
  }
}

/** Facts after a change: the change is over, so a lost link is only waited for. */
export async function factsThroughLoss({
  needs,
  server,
  signal,
}: Pick<Work, 'needs' | 'server' | 'signal'>): Promise<ServerState> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await readFacts(needs, server, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      if (isWayClosed(error)) throw new ContactEnded(error);
      if (!isLinkError(error)) throw error;
      await server.closeShell();
      await backOff(needs, attempt, signal);
    }
  }
}

/** Changes of an action what no journal holds: its progress, and how far its files are. */
export function patchAction(server: Server, nn: number, change: Partial<RunAction>): void {
  server.change(({ run }) => ({
    run: run && {
      ...run,
      actions: run.actions.map((entry) => (entry.nn === nn ? { ...entry, ...change } : entry)),
    },
  }));
}

/** Shows whether the server of a run is in contact, and since when it is not. */
export function showContact(needs: RunsNeeds, server: Server, outcome: 'running' | 'interrupted'): void {
  server.change(({ run }) => ({
    run:
      run && run.outcome !== outcome
        ? { ...run, outcome, contactLostAt: outcome === 'interrupted' ? needs.now() : null }
        : run,
  }));
}

/** Takes over records of an action: lines to the output, stage and progress to the page. */
export function createTaker(
  needs: RunsNeeds,
  server: Server,
  runId: string,
  action: string,
  nn: number,
  skipLines = 0,
): Taker {
  let skip = skipLines;
  return {
    async take(records: readonly RunRecord[]): Promise<void> {
      const change: Partial<RunAction> = {};
      const lines = [];
      const here = hereClock(server.view().skewMs);
      for (const record of records) {
        if (record.kind === 'progress') change.progress = { done: record.done, total: record.total };
        if (record.kind === 'step' && record.state === 'begin')
          Object.assign(change, { stage: record.key, progress: null });
        const line = lineOf(record, action, here);
        if (line !== null && skip > 0) skip -= 1;
        else if (line !== null) lines.push(line);
      }
      patchAction(server, nn, change);
      if (lines.length === 0) return;
      await needs.outputs.append(runId, lines);
      const at = needs.now();
      server.change(({ run }) => ({
        run: run && { ...run, lastOutputAt: at, lines: run.lines + lines.length },
      }));
    },
    contact: (outcome) => showContact(needs, server, outcome),
  };
}

/** Where the records of an action are shown while it is followed, and whether its server is in contact. */
export interface Taker {
  take(records: readonly RunRecord[]): Promise<void>;
  contact(outcome: 'running' | 'interrupted'): void;
}

/** Follows an action of the run that the pages show; see `followRecords`. */
export function followAction(
  needs: RunsNeeds,
  server: Server,
  place: { runId: string; nn: number; action: string; operation: OperationName; skipLines?: number },
  signal: AbortSignal,
): Promise<Followed> {
  const taker = createTaker(needs, server, place.runId, place.action, place.nn, place.skipLines);
  return followRecords(needs, server, place, taker, signal);
}

/**
 * Follows an action that was started until it ends, through lost contact: the session is opened again and following
 * goes on after the last record that was taken. Nothing is sent twice. An action that is in contact and over its limit,
 * or whose records are broken, has an unknown outcome. Rejects when aborted, with `ContactEnded` where only a person can
 * open the way again, and with every error that does not concern the link.
 */
export async function followRecords(
  needs: RunsNeeds,
  server: Server,
  place: { runId: string; nn: number; action: string; operation: OperationName },
  taker: Taker,
  signal: AbortSignal,
): Promise<Followed> {
  const { runId, nn, action, operation } = place;
  let found: Pick<Followed, 'end' | 'result' | 'saidAt'> = { end: null, result: undefined, saidAt: null };
  const contact = (outcome: 'running' | 'interrupted') => taker.contact(outcome);
  const unknown = (lost: Failure): Followed => {
    contact('running');
    return { outcome: 'unknown', ...found, lost };
  };
  let next = 0;
  for (let attempt = 0; ; attempt += 1) {
    // Counted from each contact: while the link is down nobody knows whether the action still runs.
    const limit = AbortSignal.timeout(needs.pace.limitMs(operation));
    try {
      const { shell } = await server.shell();
      const outcome = await shell.follow(
        runId,
        nn,
        next,
        async (records) => {
          contact('running');
          attempt = 0;
          for (const record of records) {
            if (record.kind === 'end') found = { ...found, end: record };
            if (record.kind === 'result') found = { ...found, result: record.value, saidAt: record.at };
          }
          await taker.take(records);
          next = (records.at(-1)?.n ?? next - 1) + 1;
        },
        AbortSignal.any([signal, limit]),
      );
      contact('running');
      return { outcome, ...found };
    } catch (error) {
      if (signal.aborted) throw new GangwayError('operation.canceled');
      if (limit.aborted) return unknown({ code: 'operation.timedOut', detail: action, native: null });
      const failure = failureOf(error);
      if (failure.code === 'run.brokenRecords') return unknown(failure);
      // After the action was sent, a refused access says nothing about the action either.
      if (isWayClosed(error) || failure.code === 'target.accessDenied') {
        contact('interrupted');
        await server.closeShell();
        throw new ContactEnded(failure);
      }
      if (!isLinkError(error)) throw error;
      contact('interrupted');
      await server.closeShell();
      await backOff(needs, attempt, signal);
    }
  }
}

/** Why an action that was followed did not succeed, as its end and its result say; null where they say that it did. */
export function failureIn(
  { outcome, end, result, lost }: Followed,
  action: string,
  operation: OperationName,
): Failure | null {
  if (outcome === 'unknown')
    return lost ?? { code: 'operation.unknownOutcome', detail: action, native: null };
  if (end !== null && !end.ok) {
    const code = errorCodeSchema.safeParse(end.code);
    return { code: code.success ? code.data : 'operation.failed', detail: end.text, native: end.native };
  }
  const parsed = operations[operation].result.safeParse(result);
  return parsed.success ? null : { code: 'operation.badResult', detail: parsed.error.message, native: null };
}
