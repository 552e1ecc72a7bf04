import { randomBytes } from 'node:crypto';
import { failureOf, GangwayError } from '../../shared/errors';
import { isConfirmed, plan, remaining, type PlanItem } from '../../shared/plan';
import type { RunAction, RunView } from '../../shared/session';
import { testDetection } from '../../shared/actions/onboarding';
import { testSentAt, type Situation } from '../../shared/situation';
import { toJson } from '../toJson';
import type { Context } from './context';
import { converge, type Work } from './converge';
import { patchAction } from './follow';
import { readFacts } from './reading';
import { refreshChanges } from './changes';
import { known } from './situation';

/** What a run is for, and how it finds its next action. `items` are all it may touch, in order. */
export interface Errand {
  readonly purpose: RunView['purpose'];
  items(situation: Situation): PlanItem[];
  /** False when facts call for something that nobody agreed to. */
  agreed(items: readonly PlanItem[]): boolean;
}

/** The confirmed plan: everything before and up to onboarding. */
export const planErrand = (context: Context, targetId: string): Errand => ({
  purpose: 'plan',
  items: (situation) => plan(situation).filter((item) => item.step < 9),
  agreed: (items) => isConfirmed(items, context.session.target(targetId).inputs.confirmed),
});

/** The detection test, confirmed on its own page. */
export function testErrand(since: number): Errand {
  return {
    purpose: 'test',
    // Sent again on request: only a test that is newer than this run makes it done.
    items: (situation) => {
      const needed = (testSentAt(situation.facts) ?? 0) < since;
      const call = needed ? testDetection.call(situation) : null;
      const action = {
        ...testDetection,
        isDone: ({ facts }: Situation) => (testSentAt(facts) ?? 0) >= since,
      };
      return [{ action, id: testDetection.id, step: 9, needed, call, blocked: false, key: testDetection.id }];
    },
    agreed: () => true,
  };
}

/** A run id: sortable by time, unique, safe as a folder name on the server. */
export function newRunId(now: number): string {
  const time = new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15).replace('T', '-');
  return `${time}-${randomBytes(4).toString('hex')}`;
}

/**
 * Starts a run and answers its id once its plan is in the journal; the work goes on by itself. One run per server:
 * a second start is `step.blocked`, and so is one whose journal cannot be written.
 */
export async function startRun(context: Context, targetId: string, errand: Errand): Promise<string> {
  const berth = context.berth(targetId);
  if (berth.running !== null) throw new GangwayError('step.blocked', 'a run is under way');
  const controller = new AbortController();
  berth.running = controller;
  try {
    const items = errand.items(known(context, targetId).situation);
    const runId = newRunId(context.now());
    const journal = await context.journal.begin(runId, targetId);
    const listed = items.map((item, index) => ({
      id: item.id,
      nn: index + 1,
      key: item.key,
      needed: item.needed,
    }));
    await journal.append({ phase: 'planned', data: toJson({ purpose: errand.purpose, actions: listed }) });
    const run = newRun(runId, errand.purpose, items, context.now());
    context.session.changeTarget(targetId, () => ({ run, busy: 'running' }));
    const work: Work = { context, targetId, runId, journal, signal: controller.signal };
    void drive(work, errand).finally(() => {
      berth.running = null;
    });
    return runId;
  } catch (error) {
    berth.running = null;
    throw error;
  }
}

function newRun(runId: string, purpose: RunView['purpose'], items: readonly PlanItem[], at: number): RunView {
  return {
    runId,
    purpose,
    startedAt: at,
    endedAt: null,
    outcome: 'running',
    actions: items.map((item, index): RunAction => ({
      id: item.id,
      nn: index + 1,
      state: item.needed ? 'ahead' : 'alreadySo',
      startedAt: null,
      endedAt: null,
      failure: null,
      stage: null,
      progress: null,
      lastRecord: -1,
    })),
    stopAsked: false,
    failure: null,
    lastOutputAt: null,
    lines: 0,
  };
}

type Ending = Pick<RunView, 'outcome' | 'failure'>;

/** Carries a run to its end and says how it ended. Never rejects. */
async function drive(work: Work, errand: Errand): Promise<void> {
  const { context, targetId, journal } = work;
  let ending: Ending;
  try {
    ending = await workThrough(work, errand);
    await journal.append({ phase: 'ended', data: toJson(ending) });
  } catch (error) {
    if (work.signal.aborted) {
      await journal.close();
      return;
    }
    ending = { outcome: 'failed', failure: failureOf(error) };
  }
  await journal.close();
  await refreshChanges(context, targetId);
  context.session.changeTarget(targetId, ({ run }) => ({
    busy: 'idle',
    run: run && { ...run, ...ending, endedAt: context.now(), stopAsked: false },
  }));
}

async function workThrough(work: Work, errand: Errand): Promise<Ending> {
  const { context, targetId, journal } = work;
  const tried = new Set<string>();
  await readFacts(context, targetId, work.signal);
  for (;;) {
    const items = errand.items(known(context, targetId).situation);
    const next = items.find((item) => item.needed && !tried.has(item.id)) ?? null;
    const view = context.session.target(targetId);
    const listed = view.run?.actions ?? [];
    for (const action of listed) {
      const item = items.find((entry) => entry.id === action.id);
      if (action.state === 'ahead' && !item?.needed)
        patchAction(context, targetId, action.nn, { state: 'alreadySo' });
    }
    if (next === null) return { outcome: 'done', failure: null };
    if (view.run?.stopAsked) return { outcome: 'stopped', failure: null };
    if (!errand.agreed(items))
      return { outcome: 'stopped', failure: { code: 'plan.changed', detail: next.id, native: null } };
    const nn = listed.find((action) => action.id === next.id)?.nn;
    if (nn === undefined)
      return { outcome: 'stopped', failure: { code: 'plan.changed', detail: next.id, native: null } };
    if (next.id === 'restart') {
      await journal.append({ action: next.id, nn, phase: 'needsReboot' });
      patchAction(context, targetId, nn, { state: 'restartRequired' });
      return { outcome: 'restartRequired', failure: null };
    }
    tried.add(next.id);
    const end = await converge(work, next, nn);
    await refreshChanges(context, targetId);
    if (end.state === 'failed' || end.state === 'unknown')
      return { outcome: end.state, failure: end.failure };
    if (end.state === 'conflict') return { outcome: 'conflict', failure: null };
    // The last action's restart is Windows' own wish: it is said, but it holds nothing up.
    const more = remaining(errand.items(known(context, targetId).situation)).length > 0;
    if (end.state === 'restartRequired' && more) return { outcome: 'restartRequired', failure: null };
  }
}
