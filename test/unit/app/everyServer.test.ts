import { afterEach, describe, expect, it } from 'vitest';
import { scenarios, type Scenario } from '../../../shared/model/practice';
import { Walker } from './walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

const kits: Readonly<Record<string, readonly string[]>> = {
  '2016': ['onboarding', 'installation', 'platformUpdate'],
  '2016core': ['onboarding', 'installation', 'installScript', 'platformUpdate'],
  '2012r2': ['onboarding', 'installation', 'updateUcrt', 'updateTelemetry', 'updateKernel'],
  '2012r2core': ['onboarding', 'installation', 'updateUcrt', 'updateTelemetry', 'updateKernel'],
};

/** Connects, reads, gives the kit of this Windows, chooses the mode that fits, and accepts every fix that is asked for. */
async function prepare(w: Walker, { id, os: group, state }: Scenario): Promise<string> {
  // A server of the network has the Windows of the machine file that it is made of.
  const os = id === 'network-trellix' ? '2016' : group;
  const besideAnother = (os === '2016' && state !== 'inbox') || id === 'sac20h2-fresh';
  const mode = besideAnother ? 'passive' : 'active';
  const target = await w.prepare(id, [...(kits[os] ?? ['onboarding'])], mode);
  for (const check of w.assess(target).known?.checks ?? [])
    if (check.state === 'toFix' && check.fix !== null)
      await w.decide(target, { kind: 'acceptFix', fix: check.fix });
  w.session = await w.ask('getSession', {});
  if (w.states(target).mode === 'toFix')
    await w.decide(target, { kind: 'acceptNoProtector', accepted: true });
  w.session = await w.ask('getSession', {});
  return target;
}

/** How a run can stand when nothing goes on by itself any more. */
const rests = new Set(['done', 'restartRequired', 'failed', 'conflict', 'unknown']);

/** Carries the plan out if something is left of it, with the restarts it asks for. */
async function carryOut(w: Walker, id: string): Promise<string | undefined> {
  const left = w.assess(id).known?.plan.some((item) => item.needed && item.step !== 'test') === true;
  if (!left) return 'done';
  let view = await w.carryOut(id);
  for (let restarts = 0; view.run?.outcome === 'restartRequired' && restarts < 3; restarts += 1) {
    await w.ask('restartServer', { targetId: id });
    // Between the restart and going on by itself a run is "stopped" for a moment.
    view = await w.until(id, 'back', (now) => now.busy === 'idle' && rests.has(now.run?.outcome ?? ''));
  }
  return view.run?.outcome;
}

const startPlan = (w: Walker, id: string) =>
  w.refused('startPlan', {
    journey: 'onboard',
    targetId: id,
    planHash: w.assess(id).known?.planHash ?? '',
    name: w.view(id).target.name,
  });

const toTheEnd: readonly Scenario['state'][] = [
  'fresh',
  'trellix',
  'inbox',
  'prerequisites',
  'restart',
  'onboarded',
];

describe('every practice server', () => {
  it.each(scenarios.filter(({ state }) => toTheEnd.includes(state)).map((one) => [one.id, one] as const))(
    '%s goes from Connect to Handover',
    async (_, scenario) => {
      const w = (walker = await Walker.start());
      const id = await prepare(w, scenario);
      expect(await carryOut(w, id)).toBe('done');
      await w.readUntil(id, 'onboarded', () => w.states(id).onboard === 'done');
      const sensor = w.view(id).facts?.os.build ?? 0;
      expect(w.states(id).install).toBe(
        sensor >= 17134 && w.view(id).inputs.fixes.length === 0 && w.view(id).inputs.wishes.mode !== 'passive'
          ? 'notNeeded'
          : 'done',
      );
      await w.ask('startTest', { targetId: id });
      await w.until(id, 'tested', (now) => now.busy === 'idle' && now.run?.outcome === 'done');
      await w.decide(id, { kind: 'alert', seen: true });
      await w.ask('saveReport', { journey: 'onboard', targetId: id });
      await w.until(id, 'handed over', () => w.states(id).handover === 'done');
    },
  );

  it.each(scenarios.filter(({ state }) => state === 'refused').map(({ id }) => id))(
    '%s ends at the facts, and main starts nothing there',
    async (machine) => {
      const w = (walker = await Walker.start());
      const id = await w.prepare(machine, ['onboarding'], 'active');
      expect(w.assess(id).known?.os).toMatchObject({ supported: false });
      expect(w.states(id)).toMatchObject({ connect: 'done', server: 'stopped' });
      expect(await startPlan(w, id)).toBe('step.blocked');
      expect(w.view(id).facts?.runs).toEqual([]);
    },
  );

  it('without its sensor stops at the check that says how to bring it back, and no waiver gets past it', async () => {
    const w = (walker = await Walker.start());
    const id = await w.prepare('2025-nosensor', ['onboarding'], 'active');
    expect(w.states(id).prerequisites).toBe('toFix');
    expect(w.assess(id).known?.checks.find((check) => check.id === 'senseService')).toMatchObject({
      state: 'toFix',
      fix: null,
      waivable: false,
    });
    expect(await startPlan(w, id)).toBe('step.blocked');
  });

  // walk.test.ts tells of the other states that end before the handover.
  it('without a way to the cloud waits for it, and is not handed over', async () => {
    const scenario = scenarios.find(({ state }) => state === 'offline') ?? expect.unreachable();
    const w = (walker = await Walker.start());
    const id = await prepare(w, scenario);
    await carryOut(w, id);
    expect(w.states(id).onboard).toBe('waiting');
    expect(w.states(id).handover).not.toBe('done');
  });
});
