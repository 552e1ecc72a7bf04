import { errorCodeSchema, failureOf, GangwayError, type ErrorCode, type Failure } from '../../shared/errors';
import { evidence } from '../../shared/evidence';
import type { ServerState } from '../../shared/facts';
import { operations, type OperationName } from '../../shared/operations';
import type { PlanItem } from '../../shared/plan';
import type { Situation } from '../../shared/situation';
import type { JournalWriter } from '../journal/writer';
import { scripts } from '../operations';
import { toJson } from '../toJson';
import type { Context } from './context';
import { backOff, createTaker, followAction, isLinkError, patchAction, type Followed } from './follow';
import { readFacts } from './reading';
import { sendParams } from './sendKit';
import { known } from './situation';

/** How one action ended. `restartRequired`: it worked, or waits, and Windows must restart before anything else. */
export type ActionEnd =
  | { readonly state: 'done' | 'conflict' | 'restartRequired' }
  | { readonly state: 'failed' | 'unknown'; readonly failure: Failure };

/** What is needed to carry out an action of a run. */
export interface Work {
  readonly context: Context;
  readonly targetId: string;
  readonly runId: string;
  readonly journal: JournalWriter;
  readonly signal: AbortSignal;
}

// After these the server surely did not take the action; after any other error of a start it may have.
const notTaken: readonly ErrorCode[] = [
  'input.invalid',
  'operation.badParameters',
  'operation.hashMismatch',
  'operation.notFound',
  'run.folderNotOurs',
  'shell.missing',
  'target.accessDenied',
  'target.notAllowed',
];

/**
 * Makes one action true: intent to the journal, the change on the server, its records as output, facts read again.
 * Success is a valid result and facts that agree; "it ran, but the server does not show it" is a conflict. Throws only
 * when the journal cannot be written or following was aborted.
 */
export async function converge(work: Work, item: PlanItem, nn: number): Promise<ActionEnd> {
  const { context, targetId, journal } = work;
  const call = item.call;
  if (call === null)
    return { state: 'failed', failure: { code: 'package.missing', detail: item.id, native: null } };
  const place = { action: item.id, nn };
  const before = evidence(item.id, known(context, targetId).situation.facts);
  await journal.append({
    ...place,
    phase: 'intent',
    data: toJson({
      operation: call.operation,
      params: call.params,
      sha256: scripts[call.operation].sha256,
      before,
    }),
  });
  patchAction(context, targetId, nn, { state: 'running', startedAt: context.now() });
  const end = await carryOut(work, item, nn, call.operation);
  patchAction(context, targetId, nn, {
    state: end.state,
    endedAt: context.now(),
    stage: null,
    progress: null,
    failure: 'failure' in end ? end.failure : null,
  });
  return end;
}

function carryOut(work: Work, item: PlanItem, nn: number, operation: OperationName): Promise<ActionEnd> {
  return ending(work, item, nn, async () => {
    const followed =
      operations[operation].runs === 'task' ? await runTask(work, item, nn) : await runHere(work, item, nn);
    return settle(work, item, nn, followed);
  });
}

/** Weighs an action that was followed again after the app had ended, like one that was followed from its start. */
export function settleFollowed(
  work: Work,
  item: PlanItem,
  nn: number,
  followed: Followed,
): Promise<ActionEnd> {
  return ending(work, item, nn, () => settle(work, item, nn, followed));
}

/** Any error on the way becomes the failed end of the action, in the journal and with facts read again. */
async function ending(
  work: Work,
  item: PlanItem,
  nn: number,
  attempt: () => Promise<ActionEnd>,
): Promise<ActionEnd> {
  const { context, targetId, journal } = work;
  try {
    return await attempt();
  } catch (error) {
    if (work.signal.aborted || (error instanceof GangwayError && error.code === 'journal.unwritable'))
      throw error;
    const failure = failureOf(error);
    await journal.append({ action: item.id, nn, phase: 'failed', data: toJson(failure) });
    await readFacts(context, targetId).catch(() => undefined);
    return { state: 'failed', failure };
  }
}

async function runTask(
  { context, targetId, runId, journal, signal }: Work,
  item: PlanItem,
  nn: number,
): Promise<Followed> {
  const call = item.call;
  if (call === null) throw new GangwayError('package.missing', item.id);
  const { shell } = await context.berth(targetId).shell();
  try {
    // The catalogue's own schema has the last word on what leaves for the server.
    const params = operations[call.operation].params.parse(call.params);
    await shell.start(runId, nn, call.operation, params);
  } catch (error) {
    if (!(error instanceof GangwayError) || notTaken.includes(error.code)) throw error;
    // Perhaps taken: following tells, and nothing is sent again.
    if (isLinkError(error)) await context.berth(targetId).closeShell();
  }
  await journal.append({ action: item.id, nn, phase: 'sent' });
  return followAction(context, targetId, { runId, nn, action: item.id }, signal);
}

async function runHere(work: Work, item: PlanItem, nn: number): Promise<Followed> {
  const { context, targetId, runId, journal, signal } = work;
  const { shell } = await context.berth(targetId).shell();
  const params = await sendParams(context, targetId, item);
  await journal.append({ action: item.id, nn, phase: 'sent' });
  const taker = createTaker(context, targetId, runId, item.id, nn);
  let taken: Promise<void> = Promise.resolve();
  const result = await shell.run('Send-Package', params, {
    signal,
    onRecords: (records) => {
      taken = taken.then(() => taker.take(records));
    },
  });
  await taken;
  return { outcome: 'ended', end: null, result };
}

/** Weighs what came back against what the server now shows. */
async function settle(work: Work, item: PlanItem, nn: number, followed: Followed): Promise<ActionEnd> {
  const { context, targetId, journal } = work;
  const place = { action: item.id, nn };
  if (followed.outcome === 'neverStarted') throw new GangwayError('run.notStarted', item.id);
  const failure = failureIn(followed, item);
  if (failure === null)
    await journal.append({ ...place, phase: 'ack', data: toJson(followed.result ?? null) });
  const facts = await factsThroughLoss(work);
  const after = evidence(item.id, facts);
  const situation: Situation = known(context, targetId).situation;
  const restart = wantsRestart(followed.result);
  if (item.action.isDone(situation) && (failure === null || failure.code === 'operation.unknownOutcome')) {
    await journal.append({ ...place, phase: 'verified', data: { after, restart } });
    return { state: restart ? 'restartRequired' : 'done' };
  }
  if (failure !== null) {
    const phase = failure.code === 'operation.unknownOutcome' ? 'unknown' : 'failed';
    await journal.append({ ...place, phase, data: toJson({ ...failure, after }) });
    return { state: phase, failure };
  }
  await journal.append({ ...place, phase: restart ? 'needsReboot' : 'conflict', data: { after } });
  return { state: restart ? 'restartRequired' : 'conflict' };
}

function failureIn(followed: Followed, item: PlanItem): Failure | null {
  const { end, outcome, result } = followed;
  if (outcome === 'unknown') return { code: 'operation.unknownOutcome', detail: item.id, native: null };
  if (end !== null && !end.ok) {
    const code = errorCodeSchema.safeParse(end.code);
    return { code: code.success ? code.data : 'operation.failed', detail: end.text, native: end.native };
  }
  const parsed = operations[item.action.operation].result.safeParse(result);
  return parsed.success ? null : { code: 'operation.badResult', detail: parsed.error.message, native: null };
}

const wantsRestart = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'restart' in result && result.restart === true;

/** Facts after a change: the change is over, so a lost link is only waited for. */
async function factsThroughLoss({ context, targetId, signal }: Work): Promise<ServerState> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await readFacts(context, targetId, signal);
    } catch (error) {
      if (signal.aborted || !isLinkError(error)) throw error;
      await context.berth(targetId).closeShell();
      await backOff(attempt, signal);
    }
  }
}
