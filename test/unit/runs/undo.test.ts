import { afterEach, describe, expect, it } from 'vitest';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from '../app/stage';
import { beforeIn, undoPurpose } from '../../../main/runs/undo';
import { InMemory } from './inMemory';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

/** A server that was taken to the end in passive mode. */
async function inPassiveMode(server = new ScriptedServer()) {
  stage = await on.openStage(server, { mode: 'passive' });
  const { walker } = stage;
  await walker.decide(on.id, { kind: 'acceptNoProtector', accepted: true });
  await on.startPlan(walker);
  const view = await on.atRest(walker);
  expect(view.run?.outcome).toBe('done');
  server.received.length = 0;
  return { walker, server };
}

const marks = (view: { changes: readonly { action: string; undo: string }[] }) =>
  view.changes.filter(({ action }) => action === 'set-mode').map(({ undo }) => undo);
const modesSent = (server: ScriptedServer) =>
  server.received.filter(({ operation }) => operation === 'Set-PassiveMode').map(({ params }) => params);

describe('taking back the protection mode', () => {
  it.each([
    [null, 'unset'],
    [0, 'active'],
  ] as const)('brings back what was there before (%s)', async (before, mode) => {
    const { walker, server } = await inPassiveMode(
      new ScriptedServer({ policy: { forceDefenderPassiveMode: before } }),
    );
    expect(marks(walker.view(on.id))).toEqual(['possible']);
    const { runId } = await walker.ask('undoChange', on.undoOf(walker));
    const view = await on.atRest(walker);
    expect(view.run).toMatchObject({ runId, purpose: 'undo', outcome: 'done' });
    expect(view.facts?.policy.forceDefenderPassiveMode).toBe(before);
    expect(modesSent(server)).toEqual([{ mode }]);
    expect(await on.phases(walker, runId)).toEqual(['planned', ...on.worked('set-mode'), 'ended']);
    expect(marks(view)).toEqual(['undone', 'none']);
    // What was decided about the mode fell with it, so it has to be decided again.
    expect(view.inputs).toMatchObject({ wishes: { mode: null }, journeys: { onboard: { confirmed: null } } });
    expect(walker.states(on.id).mode).toBe('ahead');
    await walker.decide(on.id, { kind: 'wish', wishes: { mode: 'passive' } });
    walker.session = await walker.ask('getSession', {});
    expect(
      walker.assess(on.id).known?.plan.filter((item) => item.needed && item.step !== 'test'),
    ).toMatchObject([{ id: 'set-mode' }]);
  });

  it('is refused a second time, with a wrong name, and where nothing was changed', async () => {
    const { walker, server } = await inPassiveMode();
    expect(await walker.refused('undoChange', { ...on.undoOf(walker), name: 'OTHER' })).toBe('step.blocked');
    await walker.ask('undoChange', on.undoOf(walker));
    await on.atRest(walker);
    expect(await walker.refused('undoChange', on.undoOf(walker))).toBe('step.blocked');
    expect(modesSent(server)).toHaveLength(1);
  });

  it('takes back one change at a time, the newest first', async () => {
    const { walker, server } = await inPassiveMode();
    server.show({ defender: { runningMode: 'Passive Mode' } });
    await walker.decide(on.id, { kind: 'wish', wishes: { mode: 'active' } });
    await walker.ask('readFacts', { targetId: on.id });
    await on.startPlan(walker);
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
    const values = [server.facts.policy.forceDefenderPassiveMode];
    for (let count = 0; count < 2; count += 1) {
      await walker.ask('undoChange', on.undoOf(walker));
      await walker.until(on.id, 'taken back', ({ run, busy }) => busy === 'idle' && run?.purpose === 'undo');
      values.push(server.facts.policy.forceDefenderPassiveMode);
    }
    expect(values).toEqual([0, 1, null]);
    expect(marks(walker.view(on.id))).toEqual(['undone', 'undone', 'none', 'none']);
  });

  it('that the app left in the middle is judged by its own end, not by the plan', async () => {
    const { walker, server } = await inPassiveMode(
      new ScriptedServer({ policy: { forceDefenderPassiveMode: 0 } }),
    );
    const held = on.gate();
    server.plays['Set-PassiveMode'] = { waits: held.waits, change: {} };
    await walker.ask('undoChange', on.undoOf(walker));
    await on.running(walker, 'set-mode');
    await walker.stop(true);
    held.open();
    stage = { walker: await on.openAgain({ walker, server }), server };
    const view = await on.atRest(stage.walker);
    // The server still shows 1: the undo ran, and did nothing.
    expect(view.run).toMatchObject({ purpose: 'undo', outcome: 'conflict' });
    expect(marks(view)).toEqual(['possible']);
  });
});

describe('the value that is returned to', () => {
  const text = (value: string) => `ForceDefenderPassiveMode = ${value}`;
  const undone = (before: string, now: 0 | 1 | null) => {
    const { server } = new InMemory({ facts: { policy: { forceDefenderPassiveMode: now } } });
    const { name, items, agreed } = undoPurpose({ journey: 'onboard', action: 'set-mode', before });
    const found = items(server.known().situation);
    expect([name, agreed(found)]).toEqual(['undo', true]);
    return found;
  };

  it.each([
    ['-', 'unset', 1],
    ['0', 'active', 1],
    ['1', 'passive', 0],
    ['1', 'passive', null],
  ] as const)('is %s: %s', (before, mode, now) => {
    const call = { operation: 'Set-PassiveMode', params: { mode } };
    const key = `undo ${text(before)}`;
    const item = { id: 'set-mode', step: 'install', needed: true, call, blocked: false, hindered: null, key };
    expect(undone(text(before), now)).toMatchObject([item]);
    expect(beforeIn(key)).toBe(text(before));
    // As Gangway 0.1.0 wrote it.
    expect(beforeIn(`undo ${mode}`)).toBe(text(before));
  });

  it.each([
    ['-', null],
    ['0', 0],
    ['1', 1],
  ] as const)('is there already: %s', (before, now) => {
    const [item] = undone(text(before), now);
    expect([item?.needed, item?.call]).toEqual([false, null]);
    // It stays in the plan of the undo, whatever mode was chosen.
    expect(item?.action.applies({} as never)).toBe(true);
  });

  it('belongs to the step of the journey that made the change', () => {
    const purpose = undoPurpose({ journey: 'maintain', action: 'set-mode', before: text('1') });
    const { server } = new InMemory();
    expect([purpose.journey, purpose.items(server.known().situation)[0]?.step]).toEqual([
      'maintain',
      'change',
    ]);
  });

  it.each([
    ['set-mode', ''],
    ['onboard', 'OnboardingState = 0, OrgId = -'],
    ['of another version', text('1')],
  ])('is none: %s, %s', (action, before) => {
    expect(() => undoPurpose({ journey: 'onboard', action, before })).toThrow('step.blocked');
  });

  it('is nothing in the key of another run', () => {
    expect(beforeIn('set-mode {"mode":"passive"}')).toBeUndefined();
  });
});
