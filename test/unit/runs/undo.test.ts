import { afterEach, describe, expect, it } from 'vitest';
import type { ServerState } from '../../../shared/model/facts';
import { afterReturn, dangerNow } from '../../../shared/plan/guard';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from '../app/stage';
import { Walker } from '../app/walker';

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
  return { walker, server, undo: { targetId: on.id, name: view.target.name } };
}

describe('taking back passive beside another antivirus', () => {
  it(
    'says two blockers in red wherever protection is told of, and in the report',
    { timeout: 30_000 },
    async () => {
      const walker = await Walker.start();
      try {
        const id = await walker.prepare(
          '2016-trellix',
          ['onboarding', 'installation', 'platformUpdate'],
          'passive',
        );
        expect((await walker.carryOut(id)).run?.outcome).toBe('done');
        await walker.readUntil(id, 'onboarded', () => walker.states(id).onboard === 'done');
        expect(dangerNow(factsOf(walker, id))).toBeNull();
        const before = afterReturn(factsOf(walker, id), null);
        expect(before).toEqual({ when: 'now', defender: 'blocking', guard: 'two' });

        await walker.ask('undoMode', { targetId: id, name: walker.view(id).target.name });
        await walker.until(id, 'taken back', ({ run, busy }) => busy === 'idle' && run?.purpose === 'undo');
        // What was said before is what the server then shows.
        expect(dangerNow(factsOf(walker, id))).toBe('two');
        expect(walker.states(id)).toMatchObject({ mode: 'ahead', onboard: 'stopped' });
        await walker.decide(id, { kind: 'chooseMode', mode: 'active' });
        walker.session = await walker.ask('getSession', {});
        expect(walker.states(id)).toMatchObject({ mode: 'stopped', onboard: 'stopped' });
        const proof = walker.assess(id).known?.proofs.find((one) => one.id === 'mode');
        expect(proof).toMatchObject({ state: 'unsafe', raw: expect.stringContaining('McShield running') });
        const { html } = await walker.ask('previewReport', { targetId: id });
        expect(html).toContain('Two antivirus products block threats on this server at the same time.');

        await walker.decide(id, { kind: 'chooseMode', mode: 'passive' });
        await walker.carryOut(id);
        await walker.ask('readFacts', { targetId: id });
        walker.session = await walker.ask('getSession', {});
        expect(walker.states(id)).toMatchObject({ mode: 'done', onboard: 'done' });
      } finally {
        await walker.stop();
      }
    },
  );
});

const factsOf = (walker: Walker, id: string): ServerState => {
  const { facts } = walker.view(id);
  if (facts === null) throw new Error('nothing was read');
  return facts;
};

const marks = (view: { changes: readonly { action: string; undo: string }[] }) =>
  view.changes.filter(({ action }) => action === 'set-mode').map(({ undo }) => undo);
const modesSent = (server: ScriptedServer) =>
  server.received.filter(({ operation }) => operation === 'Set-PassiveMode').map(({ params }) => params);

describe('taking back the protection mode', () => {
  it.each([
    [null, 'unset'],
    [0, 'active'],
  ] as const)('brings back what was there before (%s)', async (before, mode) => {
    const { walker, server, undo } = await inPassiveMode(
      new ScriptedServer({ policy: { forceDefenderPassiveMode: before } }),
    );
    expect(marks(walker.view(on.id))).toEqual(['possible']);
    const { runId } = await walker.ask('undoMode', undo);
    const view = await on.atRest(walker);
    expect(view.run).toMatchObject({ runId, purpose: 'undo', outcome: 'done' });
    expect(view.facts?.policy.forceDefenderPassiveMode).toBe(before);
    expect(modesSent(server)).toEqual([{ mode }]);
    expect(await on.phases(walker, runId)).toEqual(['planned', ...on.worked('set-mode'), 'ended']);
    expect(marks(view)).toEqual(['undone', 'none']);
    // What was decided about the mode fell with it, so it has to be decided again.
    expect(view.inputs).toMatchObject({ mode: null, confirmed: null });
    expect(walker.states(on.id).mode).toBe('ahead');
    await walker.decide(on.id, { kind: 'chooseMode', mode: 'passive' });
    walker.session = await walker.ask('getSession', {});
    expect(walker.assess(on.id).known?.plan.filter((item) => item.needed && item.step < 9)).toMatchObject([
      { id: 'set-mode' },
    ]);
  });

  it('is refused a second time, with a wrong name, and where nothing was changed', async () => {
    const { walker, server, undo } = await inPassiveMode();
    expect(await walker.refused('undoMode', { ...undo, name: 'OTHER' })).toBe('step.blocked');
    await walker.ask('undoMode', undo);
    await on.atRest(walker);
    expect(await walker.refused('undoMode', undo)).toBe('step.blocked');
    expect(modesSent(server)).toHaveLength(1);
  });

  it('takes back one change at a time, the newest first', async () => {
    const { walker, server, undo } = await inPassiveMode();
    server.show({ defender: { runningMode: 'Passive Mode' } });
    await walker.decide(on.id, { kind: 'chooseMode', mode: 'active' });
    await walker.ask('readFacts', { targetId: on.id });
    await on.startPlan(walker);
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
    const values = [server.facts.policy.forceDefenderPassiveMode];
    for (let count = 0; count < 2; count += 1) {
      await walker.ask('undoMode', undo);
      await walker.until(on.id, 'taken back', ({ run, busy }) => busy === 'idle' && run?.purpose === 'undo');
      values.push(server.facts.policy.forceDefenderPassiveMode);
    }
    expect(values).toEqual([0, 1, null]);
    expect(marks(walker.view(on.id))).toEqual(['undone', 'undone', 'none', 'none']);
  });

  it('that the app left in the middle is judged by its own end, not by the plan', async () => {
    const { walker, server, undo } = await inPassiveMode(
      new ScriptedServer({ policy: { forceDefenderPassiveMode: 0 } }),
    );
    const held = on.gate();
    server.plays['Set-PassiveMode'] = { waits: held.waits, change: {} };
    await walker.ask('undoMode', undo);
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
