import { afterEach, describe, expect, it, vi } from 'vitest';
import { ScriptedServer } from '../../../fakes/scriptedServer';
import type * as sendKit from '../../../../main/runs/copy/sendKit';
import * as on from '../../app/stage';

type SendKit = typeof sendKit;

/** While set, the files of a copy are being hashed. */
const hashing: { waits: Promise<void> | null } = { waits: null };
vi.mock('../../../../main/runs/copy/sendKit', async (original) => {
  const real = await original<SendKit>();
  const sendParams: SendKit['sendParams'] = async (...of) => {
    await hashing.waits;
    return real.sendParams(...of);
  };
  return { ...real, sendParams };
});

let stage: on.Stage | null = null;
afterEach(async () => {
  hashing.waits = null;
  await stage?.walker.stop();
  stage = null;
});

/** A plan of three actions on a server that is held in the middle of the copy. */
const heldInTheCopy = () => heldIn('Send-Package', 'send-kit');

async function heldIn(operation: 'Send-Package' | 'Set-PassiveMode', action: string) {
  const server = new ScriptedServer();
  const held = on.gate();
  server.plays[operation] = { waits: held.waits };
  stage = await on.openStage(server, { mode: 'passive' });
  const { walker } = stage;
  await walker.decide(on.id, { kind: 'acceptNoProtector', accepted: true });
  const runId = await on.startPlan(walker);
  await on.running(walker, action);
  // It shows as running before it is sent.
  await expect.poll(() => server.changes, { interval: 5, timeout: 15_000 }).toContain(operation);
  return { server, held, walker, runId };
}

describe('between the plan and the turn of an action', () => {
  it('what somebody else did meanwhile is already so: it is not sent, and the journal says it', async () => {
    const { server, held, walker, runId } = await heldInTheCopy();
    server.show({ policy: { forceDefenderPassiveMode: 1 } });
    held.open();
    const { run } = await on.atRest(walker);
    expect(run?.outcome).toBe('done');
    expect(on.stateOf(run, 'set-mode')).toBe('alreadySo');
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
    const journal = [
      'planned',
      ...on.worked('send-kit'),
      'set-mode alreadySo',
      ...on.worked('onboard'),
      'ended',
    ];
    expect(await on.phases(walker, runId)).toEqual(journal);
    // What is told again after a start of the app is the same.
    await walker.stop(true);
    stage = { walker: await on.openAgain({ walker, server }), server };
    const { run: again } = stage.walker.view(on.id);
    expect(again?.actions.map(({ state }) => state)).toEqual(run?.actions.map(({ state }) => state));
    expect(again?.outcome).toBe('done');
  });

  it('an action that nobody agreed to stops the plan, and nothing is sent any more', async () => {
    const { server, held, walker, runId } = await heldInTheCopy();
    // A newer package in the library means another onboarding than the one that was confirmed.
    const { practice } = walker.session?.libraries ?? { practice: [] };
    await walker.ask('removePackage', { practice: true, sha256: practice[0]?.sha256 ?? '' });
    held.open();
    const { run } = await on.atRest(walker);
    expect(run).toMatchObject({ outcome: 'stopped', failure: { code: 'plan.changed' } });
    expect(server.changes).toEqual(['Send-Package']);
    expect((await on.phases(walker, runId)).at(-1)).toBe('ended');
    expect(await walker.refused('resumePlan', { targetId: on.id })).not.toBe('accepted');
  });

  it('an action that is taken back behind our back is a conflict, never done', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server, { mode: 'passive' });
    const { walker } = stage;
    await walker.decide(on.id, { kind: 'acceptNoProtector', accepted: true });
    const held = on.gate();
    server.plays['Invoke-Onboarding'] = { waits: held.waits };
    const runId = await on.startPlan(walker);
    await on.running(walker, 'onboard');
    server.show({ policy: { forceDefenderPassiveMode: null } });
    held.open();
    const { run } = await on.atRest(walker);
    expect(run?.outcome).toBe('conflict');
    expect(on.stateOf(run, 'set-mode')).toBe('conflict');
    expect((await on.phases(walker, runId)).slice(-2)).toEqual(['set-mode conflict', 'ended']);
    expect(server.changes).toEqual(['Send-Package', 'Set-PassiveMode', 'Invoke-Onboarding']);
  });

  it('an action of somebody else at work on the server stops the plan', async () => {
    const { server, held, walker } = await heldInTheCopy();
    const other = { runId: '20261124-1400-abcdef01', nn: 1, operation: 'Install-Sensor', code: null };
    server.show({ runs: [{ ...other, startedAt: Date.now(), endedAt: null, outcome: 'running' }] });
    held.open();
    const { run } = await on.atRest(walker);
    expect(run).toMatchObject({ outcome: 'stopped', failure: { code: 'run.alreadyStarted' } });
    expect(server.changes).toEqual(['Send-Package']);
    server.show({ runs: [] });
    await walker.ask('resumePlan', { targetId: on.id });
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
  });
});

describe('a stop that is asked for', () => {
  it('lets an action finish that never stops, sends no other, and the rest can be gone on with', async () => {
    const { server, held, walker, runId } = await heldIn('Set-PassiveMode', 'set-mode');
    await walker.ask('stopRun', { targetId: on.id, asked: true });
    expect((await walker.ask('getSession', {})).targets[0]?.run?.stopAsked).toBe(true);
    held.open();
    const { run } = await on.atRest(walker);
    expect(run).toMatchObject({ outcome: 'stopped', failure: null, stopAsked: false });
    expect(run?.actions.map(({ state }) => state)).toEqual(['done', 'done', 'ahead']);
    const journal = ['planned', ...on.worked('send-kit'), ...on.worked('set-mode'), 'ended'];
    expect(await on.phases(walker, runId)).toEqual(journal);
    expect(server.changes).toEqual(['Send-Package', 'Set-PassiveMode']);
    await walker.ask('resumePlan', { targetId: on.id });
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
    expect(server.changes).toEqual(['Send-Package', 'Set-PassiveMode', 'Invoke-Onboarding']);
  });

  it('and taken back changes nothing', async () => {
    const { held, walker } = await heldIn('Set-PassiveMode', 'set-mode');
    await walker.ask('stopRun', { targetId: on.id, asked: true });
    await walker.ask('stopRun', { targetId: on.id, asked: false });
    held.open();
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
  });

  it('ends a copy between two pieces: it is no failure, and the plan goes on with it', async () => {
    const { server, held, walker, runId } = await heldInTheCopy();
    await walker.ask('stopRun', { targetId: on.id, asked: true });
    const { run } = await on.atRest(walker);
    expect(run).toMatchObject({ outcome: 'stopped', failure: null });
    expect(run?.actions.map(({ state, failure }) => [state, failure])).toEqual([
      ['stopped', null],
      ['ahead', null],
      ['ahead', null],
    ]);
    const journal = ['planned', 'send-kit intent', 'send-kit sent', 'send-kit stopped', 'ended'];
    expect(await on.phases(walker, runId)).toEqual(journal);
    held.open();
    await walker.ask('resumePlan', { targetId: on.id });
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
    expect(server.changes.filter((name) => name === 'Send-Package')).toHaveLength(2);
  });

  it('while files are hashed is heard: no file is sent, and the plan goes on with it', async () => {
    const server = new ScriptedServer();
    const held = on.gate();
    hashing.waits = held.waits;
    stage = await on.openStage(server);
    const { walker } = stage;
    const runId = await on.startPlan(walker);
    await on.running(walker, 'send-kit');
    await walker.ask('stopRun', { targetId: on.id, asked: true });
    held.open();
    expect((await on.atRest(walker)).run).toMatchObject({ outcome: 'stopped', failure: null });
    expect(await on.phases(walker, runId)).toEqual([
      'planned',
      'send-kit intent',
      'send-kit stopped',
      'ended',
    ]);
    expect(server.changes).toEqual([]);
    await walker.ask('resumePlan', { targetId: on.id });
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
  });

  it('after the end leaves no mark on the run, nor on the next one', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    await on.startPlan(stage.walker);
    await on.atRest(stage.walker);
    await stage.walker.ask('stopRun', { targetId: on.id, asked: true });
    const session = await stage.walker.ask('getSession', {});
    expect(session.targets[0]?.run).toMatchObject({ outcome: 'done', stopAsked: false });
  });
});
