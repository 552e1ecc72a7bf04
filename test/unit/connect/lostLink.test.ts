import { afterEach, describe, expect, it } from 'vitest';
import { GangwayError } from '../../../shared/errors';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from '../app/stage';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

const says = ['one', 'two', 'three', 'four'];

/** Texts of the server's own lines, in the order of the output. */
async function said(runId: string): Promise<string[]> {
  const { lines } = (await stage?.walker.ask('getOutput', { runId, from: 0, limit: 5000 })) ?? { lines: [] };
  return lines.filter((line) => line.source === 'out').map((line) => line.text);
}

describe('a link that breaks while an action is followed', () => {
  it('is opened again, and following goes on after the last record: no line is missing or doubled', async () => {
    const server = new ScriptedServer();
    server.plays['Invoke-Onboarding'] = { says, dropsAfter: [1, 3, 4] };
    stage = await on.openStage(server);
    const runId = await on.startPlan(stage.walker);
    const view = await on.atRest(stage.walker);
    expect(view.run?.outcome).toBe('done');
    expect(await said(runId)).toEqual(says);
    const follows = server.received.filter(({ kind }) => kind === 'follow').map(({ params }) => params);
    expect(follows).toMatchObject([{ from: 0 }, { from: 1 }, { from: 3 }, { from: 4 }]);
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
    expect(await on.phases(stage.walker, runId)).toEqual([
      'planned',
      ...on.worked('send-kit'),
      ...on.worked('onboard'),
      'ended',
    ]);
  });

  it('[row 17] whose server has no session left is tried again later, by the code and not by its words', async () => {
    const server = new ScriptedServer();
    server.plays['Invoke-Onboarding'] = { says };
    stage = await on.openStage(server);
    const quota = new GangwayError('target.quota', 'in any language', 0x803381a5);
    // The first reading belongs to the run's start, the second to the copy.
    server.factsErrors.push(null, null, quota, quota);
    await on.startPlan(stage.walker);
    const view = await on.atRest(stage.walker);
    expect(view.run?.outcome).toBe('done');
    expect(view.readFailure).toBeNull();
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });

  it('is shown as interrupted while it is down, and as running once it is back', async () => {
    const server = new ScriptedServer();
    const held = on.gate();
    server.plays['Invoke-Onboarding'] = { says, waits: held.waits };
    stage = await on.openStage(server);
    const { walker } = stage;
    const runId = await on.startPlan(walker);
    await on.running(walker, 'onboard');
    server.cut();
    const before = Date.now();
    const lost = await walker.until(on.id, 'interrupted', ({ run }) => run?.outcome === 'interrupted');
    expect(lost.busy).toBe('running');
    expect(lost.run?.contactLostAt).toBeGreaterThan(before - 60_000);
    expect(on.stateOf(lost.run, 'onboard')).toBe('running');
    server.mend();
    held.open();
    const view = await on.atRest(walker);
    expect(view.run).toMatchObject({ outcome: 'done', contactLostAt: null });
    expect(await said(runId)).toEqual(says);
  });

  it('[row 9] because the server restarted in the middle of an action is waited for, and facts decide', async () => {
    const server = new ScriptedServer({ boot: { startedAt: Date.now() - 3_600_000 } });
    const held = on.gate();
    // Its runner died with the restart: there is no end to follow to.
    server.plays['Invoke-Onboarding'] = { says, waits: held.waits, end: 'none' };
    stage = await on.openStage(server);
    const { walker } = stage;
    const runId = await on.startPlan(walker);
    await on.running(walker, 'onboard');
    server.cut();
    await walker.until(on.id, 'interrupted', ({ run }) => run?.outcome === 'interrupted');
    server.show({ boot: { startedAt: Date.now() } });
    held.open();
    server.mend();
    const view = await on.atRest(walker);
    expect(on.stateOf(view.run, 'onboard')).toBe('done');
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
    expect(await on.phases(walker, runId)).toEqual([
      'planned',
      ...on.worked('send-kit'),
      // No word of its end came back: there is no ack, and the facts alone verify it.
      'onboard intent',
      'onboard sent',
      'onboard verified',
      'ended',
    ]);
  });

  it('is waited for where it breaks after the change and before the facts', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    // The first reading belongs to the run's start, the second to the copy.
    server.factsErrors.push(
      null,
      null,
      new GangwayError('shell.exited'),
      new GangwayError('target.unreachable'),
    );
    await on.startPlan(stage.walker);
    const view = await on.atRest(stage.walker);
    expect(view.run?.outcome).toBe('done');
    expect(view.readFailure).toBeNull();
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });

  it('sends nothing where it is down before the first action', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    server.factsErrors.push(new GangwayError('target.unreachable'));
    const runId = await on.startPlan(stage.walker);
    const view = await on.atRest(stage.walker);
    expect(view.run).toMatchObject({ outcome: 'failed', failure: { code: 'target.unreachable' } });
    expect(await on.phases(stage.walker, runId)).toEqual(['planned', 'ended']);
    expect(server.changes).toEqual([]);
  });
});

describe('an app that is closed while an action runs', () => {
  it('writes no failure, follows the action again at the next start, and sends nothing', async () => {
    const server = new ScriptedServer();
    const held = on.gate();
    server.plays['Invoke-Onboarding'] = { says, waits: held.waits };
    const first = await on.openStage(server);
    const runId = await on.startPlan(first.walker);
    await on.running(first.walker, 'onboard');
    await first.walker.until(on.id, 'four lines in', ({ run }) => (run?.lines ?? 0) >= 5);
    await first.walker.stop(true);
    const cutOff = ['planned', ...on.worked('send-kit'), 'onboard intent', 'onboard sent'];
    expect(await on.phases(first.walker, runId)).toEqual(cutOff);

    held.open();
    stage = { walker: await on.openAgain(first), server };
    const view = await on.atRest(stage.walker);
    expect(view.run).toMatchObject({ runId, outcome: 'done', failure: null });
    expect(on.stateOf(view.run, 'onboard')).toBe('done');
    expect(await said(runId)).toEqual(says);
    expect(await on.phases(stage.walker, runId)).toEqual([
      ...cutOff,
      'onboard ack',
      'onboard verified',
      'ended',
    ]);
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });

  it('opens no shell and sends nothing once it was told to close', async () => {
    const server = new ScriptedServer();
    const held = on.gate();
    server.plays['Send-Package'] = { waits: held.waits };
    const first = await on.openStage(server);
    const runId = await on.startPlan(first.walker);
    await on.running(first.walker, 'send-kit');
    await first.walker.until(on.id, 'sent', () => server.changes.includes('Send-Package'));
    const opened = server.opened;
    const closing = first.walker.stop(true);
    held.open();
    await closing;
    expect(server.opened).toBe(opened);
    expect(server.changes).toEqual(['Send-Package']);
    expect(await on.phases(first.walker, runId)).not.toContain('send-kit failed');

    stage = { walker: await on.openAgain(first), server };
    const view = await on.atRest(stage.walker);
    // The copy had arrived; the rest waits for a person.
    expect(on.stateOf(view.run, 'send-kit')).toBe('done');
    expect(view.run?.outcome).toBe('stopped');
    expect(server.changes).toEqual(['Send-Package']);
    await stage.walker.ask('resumePlan', { targetId: on.id });
    expect((await on.atRest(stage.walker)).run?.outcome).toBe('done');
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });

  it('starts nothing beside the action until that was followed to its end', async () => {
    const server = new ScriptedServer();
    const held = on.gate();
    server.plays['Invoke-Onboarding'] = { says, waits: held.waits };
    const first = await on.openStage(server);
    await on.startPlan(first.walker);
    await on.running(first.walker, 'onboard');
    await first.walker.stop(true);
    server.cut();
    stage = { walker: await on.openAgain(first), server };
    const { walker } = stage;
    await walker.until(on.id, 'unreachable', ({ rungs }) => rungs.some((rung) => rung.state === 'stopped'));
    expect(walker.view(on.id).run?.outcome).toBe('interrupted');
    expect(await walker.refused('resumePlan', { targetId: on.id })).toBe('run.alreadyStarted');
    server.mend();
    await walker.ask('connect', { targetId: on.id });
    await walker.until(on.id, 'followed again', ({ busy }) => busy === 'running');
    expect(await walker.refused('resumePlan', { targetId: on.id })).toBe('step.blocked');
    held.open();
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });
});
