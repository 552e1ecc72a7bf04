import { errorCodeSchema, GangwayError, type Failure } from '../../shared/errors';
import type { FieldAction, FieldPlan } from '../../shared/field/fieldPlan';
import type { LineOf, ResultLine } from '../../shared/field/result';
import { actions, evidence } from '../../shared/plan/actions';
import type { Action } from '../../shared/plan/actions/action';
import type { PlanItem } from '../../shared/plan/plan';
import { stepOf } from '../../shared/plan/actions/work';
import { holds } from '../../shared/plan/rules/rule';
import { bootMark } from '../runs/awaitStart';
import { settleFollowed } from '../runs/converge';
import { followAction } from '../runs/follow';
import { beginRun, takePen, type Ending } from '../runs/pen';
import type { RunsNeeds } from '../runs/needs';
import type { Work } from '../runs/sendTask';
import type { RunView } from '../../shared/bridge/session';
import type { Server } from '../servers/server';
import { readFacts } from '../reading/reading';
import type { Mark } from '../runs/fieldMark';
import { createReplay, linesOf, type Replay } from './replay';

/** What is taken in: the lines of a result behind those that were taken in before, and the plan that they carry out. */
export interface Taken {
  readonly plan: FieldPlan;
  readonly lines: readonly ResultLine[];
  /** How many of the lines were taken in by an earlier import. */
  readonly before: number;
  /** How the last start ended; null where the result is cut off before it says so. */
  readonly end: LineOf<'end'> | null;
  /** What the journal says of this import, for the next one. */
  readonly mark: Mark;
}

/** The clock of a replay. */
export interface Clock {
  readonly now: () => number;
  /** The server's own time of what is told next. */
  readonly set: (at: number) => void;
}

/**
 * A clock that shows the server's times as this computer may count with them: between the moment at which the plan was confirmed and now. A
 * server whose clock is a year off would else date its changes before the plan, or after the report.
 */
export function createClock(from: number, to: number): Clock {
  let at = from;
  return {
    now: () => at,
    set: (said) => {
      at = Math.max(at, Math.min(Math.max(said, from), to));
    },
  };
}

/** The action as the plan meant it: what is data is judged by the plan's own rules, whatever was wished since. */
function itemOf(action: FieldAction, server: Server, plan: FieldPlan): PlanItem {
  const found = actions.find(({ id }) => id === action.id);
  if (found === undefined) throw new GangwayError('field.otherPlan', action.id);
  const { rules } = action;
  const own: Action = rules === null ? found : { ...found, isDone: ({ facts }) => holds(rules.done, facts) };
  const { facts } = server.known(plan.journey).situation;
  return {
    action: own,
    id: action.id,
    step: stepOf(action.id, plan.journey, facts),
    needed: true,
    call: { operation: action.operation, params: action.params },
    blocked: false,
    hindered: null,
    key: action.key,
  };
}

/** Carries the lines of a result over into the journal of their run, through the one pen, and answers how the run stands. */
export async function takeIn(needs: RunsNeeds, server: Server, taken: Taken, clock: Clock): Promise<void> {
  const { plan, before } = taken;
  const replay = createReplay(clock.set);
  const replayed: Server = { ...server, shell: async () => ({ shell: replay.shell, practice: null }) };
  // A tool that restarts Windows is not waited for: the result tells what came of it.
  const dated: RunsNeeds = { ...needs, now: clock.now, pace: { ...needs.pace, ownRestartMs: -1 } };
  const planned = {
    journey: plan.journey,
    purpose: 'plan',
    actions: plan.listed,
    field: { nonce: plan.nonce, planHash: plan.planHash, clock: 'server' },
  };
  const pen =
    before === 0
      ? await beginRun(dated, server, plan.runId, planned, async () => undefined)
      : await takePen(dated, server, plan.runId);
  try {
    const work: Work = {
      needs: dated,
      server: replayed,
      journey: plan.journey,
      runId: plan.runId,
      pen,
      signal: new AbortController().signal,
    };
    const ending = await carryOver(work, taken, replay, clock);
    await pen.note({ phase: 'note', data: { field: taken.mark } });
    await pen.end(ending, async () => undefined);
  } catch (error) {
    await pen.close();
    throw error;
  }
}

async function carryOver(
  work: Work,
  { plan, lines, before, end }: Taken,
  replay: Replay,
  clock: Clock,
): Promise<Ending> {
  const { server } = work;
  let conflict = false;
  for (const [index, line] of lines.entries()) {
    // The server stands as it was told last; what was told before is in the journal already.
    if (line.kind === 'facts') {
      replay.facts = line;
      await readFacts(work.needs, server);
    }
    if (index < before) continue;
    // A run that waited for a restart ended so, and went on behind it: its journal says the same.
    if (line.kind === 'end' && line.outcome === 'restartRequired' && index < lines.length - 1) {
      clock.set(line.at);
      const mark = replay.facts === null ? {} : { bootMark: bootMark(replay.facts.facts) };
      await work.pen.note({ phase: 'ended', data: { outcome: 'restartRequired', failure: null, ...mark } });
    }
    if (!('nn' in line)) continue;
    const action = plan.actions.find(({ nn }) => nn === line.nn);
    if (action === undefined) {
      if (line.kind === 'facts') continue;
      throw new GangwayError('field.otherPlan', `action ${String(line.nn)}`);
    }
    if (line.kind === 'intent' && isBegun(lines.slice(index + 1), action.nn)) {
      const end = await oneAction(work, action, line, lines.slice(index), replay, plan, clock);
      conflict ||= end === 'conflict';
    }
    if (line.kind === 'ended') {
      clock.set(line.at);
      conflict ||= (await verdictOf(work, action, line, lines.slice(0, index), plan)) === 'conflict';
    }
  }
  return endingOf(end, conflict, server);
}

/** Whether an action was begun behind its intent, by what comes next of it. One that was refused then was meant once more later, and that counts. */
const isBegun = (later: readonly ResultLine[], nn: number): boolean =>
  later.find((line) => 'nn' in line && line.nn === nn)?.kind !== 'intent';

/** One action from its intent to what the server showed afterwards: weighed by the same code as one that was followed over a session. */
async function oneAction(
  work: Work,
  action: FieldAction,
  intent: LineOf<'intent'>,
  lines: readonly ResultLine[],
  replay: Replay,
  plan: FieldPlan,
  clock: Clock,
): Promise<string> {
  const { needs, server, pen, runId, signal } = work;
  const place = { action: action.id, nn: action.nn };
  if (intent.operation !== action.operation || intent.sha256 !== action.sha256)
    throw new GangwayError('field.otherPlan', action.id);
  const before = evidence(action.id, server.known(plan.journey).situation.facts);
  clock.set(intent.at);
  const { operation, params, sha256 } = action;
  await pen.note({ ...place, phase: 'intent', data: { operation, params, sha256, before } });
  replay.action = linesOf(lines, action.nn);
  const { sent, after } = replay.action;
  clock.set((sent ?? intent).at);
  await pen.tell({ ...place, phase: 'sent' });
  const followed = await followAction(
    needs,
    server,
    { runId, nn: action.nn, action: action.id, operation },
    signal,
  );
  replay.facts = after;
  const end = await settleFollowed(work, itemOf(action, server, plan), action.nn, followed);
  return end.state;
}

/** What an action came to without being sent: it was so already, it is a restart, or it waited for one that has come. */
async function verdictOf(
  { needs, pen, runId, server }: Work,
  action: FieldAction,
  line: LineOf<'ended'>,
  earlier: readonly ResultLine[],
  plan: FieldPlan,
): Promise<string> {
  const place = { action: action.id, nn: action.nn };
  const { facts } = server.known(plan.journey).situation;
  if (line.verdict === 'again') {
    await pen.note({
      ...place,
      phase: 'stopped',
      data: { after: evidence(action.id, facts), restart: false },
    });
    // The run goes on by this restart, and may wait for one more.
    await pen.note({ phase: 'ended', data: { outcome: 'stopped', failure: null } });
    return line.verdict;
  }
  const last = earlier.findLast(
    (one) => (one.kind === 'ended' || one.kind === 'intent') && one.nn === action.nn,
  );
  if (last?.kind === 'ended' && last.verdict === 'restart') {
    const isDone =
      action.id === 'restart' ||
      itemOf(action, server, plan).action.isDone(server.known(plan.journey).situation);
    const phase = isDone && line.verdict === 'done' ? 'verified' : 'conflict';
    const { entries } = await needs.journal.read(runId);
    const proved = entries.some((entry) => entry.nn === action.nn && entry.phase === 'verified');
    // What was proved before the restart is no second change behind it.
    if (phase === 'conflict' || !proved)
      await pen.note({ ...place, phase, data: { after: evidence(action.id, facts), restart: false } });
    return phase;
  }
  if (line.verdict === 'alreadySo') await pen.note({ ...place, phase: 'alreadySo' });
  if (line.verdict === 'restart' && action.id === 'restart')
    await pen.note({ ...place, phase: 'needsReboot', data: { before: evidence(action.id, facts) } });
  return line.verdict;
}

const outcomes = {
  done: 'done',
  restartRequired: 'restartRequired',
  conflict: 'stopped',
  failed: 'failed',
  unknown: 'unknown',
  leased: 'stopped',
  otherFacts: 'stopped',
} as const satisfies Record<LineOf<'end'>['outcome'], RunView['outcome']>;

/** How the run stands after the last line. Whether an action is a conflict is judged here, whatever the server could tell. */
function endingOf(end: LineOf<'end'> | null, conflict: boolean, server: Server): Ending {
  if (end === null) return { outcome: 'stopped', failure: { code: 'field.torn', detail: '', native: null } };
  const code = errorCodeSchema.safeParse(end.code);
  const failure: Failure | null =
    end.code === '' || end.outcome === 'restartRequired' || end.outcome === 'conflict'
      ? null
      : { code: code.success ? code.data : 'operation.failed', detail: end.text, native: null };
  if (conflict) return { outcome: 'conflict', failure: null };
  const { facts } = server.view();
  const outcome = outcomes[end.outcome];
  return {
    outcome,
    failure,
    ...(outcome === 'restartRequired' && facts !== null ? { bootMark: bootMark(facts) } : {}),
  };
}
