import { afterEach, describe, expect, it } from 'vitest';
import { GangwayError } from '../../../shared/errors';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from './stage';
import { Walker } from './walker';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

const read = { targetId: on.id };

describe('requests that come at once', () => {
  it('twenty starts of the plan give one run and nineteen refusals', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    const { walker } = stage;
    const input = on.planOf(walker);
    const replies = await Promise.all(Array.from({ length: 20 }, () => walker.refused('startPlan', input)));
    expect(replies.filter((reply) => reply === 'accepted')).toHaveLength(1);
    expect(replies.filter((reply) => reply === 'step.blocked')).toHaveLength(19);
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });

  it('twenty times the same server is one server', async () => {
    const walker = await Walker.start(undefined, { openShell: new ScriptedServer().open });
    stage = { walker, server: new ScriptedServer() };
    const input = { kind: 'practice', machine: '2019-fresh' } as const;
    await Promise.all(Array.from({ length: 20 }, () => walker.ask('addTarget', input)));
    expect((await walker.ask('getSession', {})).targets).toHaveLength(1);
  });

  it('a plan that starts while facts are read runs to its end, and never looks idle in between', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    const { walker } = stage;
    const slow = on.gate();
    server.factsGate = slow.waits;
    const reading = walker.ask('readFacts', read);
    await walker.until(on.id, 'reading', ({ busy }) => busy === 'reading');
    const held = on.gate();
    server.plays['Send-Package'] = { waits: held.waits };
    await walker.ask('startPlan', on.planOf(walker));
    server.factsGate = null;
    slow.open();
    await reading;
    expect((await walker.ask('getSession', {})).targets[0]?.busy).toBe('running');
    held.open();
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
  });

  it('connecting while a plan runs does not make the server look idle', async () => {
    const server = new ScriptedServer();
    const held = on.gate();
    server.plays['Send-Package'] = { waits: held.waits };
    stage = await on.openStage(server);
    const { walker } = stage;
    await on.startPlan(walker);
    await on.running(walker, 'send-kit');
    await walker.ask('connect', read);
    const [view] = (await walker.ask('getSession', {})).targets;
    expect(view).toMatchObject({ busy: 'running', run: { outcome: 'running' } });
    expect(await walker.refused('changeInputs', { ...read, change: { kind: 'choosePath' } })).toBe(
      'step.blocked',
    );
    held.open();
    await on.atRest(walker);
  });

  it('a server whose plan runs can neither be forgotten nor given another purpose', async () => {
    const server = new ScriptedServer();
    const held = on.gate();
    server.plays['Send-Package'] = { waits: held.waits };
    stage = await on.openStage(server);
    const { walker } = stage;
    await on.startPlan(walker);
    await on.running(walker, 'send-kit');
    const { inputs } = walker.view(on.id);
    for (const name of ['forgetTarget', 'resumePlan', 'startTest', 'restartServer'] as const)
      expect([name, await walker.refused(name, read)]).toEqual([name, 'step.blocked']);
    expect(await walker.refused('undoChange', on.undoOf(walker))).toBe('step.blocked');
    expect(await walker.refused('startPlan', on.planOf(walker))).toBe('step.blocked');
    // What is refused has decided nothing either.
    expect((await walker.ask('getSession', {})).targets[0]?.inputs).toEqual(inputs);
    held.open();
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
  });

  it('a reading that was called off is no fault of the server, and leaves the facts as they were', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    const { walker } = stage;
    const slow = on.gate();
    server.factsGate = slow.waits;
    const reading = walker.refused('readFacts', read);
    await walker.until(on.id, 'reading', ({ busy }) => busy === 'reading');
    expect(await walker.refused('readFacts', read)).toBe('step.blocked');
    await walker.ask('cancelReading', read);
    slow.open();
    expect(await reading).toBe('operation.canceled');
    const view = await walker.until(on.id, 'idle', ({ busy }) => busy === 'idle');
    expect(view.readFailure).toBeNull();
    expect(walker.states(on.id).server).toBe('done');
  });

  it('a server that is forgotten while it is read is gone, and its answer changes nothing', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    const { walker } = stage;
    const slow = on.gate();
    server.factsGate = slow.waits;
    const reading = walker.refused('readFacts', read);
    await walker.until(on.id, 'reading', ({ busy }) => busy === 'reading');
    await walker.ask('forgetTarget', read);
    slow.open();
    expect(await reading).toBe('operation.canceled');
    expect((await walker.ask('getSession', {})).targets).toEqual([]);
  });

  it('a server that comes back while it is being forgotten is there, and remembers nothing', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    const { walker } = stage;
    const leaving = walker.ask('forgetTarget', read);
    await walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
    await leaving;
    const [view] = (await walker.ask('getSession', {})).targets;
    expect(view).toMatchObject({ target: { id: on.id }, inputs: { wishes: { mode: null } } });
    await walker.stop(true);
    stage = { walker: await on.openAgain({ walker, server }), server };
    expect((await stage.walker.ask('getSession', {})).targets).toHaveLength(1);
  });

  it('a shell that cannot be opened is shown as the reason why nothing was read', async () => {
    const server = new ScriptedServer();
    const openShell = () => Promise.reject(new GangwayError('shell.missing', 'powershell.exe'));
    stage = { walker: await Walker.start(undefined, { openShell }), server };
    const { walker } = stage;
    await walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
    expect(await walker.refused('readFacts', read)).toBe('shell.missing');
    const [view] = (await walker.ask('getSession', {})).targets;
    expect(view).toMatchObject({ busy: 'idle', readFailure: { code: 'shell.missing' } });
  });
});

describe('two servers at once', () => {
  it('run to their ends without a word of the other, one failing and one working', async () => {
    const good = new ScriptedServer();
    const bad = new ScriptedServer();
    good.plays['Invoke-Onboarding'] = { says: ['good'] };
    bad.plays['Invoke-Onboarding'] = {
      says: ['bad'],
      result: null,
      end: { code: 'operation.failed', native: 15 },
      change: {},
    };
    const walker = await Walker.start(undefined, {
      openShell: (target) => (target.id === on.id ? good.open() : bad.open()),
      pace: on.quickly,
    });
    stage = { walker, server: good };
    const ids = [
      await walker.prepare('2019-fresh', ['onboarding'], 'active'),
      await walker.prepare('2019core-fresh', ['onboarding'], 'active'),
    ];
    const ends = await Promise.all(ids.map((targetId) => walker.carryOut(targetId)));
    expect(ends.map(({ run }) => run?.outcome)).toEqual(['done', 'failed']);
    for (const [index, word] of ['good', 'bad'].entries()) {
      const runId = ends[index]?.run?.runId ?? '';
      const { lines } = await walker.ask('getOutput', { runId, from: 0, limit: 100 });
      expect(lines.filter((line) => line.source === 'out').map((line) => line.text)).toEqual([word]);
    }
    expect(good.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
    expect(bad.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
    expect(walker.view(ids[1] ?? '').changes.map(({ action }) => action)).toEqual(['send-kit']);
  });
});
