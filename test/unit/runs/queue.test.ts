import { afterEach, describe, expect, it } from 'vitest';
import type { AppOptions } from '../../../main/app';
import type { Queue, QueueChange } from '../../../shared/model/servers/queue';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from '../app/stage';
import { Walker } from '../app/walker';

const machines = ['2019-fresh', '2022-fresh', '2025-fresh', '2019core-fresh', '2022core-fresh'] as const;
const idOf = (machine: string) => `practice-${machine}`;

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

/** The app before scripted servers, each up to its Plan page. */
async function fleet(count: number, options: Partial<AppOptions> = {}) {
  const servers = new Map(machines.slice(0, count).map((machine) => [idOf(machine), new ScriptedServer()]));
  const open: NonNullable<AppOptions['openShell']> = (target) => {
    const server = servers.get(target.id);
    if (server === undefined) throw new Error(target.id);
    return server.open();
  };
  const w = (walker = await Walker.start(undefined, { openShell: open, pace: on.quickly, ...options }));
  for (const machine of machines.slice(0, count)) await w.prepare(machine, ['onboarding'], 'active');
  return { w, open, servers, ids: [...servers.keys()] };
}
const server = (servers: Map<string, ScriptedServer>, id: string | undefined): ScriptedServer => {
  const found = servers.get(id ?? '');
  if (found === undefined) throw new Error(`no ${String(id)}`);
  return found;
};

async function enqueue(w: Walker, ids: readonly string[]): Promise<void> {
  for (const targetId of ids)
    await w.ask('queuePlan', {
      journey: 'onboard',
      targetId,
      planHash: w.assess(targetId).known?.planHash ?? '',
      name: w.view(targetId).target.name,
    });
}
const change = (w: Walker, what: QueueChange) => w.ask('changeQueue', { practice: true, change: what });
const queueOf = (w: Walker): Queue => w.session?.queues.practice ?? expect.unreachable();
const states = (w: Walker) => queueOf(w).entries.map(({ state }) => state);

/** Waits for the queue to look so. */
const until = (w: Walker, what: string, test: (queue: Queue) => boolean) =>
  w.until(w.session?.targets[0]?.target.id ?? '', what, () => test(queueOf(w)));
const ended = (w: Walker) =>
  until(w, 'at its end', ({ entries }) =>
    entries.every(({ state }) => state !== 'waiting' && state !== 'running'),
  );

describe('a queue', () => {
  it('starts nothing by itself: plans are confirmed one by one, and a person starts it', async () => {
    const { w, ids, servers } = await fleet(2);
    const [first = ''] = ids;
    const planHash = w.assess(first).known?.planHash ?? '';
    const { name } = w.view(first).target;
    expect(
      await w.refused('queuePlan', { journey: 'onboard', targetId: first, planHash, name: 'NORD' }),
    ).toBe('step.blocked');
    expect(
      await w.refused('queuePlan', { journey: 'onboard', targetId: first, planHash: 'other', name }),
    ).toBe('plan.changed');
    await enqueue(w, ids);
    w.session = await w.ask('getSession', {});
    expect(states(w)).toEqual(['waiting', 'waiting']);
    for (const id of ids) expect(server(servers, id).changes).toEqual([]);
    await change(w, { kind: 'start' });
    await ended(w);
    expect(states(w)).toEqual(['done', 'done']);
    expect(queueOf(w).going).toBe(false);
    for (const id of ids) expect(server(servers, id).changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });

  it('lets the first run alone, then never more than the cap', async () => {
    const { w, ids, servers } = await fleet(5);
    const gates = new Map(ids.map((id) => [id, on.gate()]));
    for (const [id, gate] of gates) server(servers, id).plays['Send-Package'] = { waits: gate.waits };
    await change(w, { kind: 'cap', cap: 2 });
    await enqueue(w, ids);
    await change(w, { kind: 'start' });
    const runs = (...wanted: string[]) =>
      until(w, wanted.join(' '), () => states(w).join(' ') === wanted.join(' '));
    await w.until(ids[0] ?? '', 'at work', (view) => on.stateOf(view.run, 'send-kit') === 'running');
    await runs('running', 'waiting', 'waiting', 'waiting', 'waiting');
    gates.get(ids[0] ?? '')?.open();
    await runs('done', 'running', 'running', 'waiting', 'waiting');
    gates.get(ids[2] ?? '')?.open();
    await runs('done', 'running', 'done', 'running', 'waiting');
    await change(w, { kind: 'pause' });
    gates.get(ids[1] ?? '')?.open();
    await runs('done', 'done', 'done', 'running', 'waiting');
    await change(w, { kind: 'stop' });
    const { run } = (await w.ask('getSession', {})).targets.find(({ target }) => target.id === ids[3]) ?? {};
    expect(run?.stopAsked, 'a stop is heard at once').toBe(true);
    gates.get(ids[3] ?? '')?.open();
    await runs('done', 'done', 'done', 'stopped', 'waiting');
    expect(server(servers, ids[4]).changes).toEqual([]);
  });

  it('stops at the first server that fails, and says which', async () => {
    const { w, ids, servers } = await fleet(3);
    server(servers, ids[1]).plays['Invoke-Onboarding'] = {
      change: {},
      result: { changed: true, restart: false, native: 0, onboardingState: 1 },
    };
    await change(w, { kind: 'cap', cap: 1 });
    await enqueue(w, ids);
    await change(w, { kind: 'start' });
    await until(w, 'held', ({ heldBy }) => heldBy !== null);
    expect(queueOf(w)).toMatchObject({ heldBy: ids[1], going: false });
    expect(states(w)).toEqual(['done', 'conflict', 'waiting']);
    expect(server(servers, ids[2]).changes).toEqual([]);
    await change(w, { kind: 'start' });
    await ended(w);
    expect(states(w)).toEqual(['done', 'conflict', 'done']);
  });

  it('does not start a plan that is not the confirmed one any more', async () => {
    const { w, ids, servers } = await fleet(2);
    await enqueue(w, ids);
    await w.decide(ids[1] ?? '', { kind: 'wish', wishes: { mode: 'passive' } });
    await w.decide(ids[1] ?? '', { kind: 'acceptNoProtector', accepted: true });
    await change(w, { kind: 'start' });
    await ended(w);
    expect(queueOf(w).entries[1]).toMatchObject({ state: 'changed', failure: { code: 'plan.changed' } });
    expect(server(servers, ids[1]).changes).toEqual([]);
  });

  it('gives the place of a server that waits for a restart to the next one, and follows it to its end', async () => {
    const { w, ids, servers } = await fleet(3);
    const [first = '', second = ''] = ids;
    const pending = [{ source: 'windowsUpdate' as const, blocking: true }];
    for (const id of [first, second]) {
      server(servers, id).show({ restartPending: pending, boot: { startedAt: Date.now() - 3_600_000 } });
      await w.ask('readFacts', { targetId: id });
      await w.decide(id, { kind: 'acceptFix', fix: 'restart' });
    }
    w.session = await w.ask('getSession', {});
    await change(w, { kind: 'cap', cap: 1 });
    await enqueue(w, ids);
    await change(w, { kind: 'start' });
    const stand = (...wanted: string[]) =>
      until(w, wanted.join(' '), () => states(w).join(' ') === wanted.join(' '));
    const restart = async (id: string) => {
      server(servers, id).onRestart = () =>
        server(servers, id).show({ restartPending: [], boot: { startedAt: Date.now() } });
      await w.ask('restartServer', { targetId: id });
    };
    // A pilot that waits for a person keeps the others waiting.
    await stand('needsYou', 'waiting', 'waiting');
    expect(queueOf(w)).toMatchObject({ going: true, heldBy: null });
    await restart(first);
    await stand('done', 'needsYou', 'done');
    await restart(second);
    await stand('done', 'done', 'done');
    expect(server(servers, second).changes.filter((name) => name === 'Restart-Server')).toHaveLength(1);
  });

  it('is kept over a start of the app, paused, and connects by itself when it is started again', async () => {
    const { w, ids, open, servers } = await fleet(2);
    const gate = on.gate();
    server(servers, ids[0]).plays['Invoke-Onboarding'] = { waits: gate.waits };
    await enqueue(w, ids);
    await change(w, { kind: 'start' });
    await w.until(ids[0] ?? '', 'at work', (view) => on.stateOf(view.run, 'onboard') === 'running');
    expect((await w.app.closingWords())?.body).toContain('One server of the queue waits');
    await w.stop(true);
    gate.open();
    const again = (walker = await Walker.start(w.folder, { openShell: open, pace: on.quickly }));
    expect(queueOf(again)).toMatchObject({ going: false });
    await again.until(
      ids[0] ?? '',
      'settled',
      (view) => view.busy === 'idle' && view.run?.outcome !== 'interrupted',
    );
    again.session = await again.ask('getSession', {});
    expect(states(again)[1]).toBe('waiting');
    expect(server(servers, ids[1]).changes).toEqual([]);
    await change(again, { kind: 'start' });
    await until(again, 'done', ({ entries }) => entries[1]?.state === 'done');
  });

  it('takes a server out before its turn, and not while it is changed', async () => {
    const { w, ids, servers } = await fleet(2);
    const gate = on.gate();
    server(servers, ids[0]).plays['Send-Package'] = { waits: gate.waits };
    await enqueue(w, ids);
    await change(w, { kind: 'start' });
    await w.until(ids[0] ?? '', 'at work', (view) => on.stateOf(view.run, 'send-kit') === 'running');
    const remove = (targetId: string) => ({ practice: true, change: { kind: 'remove' as const, targetId } });
    expect(await w.refused('changeQueue', remove(ids[0] ?? ''))).toBe('step.blocked');
    expect(await w.refused('changeQueue', remove(ids[1] ?? ''))).toBe('accepted');
    gate.open();
    await ended(w);
    expect(states(w)).toEqual(['done']);
    expect(server(servers, ids[1]).changes).toEqual([]);
  });
});
