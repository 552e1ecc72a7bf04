import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { GangwayError } from '../../../../shared/errors';
import { ScriptedServer } from '../../../fakes/scriptedServer';
import * as on from '../../app/stage';
import { Walker } from '../../app/walker';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

const at = { targetId: on.id };
const hour = 3_600_000;
const pending = { restartPending: [{ source: 'windowsUpdate' as const, blocking: true }] };

/** A server that waits for a restart, with the restart in its confirmed plan and the run stopped before it. */
async function waitingForRestart(startedAt: number | null = Date.now() - hour) {
  const server = new ScriptedServer(pending, { boot: { startedAt } });
  stage = await on.openStage(server);
  const { walker } = stage;
  await walker.decide(on.id, { kind: 'acceptFix', fix: 'restart' });
  const runId = await on.startPlan(walker);
  const view = await on.atRest(walker);
  expect(view.run?.outcome).toBe('restartRequired');
  expect(on.stateOf(view.run, 'restart')).toBe('restartRequired');
  expect(server.changes).toEqual(['Send-Package']);
  return { server, walker, runId };
}

/** Windows is up again: a new start, and nothing pending any more. */
const isUp = (server: ScriptedServer, startedAt = Date.now()) =>
  server.show({ boot: { startedAt }, restartPending: [] });

describe('a restart', () => {
  it('is asked for once, waited for by the start time of Windows, and the plan resumes by itself', async () => {
    const { server, walker, runId } = await waitingForRestart();
    const before = Date.now();
    await walker.ask('restartServer', at);
    server.cut();
    const gone = await walker.until(on.id, 'gone', (view) => view.readFailure !== null);
    expect(gone.run?.restartAskedAt).toBeGreaterThan(before - 60_000);
    expect(gone).toMatchObject({ busy: 'restarting', run: { runId, outcome: 'restarting' } });
    server.mend();
    // Reachable is not restarted: the old start time proves nothing.
    await walker.until(on.id, 'answering', (view) => view.readFailure === null);
    expect(walker.view(on.id).busy).toBe('restarting');
    isUp(server);
    const view = await walker.until(
      on.id,
      'resumed',
      ({ run, busy }) => busy === 'idle' && run?.outcome === 'done',
    );
    expect(view.run?.runId).not.toBe(runId);
    expect(server.changes).toEqual(['Send-Package', 'Restart-Server', 'Invoke-Onboarding']);
    expect(await on.phases(walker, runId)).toEqual([
      'planned',
      ...on.worked('send-kit'),
      'restart needsReboot',
      'ended',
      'restart note',
      'restart note',
      'restart verified',
      'ended',
    ]);
    expect(view.changes.map(({ action }) => action)).toEqual(['send-kit', 'restart', 'onboard']);
  });

  it('is not told from a clock that was set by a few seconds', async () => {
    const { server, walker } = await waitingForRestart();
    await walker.ask('restartServer', at);
    const old = server.facts.boot.startedAt ?? 0;
    server.received.length = 0;
    server.show({ boot: { startedAt: old + 3_000 } });
    await walker.until(on.id, 'looked at again', () => server.received.length > 3);
    expect(walker.view(on.id).busy).toBe('restarting');
    isUp(server);
    await walker.until(on.id, 'resumed', ({ run }) => run?.outcome === 'done');
  });

  it('whose start time was unknown before counts from the moment it was read', async () => {
    const { server, walker } = await waitingForRestart(null);
    await walker.ask('restartServer', at);
    server.received.length = 0;
    server.show({ boot: { startedAt: Date.now() - hour } });
    await walker.until(on.id, 'looked at again', () => server.received.length > 3);
    expect(walker.view(on.id).busy).toBe('restarting');
    isUp(server, Date.now() + 60_000);
    await walker.until(on.id, 'resumed', ({ run }) => run?.outcome === 'done');
  });

  it('is waited for through whatever a half started Windows answers', async () => {
    const { server, walker } = await waitingForRestart();
    const odd = ['target.accessDenied', 'operation.badResult', 'operation.failed', 'shell.exited'] as const;
    server.factsErrors.push(...odd.map((code) => new GangwayError(code)));
    await walker.ask('restartServer', at);
    await walker.until(on.id, 'asked four times', () => server.factsErrors.length === 0);
    expect(walker.view(on.id).busy).toBe('restarting');
    isUp(server);
    const view = await walker.until(on.id, 'resumed', ({ run }) => run?.outcome === 'done');
    expect(view.readFailure).toBeNull();
  });

  it('whose answer is lost is waited for, not asked for again', async () => {
    const { server, walker, runId } = await waitingForRestart();
    server.plays['Restart-Server'] = { startError: new GangwayError('shell.exited') };
    await walker.ask('restartServer', at);
    expect((await walker.ask('getSession', {})).targets[0]?.busy).toBe('restarting');
    expect(await walker.refused('restartServer', at)).toBe('step.blocked');
    isUp(server);
    await walker.until(on.id, 'resumed', ({ run }) => run?.outcome === 'done');
    expect(server.changes.filter((name) => name === 'Restart-Server')).toHaveLength(1);
    const notes = (await on.journalOf(walker, runId)).filter(({ phase }) => phase === 'note');
    expect(notes).toMatchObject([{ data: { restart: 'intent' } }, { data: { restart: 'unknown' } }]);
  });

  it('that the server refuses is said at once, and nothing waits', async () => {
    const { server, walker } = await waitingForRestart();
    server.plays['Restart-Server'] = { startError: new GangwayError('target.accessDenied') };
    expect(await walker.refused('restartServer', at)).toBe('target.accessDenied');
    const [view] = (await walker.ask('getSession', {})).targets;
    expect(view).toMatchObject({ busy: 'idle', run: { outcome: 'restartRequired' } });
  });

  it('is refused where none is called for', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    expect(await stage.walker.refused('restartServer', at)).toBe('step.blocked');
    expect(server.changes).toEqual([]);
  });

  it('for a server without a run has a journal of its own', async () => {
    const server = new ScriptedServer(pending, { boot: { startedAt: Date.now() - hour } });
    stage = await on.openStage(server);
    const { walker } = stage;
    await walker.ask('restartServer', at);
    isUp(server);
    const view = await walker.until(on.id, 'back', ({ busy }) => busy === 'idle');
    expect(view.run).toBeNull();
    expect(server.changes).toEqual(['Restart-Server']);
    const [file = ''] = await readdir(`${walker.folder}/journal`);
    expect(await on.phases(walker, file.replace('.jsonl', ''))).toEqual(['restart note', 'restart note']);
  });

  it('after which another step is open does not go on by itself', async () => {
    const { server, walker } = await waitingForRestart();
    await walker.ask('restartServer', at);
    server.show({ disk: { drive: 'C:', freeBytes: 1, sizeBytes: 2 } });
    isUp(server);
    const view = await walker.until(on.id, 'back', ({ busy }) => busy === 'idle');
    expect(view.run).toMatchObject({ outcome: 'stopped', failure: { code: 'step.blocked' } });
    expect(server.changes).toEqual(['Send-Package', 'Restart-Server']);
  });
});

describe('a restart by somebody else', () => {
  it('is no restart yet while Windows shows its old start', async () => {
    const { server, walker } = await waitingForRestart();
    expect(await walker.refused('resumePlan', at)).toBe('step.blocked');
    expect(server.changes).toEqual(['Send-Package']);
  });

  it('is seen when a person goes on', async () => {
    const { server, walker } = await waitingForRestart();
    isUp(server);
    await walker.ask('resumePlan', at);
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });
});

describe('an app that ends while the server restarts', () => {
  async function closeInTheMiddle(up: boolean) {
    const { server, walker, runId } = await waitingForRestart();
    await walker.ask('restartServer', at);
    await walker.stop(true);
    if (up) isUp(server);
    stage = {
      walker: await Walker.start(walker.folder, { openShell: server.open, pace: on.quickly }),
      server,
    };
    // By itself: a run that waits for a restart is judged by facts as soon as the app is there.
    await stage.walker.until(on.id, 'read', ({ facts, busy }) => facts !== null && busy === 'idle');
    await stage.walker.ask('readFacts', at);
    stage.walker.session = await stage.walker.ask('getSession', {});
    return { server, walker: stage.walker, runId };
  }

  it('offers to go on where Windows has started anew', async () => {
    const { server, walker, runId } = await closeInTheMiddle(true);
    // The run is judged by the facts that were read, a moment after they are there.
    await walker.until(on.id, 'judged', ({ run }) => run?.outcome === 'stopped');
    expect(walker.view(on.id)).toMatchObject({ busy: 'idle', run: { runId, outcome: 'stopped' } });
    expect(on.stateOf(walker.view(on.id).run, 'restart')).toBe('done');
    await walker.ask('resumePlan', at);
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
    expect(server.changes).toEqual(['Send-Package', 'Restart-Server', 'Invoke-Onboarding']);
  });

  it('offers the restart where Windows has not', async () => {
    const { server, walker } = await closeInTheMiddle(false);
    expect(walker.view(on.id)).toMatchObject({ busy: 'idle', run: { outcome: 'restartRequired' } });
    await walker.ask('restartServer', at);
    isUp(server);
    await walker.until(on.id, 'resumed', ({ run }) => run?.outcome === 'done');
  });
});

describe('an action that counts only after a restart', () => {
  const stopped = {
    services: { winDefend: { status: 'stopped', start: 'manual', imagePath: null } },
  } as const;
  const runs = {
    services: { winDefend: { status: 'running', start: 'automatic', imagePath: null } },
  } as const;

  async function waitingAction() {
    const server = new ScriptedServer({ boot: { startedAt: Date.now() - hour } }, stopped);
    const result = { changed: true, restart: true, native: 3010 };
    server.plays['Install-Prerequisite'] = { change: {}, result };
    stage = await on.openStage(server);
    const { walker } = stage;
    await walker.decide(on.id, { kind: 'acceptFix', fix: 'enable-defender' });
    await walker.decide(on.id, { kind: 'acceptNoProtector', accepted: true });
    const runId = await on.startPlan(walker);
    const { run } = await on.atRest(walker);
    expect(run).toMatchObject({ outcome: 'restartRequired', failure: null });
    expect(on.stateOf(run, 'enable-defender')).toBe('restartRequired');
    await walker.ask('restartServer', at);
    return { server, walker, runId };
  }

  it('is verified then, and the plan goes on', async () => {
    const { server, walker, runId } = await waitingAction();
    server.show(runs);
    isUp(server);
    const view = await walker.until(on.id, 'resumed', ({ run }) => run?.outcome === 'done');
    expect(await on.phases(walker, runId)).toContain('enable-defender verified');
    expect(view.changes.map(({ action }) => action)).toEqual(['send-kit', 'enable-defender', 'onboard']);
    expect(server.changes.filter((name) => name === 'Install-Prerequisite')).toHaveLength(1);
  });

  it('is a conflict where the server still does not show it, and nothing goes on by itself', async () => {
    const { server, walker, runId } = await waitingAction();
    isUp(server);
    const view = await walker.until(on.id, 'back', ({ busy }) => busy === 'idle');
    expect(view.run).toMatchObject({ runId, outcome: 'conflict' });
    expect(on.stateOf(view.run, 'enable-defender')).toBe('conflict');
    expect((await on.phases(walker, runId)).slice(-2)).toEqual(['enable-defender conflict', 'ended']);
    expect(server.changes).toEqual(['Send-Package', 'Install-Prerequisite', 'Restart-Server']);
  });
});
