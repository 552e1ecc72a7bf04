import { onTheWay } from '../shared/onTheWay';
import { describe, expect, it } from 'vitest';
import {
  goOnWithPlan,
  readIfOld,
  resumePlan,
  shownPlan,
  startPlan,
  startTest,
  undoChange,
} from '../../../main/runs/start';
import { GangwayError } from '../../../shared/errors';
import { factsMaxAgeMs } from '../../../shared/steps/assessment';
import { cloud, now, onboarded, type ViewChange } from '../shared/views';
import { noWishes } from '../../../shared/model/wishes';
import { aRunOf, InMemory, runId, running } from './inMemory';

const name = 'NORD-FS03';
const old = factsMaxAgeMs + 1;
/** A server whose run ends at once, since its facts cannot be read a second time. */
function ready(...changes: ViewChange[]) {
  const on = new InMemory(...changes);
  on.readings.push(new GangwayError('operation.failed'));
  const { planHash, plan } = on.server.known();
  const keys = plan.filter(({ needed, step }) => needed && step !== 'test').map(({ key }) => key);
  return { on, hash: planHash, keys };
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'started',
    (error: unknown) => (error as GangwayError).code,
  );
const readings = (on: InMemory) => on.asked.filter((one) => one.name === 'Get-ServerState').length;

describe('a plan that was confirmed', () => {
  it('starts as it was shown, and what was confirmed is stored with its begin', async () => {
    const { on, hash, keys } = ready();
    expect(await startPlan(on.needs, on.server, 'onboard', hash, ` ${name.toLowerCase()} `)).toMatch(/^2026/);
    expect(on.page.inputs.journeys.onboard.confirmed).toEqual({ hash, keys, at: now });
    expect(on.dataOf('planned')).toMatchObject({ purpose: 'plan' });
    await on.over();
    expect(readings(on)).toBe(1);
  });

  it('is not started where nobody wants it any more by then; nothing was stored, and nothing sent', async () => {
    const { on, hash } = ready();
    expect(await codeOf(startPlan(on.needs, on.server, 'onboard', hash, name, () => false))).toBe(
      'operation.canceled',
    );
    expect([on.noted, on.page.inputs.journeys.onboard.confirmed, on.asked]).toEqual([[], null, []]);
  });

  it.each<[string, ViewChange, string, Partial<{ hash: string; typed: string }>]>([
    ['another server was named', {}, 'step.blocked', { typed: 'NORD-FS04' }],
    ['another plan was shown', {}, 'plan.changed', { hash: 'other' }],
    ['a step above is open', { inputs: { pathChosenAt: null } }, 'step.blocked', {}],
    [
      'nobody knows how the last action ended',
      { view: { run: aRunOf([], { outcome: 'interrupted' }) } },
      'run.alreadyStarted',
      {},
    ],
  ])('is refused where %s', async (_, change, code, { hash, typed }) => {
    const { on, hash: shown } = ready(change);
    expect(await codeOf(shownPlan(on.needs, on.server, 'onboard', hash ?? shown, typed ?? name))).toBe(code);
    expect(on.asked).toEqual([]);
  });

  it('is refused beside a run of ours, and where nothing is left to do', async () => {
    const { on, hash } = ready();
    on.server.running = new AbortController();
    expect(await codeOf(shownPlan(on.needs, on.server, 'onboard', hash, name))).toBe('step.blocked');
    const done = ready(onboarded, cloud);
    await expect(shownPlan(done.on.needs, done.on.server, 'onboard', done.hash, name)).rejects.toMatchObject({
      detail: 'nothing to do',
    });
  });

  it('is judged by facts that are read anew where the old ones are', async () => {
    const { on, hash } = ready();
    on.readings.length = 0;
    on.clock += old;
    on.readings.push(onboarded.facts ?? {});
    expect(await codeOf(shownPlan(on.needs, on.server, 'onboard', hash, name))).toBe('plan.changed');
    expect(readings(on)).toBe(1);
  });
});

describe('facts are read again before a start', () => {
  it.each([
    ['not where they are young', 0, {}, 0],
    ['not on the last moment of their age', factsMaxAgeMs, {}, 0],
    ['where they are older', old, {}, 1],
    ['where the clock was set back since', -1, {}, 1],
    ['where they show something at work that may be over', 0, { facts: { runs: [running] } }, 1],
  ])('%s', async (_, age, change, expected) => {
    const on = new InMemory(change);
    on.clock += age;
    await readIfOld(on.needs, on.server);
    expect(readings(on)).toBe(expected);
  });
});

describe('a plan that is gone on with', () => {
  const confirmed = (keys: string[]): ViewChange => ({
    inputs: onTheWay({ confirmed: { hash: 'x', keys, at: 1 } }),
  });

  it('starts from facts that were just read', async () => {
    const { keys } = ready();
    const { on } = ready(confirmed(keys));
    on.readings.unshift({});
    expect(await codeOf(resumePlan(on.needs, on.server))).toBe('started');
    await on.over();
    expect(on.dataOf('planned')).toMatchObject({ purpose: 'plan' });
    // What was confirmed stays as it was.
    expect(on.page.inputs.journeys.onboard.confirmed).toMatchObject({ hash: 'x' });
  });

  it('is refused where facts call for something that nobody confirmed, or where a step above has opened', async () => {
    const { on } = ready(confirmed(['send-kit']));
    on.readings.unshift({});
    expect(await codeOf(resumePlan(on.needs, on.server))).toBe('plan.changed');
    const { keys } = ready();
    const open = ready(confirmed(keys), { inputs: { pathChosenAt: null } });
    expect(await codeOf(goOnWithPlan(open.on.needs, open.on.server, 'onboard'))).toBe('step.blocked');
    expect([on.noted, open.on.noted]).toEqual([[], []]);
  });

  it('waits for the restart that it called for, and goes on once Windows shows it', async () => {
    const { keys } = ready();
    const { on } = ready(confirmed(keys), { view: { run: aRunOf([], { outcome: 'restartRequired' }) } });
    const started = on.page.facts?.boot.startedAt ?? 0;
    on.noted.push({
      at: now,
      runId,
      targetId: 'local',
      nn: null,
      action: null,
      phase: 'ended',
      data: { bootMark: started },
    });
    on.readings.unshift({}, { boot: { startedAt: now } });
    expect(await codeOf(resumePlan(on.needs, on.server))).toBe('step.blocked');
    expect(await codeOf(resumePlan(on.needs, on.server))).toBe('started');
    await on.over();
  });

  it('is refused beside something at work, without a question to the server', async () => {
    const { on } = ready();
    on.server.running = new AbortController();
    expect(await codeOf(resumePlan(on.needs, on.server))).toBe('step.blocked');
    expect(on.asked).toEqual([]);
  });
});

describe('the detection test', () => {
  it('starts on a server that the proofs call onboarded, from facts that are not old', async () => {
    const { on } = ready(onboarded, cloud);
    on.clock += old;
    on.readings.unshift({});
    expect(await codeOf(startTest(on.needs, on.server))).toBe('started');
    await on.over();
    expect([on.dataOf('planned'), readings(on)]).toMatchObject([{ purpose: 'test' }, 2]);
  });

  it('is refused on another one, and beside a run', async () => {
    const { on } = ready();
    await expect(startTest(on.needs, on.server)).rejects.toMatchObject({
      code: 'step.blocked',
      detail: 'not onboarded',
    });
    const busy = ready(onboarded, cloud);
    busy.on.server.running = new AbortController();
    await expect(startTest(busy.on.needs, busy.on.server)).rejects.toMatchObject({
      detail: 'a run is under way',
    });
    expect([on.noted, busy.on.noted]).toEqual([[], []]);
  });
});

describe('the mode that is taken back', () => {
  const change = {
    journey: 'onboard' as const,
    runId,
    nn: 1,
    action: 'set-mode',
    at: 1,
    before: 'ForceDefenderPassiveMode = -',
    after: '',
    undo: 'possible',
  } as const;
  const passive: ViewChange = {
    view: { changes: [change] },
    facts: { policy: { forceDefenderPassiveMode: 1 } },
    inputs: {
      wishes: { ...noWishes, mode: 'passive' },
      ...onTheWay({ confirmed: { hash: 'x', keys: [], at: 1 } }),
    },
  };

  it('falls with what was decided about it, and is judged by facts that are not old', async () => {
    const { on } = ready(passive);
    on.clock += old;
    on.readings.unshift({});
    expect(await codeOf(undoChange(on.needs, on.server, change, name))).toBe('started');
    expect(on.page.inputs).toMatchObject({
      wishes: { ...noWishes, mode: null },
      journeys: { onboard: { confirmed: null } },
    });
    await on.over();
    expect([on.dataOf('planned'), readings(on)]).toMatchObject([{ purpose: 'undo' }, 2]);
  });

  it.each<[string, ViewChange, string]>([
    ['a wrong name', passive, 'NORD-FS04'],
    [
      'an older change of the kind',
      { ...passive, view: { changes: [change, { ...change, runId: 'newer-run' }] } },
      name,
    ],
    ['nothing to take back', { ...passive, view: { changes: [{ ...change, undo: 'undone' }] } }, name],
    [
      'an action whose end nobody knows',
      { ...passive, view: { changes: [change], run: aRunOf([], { outcome: 'interrupted' }) } },
      name,
    ],
  ])('is refused for %s, and nothing that was decided falls', async (_, view, typed) => {
    const { on } = ready(view);
    expect(await codeOf(undoChange(on.needs, on.server, change, typed))).toMatch(
      /^(step.blocked|run.alreadyStarted)$/,
    );
    expect([on.page.inputs.wishes.mode, on.noted, on.server.running]).toEqual(['passive', [], null]);
  });
});
