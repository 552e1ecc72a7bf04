import { afterEach, describe, expect, it, vi } from 'vitest';
import { ScriptedServer } from '../../../fakes/scriptedServer';
import * as on from '../../app/stage';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

const at = { targetId: on.id };

/** A server that is onboarded and in contact with its cloud. */
async function onboarded() {
  const server = new ScriptedServer();
  stage = await on.openStage(server);
  const { walker } = stage;
  await on.startPlan(walker);
  await on.atRest(walker);
  expect(walker.states(on.id).onboard).toBe('done');
  server.received.length = 0;
  return { server, walker };
}

async function sendTest() {
  const { walker } = stage ?? (await onboarded());
  const { runId } = await walker.ask('startTest', at);
  return walker.until(on.id, 'sent', ({ run, busy }) => busy === 'idle' && run?.runId === runId);
}

describe('the detection test', () => {
  it('is refused before the proofs agree, and sends nothing then', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    expect(await stage.walker.refused('startTest', at)).toBe('step.blocked');
    expect(server.changes).toEqual([]);
  });

  it('sent twice at once is sent twice, each run with its own test', async () => {
    const { server, walker } = await onboarded();
    const first = await sendTest();
    expect(await on.phases(walker, first.run?.runId ?? '')).toEqual([
      'planned',
      ...on.worked('test-detection'),
      'ended',
    ]);
    const second = await sendTest();
    expect(second.run).toMatchObject({ purpose: 'test', outcome: 'done' });
    expect(on.stateOf(second.run, 'test-detection')).toBe('done');
    expect(server.changes).toEqual(['Invoke-DetectionTest', 'Invoke-DetectionTest']);
  });

  it('asks for a new look at the portal after a newer test: an older alert does not count', async () => {
    const { walker } = await onboarded();
    await sendTest();
    await walker.decide(on.id, { kind: 'alert', seen: true });
    walker.session = await walker.ask('getSession', {});
    expect(walker.states(on.id).test).toBe('done');
    // The test must be younger than the alert by any clock, a millisecond is not.
    const { alert } = walker.view(on.id).inputs;
    await vi.waitUntil(() => Date.now() > (alert?.at ?? 0) + 5);
    await sendTest();
    expect(walker.states(on.id).test).toBe('waiting');
  });

  it('that fails is shown as stopped, and an earlier one does not make it done', async () => {
    const { server, walker } = await onboarded();
    server.plays['Invoke-DetectionTest'] = {
      result: null,
      end: { code: 'operation.failed', native: 1 },
    };
    const view = await sendTest();
    expect(view.run).toMatchObject({ outcome: 'failed', failure: { native: 1 } });
    expect(walker.states(on.id).test).toBe('stopped');
    delete server.plays['Invoke-DetectionTest'];
    expect((await sendTest()).run?.outcome).toBe('done');
    expect(walker.states(on.id).test).toBe('waiting');
  });

  it('that the app left in the middle is that very test, not the one before it', async () => {
    const { server, walker } = await onboarded();
    await sendTest();
    const held = on.gate();
    server.plays['Invoke-DetectionTest'] = { waits: held.waits, result: null, end: 'none' };
    const { runId } = await walker.ask('startTest', at);
    await on.running(walker, 'test-detection');
    await walker.stop(true);
    held.open();
    stage = { walker: await on.openAgain({ walker, server }), server };
    const view = await on.atRest(stage.walker);
    expect(view.run).toMatchObject({ runId, outcome: 'unknown' });
    expect(server.changes).toHaveLength(2);
  });
});
