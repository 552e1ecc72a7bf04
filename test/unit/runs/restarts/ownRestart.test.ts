import type { Pace } from '../../../../main/runs/needs';
import { afterEach, describe, expect, it } from 'vitest';
import { ScriptedServer } from '../../../fakes/scriptedServer';
import type { Play } from '../../../fakes/play';
import * as on from '../../app/stage';
import { changesIn, receivedBy } from '../../app/received';
import { Walker } from '../../app/walker';

// Rows servicing/servicing-msi-codes-documented (1641: the restart has begun) and servicing/servicing-ips1-msiexec-line (Install.ps1 lets it).

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

const at = { targetId: on.id };
const hour = 3_600_000;
const off = { services: { winDefend: { status: 'stopped' as const } } };
const started = { services: { winDefend: { status: 'running' as const } } };
const fix = 'Install-Prerequisite';

/** A plan whose first change ends with a code of a restart, over a server that runs since an hour. */
async function begin(native: number, more: Partial<Play> = {}, pace: Partial<Pace> = {}) {
  const server = new ScriptedServer(off, { boot: { startedAt: Date.now() - hour } });
  server.plays[fix] = { result: { changed: true, restart: true, native }, change: started, ...more };
  stage = await on.openStage(server, { pace: { ...on.quickly, ...pace } });
  const { walker } = stage;
  await walker.decide(on.id, { kind: 'acceptFix', fix: 'enable-defender' });
  const runId = await on.startPlan(walker);
  return { server, walker, runId };
}

const isUp = (server: ScriptedServer) => server.show({ boot: { startedAt: Date.now() + 1 } });
const restarting = (walker: Walker) =>
  walker.until(
    on.id,
    'restarting',
    ({ busy, run }) => busy === 'restarting' && run?.outcome === 'restarting',
  );
const atEnd = (walker: Walker) =>
  walker.until(on.id, 'done', ({ busy, run }) => busy === 'idle' && run?.outcome === 'done');
const whole = ['Send-Package', fix, 'Invoke-Onboarding'];

describe('an installer that restarts the server by itself', () => {
  it('is waited for like a restart that was asked for, and nobody is offered a second one', async () => {
    const { server, walker, runId } = await begin(1641);
    expect((await restarting(walker)).run?.restartAskedAt).not.toBeNull();
    expect(await walker.refused('restartServer', at)).toBe('step.blocked');
    server.cut();
    await walker.until(on.id, 'gone', (view) => view.readFailure !== null);
    server.mend();
    // Reachable is not restarted: the old start time proves nothing.
    await walker.until(on.id, 'answering', (view) => view.readFailure === null);
    expect(walker.view(on.id).busy).toBe('restarting');
    isUp(server);
    const view = await atEnd(walker);
    expect(view.run).toMatchObject({ runId, restartAskedAt: null });
    expect(server.changes).toEqual(whole);
    expect(view.changes.map(({ action }) => action)).toEqual(['send-kit', 'enable-defender', 'onboard']);
  });

  it('and is back before the facts are read has nothing left to wait for', async () => {
    const { server, walker } = await begin(1641, {
      change: { ...started, boot: { startedAt: Date.now() + hour } },
    });
    await atEnd(walker);
    expect(server.changes).toEqual(whole);
  });

  it('without having done its work is a conflict, once the server is back', async () => {
    const { server, walker } = await begin(1641, { change: {} });
    await restarting(walker);
    isUp(server);
    const view = await walker.until(on.id, 'at rest', ({ busy }) => busy === 'idle');
    expect(view.run?.outcome).toBe('conflict');
    expect(server.changes).toEqual(whole.slice(0, 2));
  });

  it('and after which another step is open does not go on by itself', async () => {
    const { server, walker } = await begin(1641);
    await restarting(walker);
    server.show({ disk: { drive: 'C:', freeBytes: 1, sizeBytes: 2 } });
    isUp(server);
    const view = await walker.until(on.id, 'at rest', ({ busy }) => busy === 'idle');
    expect(view.run).toMatchObject({ outcome: 'stopped', failure: { code: 'step.blocked' } });
    expect(server.changes).toEqual(whole.slice(0, 2));
  });

  it('but does not go down is one to restart by a person, after a while', async () => {
    const { server, walker } = await begin(1641, {}, { ownRestartMs: 50 });
    const view = await walker.until(on.id, 'given up', ({ busy }) => busy === 'idle');
    expect(view.run).toMatchObject({ outcome: 'restartRequired', failure: null });
    await walker.ask('restartServer', at);
    isUp(server);
    await atEnd(walker);
    expect(server.changes).toEqual([...whole.slice(0, 2), 'Restart-Server', 'Invoke-Onboarding']);
  });

  it('is followed on after Gangway was closed, and asked for nothing', async () => {
    const { server, walker } = await begin(1641);
    await restarting(walker);
    await walker.stop(true);
    const again = await on.openAgain({ walker, server });
    stage = { walker: again, server };
    await restarting(again);
    expect(again.view(on.id).run?.restartAskedAt).not.toBeNull();
    isUp(server);
    const view = await again.until(on.id, 'at rest', ({ busy }) => busy === 'idle');
    expect(view.run).toMatchObject({ outcome: 'stopped', failure: null });
    expect(on.stateOf(view.run, 'enable-defender')).toBe('done');
    expect(server.changes).toEqual(whole.slice(0, 2));
  });
});

describe('a practice server whose kernel file has another owner', () => {
  it('restarts by its installer alone: the whole plan goes on, and no restart is asked for', async () => {
    const walker = await Walker.start();
    try {
      const packages = ['onboarding', 'installation', 'installScript', 'platformUpdate'];
      const id = await walker.prepare('2016core-fresh', packages, 'active');
      const before = walker.view(id).facts?.boot.startedAt ?? 0;
      const view = await walker.carryOut(id);
      expect(view.run?.outcome).toBe('done');
      expect(view.facts?.boot.startedAt).toBeGreaterThan(before);
      expect(view.facts).toMatchObject({ files: { ntoskrnlOwnerTrusted: true }, restartPending: [] });
      const sent = changesIn(await receivedBy(walker.folder, '2016core-fresh'));
      expect(sent).toEqual(['Send-Package', 'Install-Sensor', 'Invoke-Onboarding']);
    } finally {
      await walker.stop();
    }
  });
});

it('a restart that is required and was seen already is not called for again', async () => {
  const { server, walker } = await begin(3010, {
    change: { ...started, boot: { startedAt: Date.now() + hour } },
  });
  await atEnd(walker);
  expect(server.changes).toEqual(whole);
});

it('a restart that is required and was not seen waits for a person, also where the clock was set by seconds', async () => {
  const { server, walker } = await begin(3010, {
    // Row servicing/servicing-boot-time-moves.
    change: { ...started, boot: { startedAt: Date.now() - hour + 3_000 } },
  });
  const view = await on.atRest(walker);
  expect(view.run?.outcome).toBe('restartRequired');
  expect(server.changes).toEqual(whole.slice(0, 2));
});
