import { describe, expect, it } from 'vitest';
import { restoreRun, takeUp } from '../../../main/runs/restore';
import type { RunView } from '../../../shared/bridge/session';
import { GangwayError } from '../../../shared/errors';
import { now, onboarded, type ViewChange, wishing } from '../shared/views';
import { aRunOf, InMemory, runId, type Noted } from './inMemory';

const wanted = (mode: 'active' | 'passive') => ({ inputs: { wishes: wishing(mode) } });
type Said = [
  action: string | null,
  phase: 'planned' | 'intent' | 'sent' | 'verified' | 'ended' | 'note',
  data?: unknown,
];
const line = { at: now, action: 'onboard', source: 'out', level: 'info', text: '' } as const;
const goodEnd = { kind: 'end', n: 1, at: now, ok: true, code: null, text: '', native: null } as const;
const failedEnd = { ...goodEnd, ok: false, code: 'cloud.unreachable' } as const;

/** Journals as an earlier start of the app left them: a plan of these actions, and what was noted of the last. */
function left(
  purpose: RunView['purpose'],
  ids: readonly string[],
  said: readonly Said[],
  ...changes: ViewChange[]
) {
  const on = new InMemory(...changes);
  const plan = { key: 'undo ForceDefenderPassiveMode = -', needed: true };
  const planned = { purpose, actions: ids.map((id, index) => ({ id, nn: index + 1, ...plan })) };
  for (const [action, phase, data = null] of [[null, 'planned', planned] as Said, ...said]) {
    const place = { action, nn: action === null ? null : ids.indexOf(action) + 1 };
    on.noted.push({ at: now, runId, targetId: on.server.id, ...place, phase, data: data as never });
  }
  return on;
}
/** A newer journal that begins with that plan. */
const newer = (on: InMemory, id: string, data: Noted['data']) =>
  on.noted.push({
    at: now,
    runId: id,
    targetId: on.server.id,
    nn: null,
    action: null,
    phase: 'planned',
    data,
  });
const cut = (id: string, params: unknown = {}): Said[] => [
  [id, 'intent', { params }],
  [id, 'sent'],
];
/** Shows what was left, and takes it up behind the connection. */
async function takenUp(on: InMemory) {
  await restoreRun(on.needs, on.server);
  const before = on.noted.length;
  await takeUp(on.needs, on.server);
  await on.over();
  const noted = on.phases.slice(before);
  return { noted, run: on.page.run, state: on.page.run?.actions.at(-1)?.state };
}
const ended =
  (value: unknown): (typeof InMemory.prototype.follows)[number] =>
  async (take) => {
    await take([{ kind: 'result', n: 0, at: now, value }, goodEnd]);
    return 'ended';
  };
/** The hold of the run that was left. */
const at = { since: 1, renewedAt: now, expiresAt: now };
const lease = { runId, account: 'a', computer: 'b', technician: null, ...at };
const good = { changed: true, restart: false, native: 0, onboardingState: 1 };

describe('the run that an earlier start of the app left', () => {
  it('is shown with its lines; a newer probe does not take its place', async () => {
    const on = left('plan', ['onboard'], cut('onboard'));
    const planned = { purpose: 'probe', actions: [{ id: 'test-connectivity', nn: 1, needed: true }] };
    newer(on, 'a-probe', planned);
    on.lines.push(line, line);
    await restoreRun(on.needs, on.server);
    expect(on.page.run).toMatchObject({ runId, outcome: 'interrupted', lines: 2 });
    expect(on.asked).toEqual([]);
  });

  it('is the newest whose plan can be read, and none where there is none', async () => {
    const on = left('plan', ['onboard'], []);
    newer(on, 'torn', 'text');
    await restoreRun(on.needs, on.server);
    expect(on.page.run?.runId).toBe(runId);
    const none = new InMemory();
    await restoreRun(none.needs, none.server);
    expect(none.page.run).toBeNull();
  });
});

describe('an action that was under way', () => {
  it('is followed to its end without being sent, and the rest of the plan waits for a person', async () => {
    const on = left('plan', ['onboard'], cut('onboard'));
    on.lines.push(line);
    on.follows.push(async (take) => {
      expect(on.page.busy).toBe('running');
      await take([
        { kind: 'log', n: 0, at: now, source: 'out', level: 'info', text: 'shown before' },
        { kind: 'result', n: 1, at: now, value: good },
        goodEnd,
      ]);
      return 'ended';
    });
    on.readings.push({}, onboarded.facts ?? {});
    const { noted, run, state } = await takenUp(on);
    expect(noted).toEqual(['onboard ack', 'onboard verified', 'ended']);
    expect([run?.outcome, state, on.page.busy, on.server.running, on.pensDown]).toEqual([
      'done',
      'done',
      'idle',
      null,
      1,
    ]);
    expect(on.asked.map(({ name }) => name)).toEqual(['Get-ServerState', 'Get-ServerState']);
    // The line that was shown before is not shown again.
    expect(on.lines.filter(({ text }) => text === 'shown before')).toEqual([]);
    expect(on.page.changes.map(({ action }) => action)).toEqual(['onboard']);
  });

  it('leaves its run stopped where more of the plan is left', async () => {
    const on = left('plan', ['set-mode', 'onboard'], cut('set-mode'), wanted('passive'));
    on.follows.push(ended({ changed: true, before: null, after: 1 }));
    on.readings.push({}, { policy: { forceDefenderPassiveMode: 1 } });
    const { noted, run } = await takenUp(on);
    expect(noted).toEqual(['set-mode ack', 'set-mode verified', 'ended']);
    expect(run).toMatchObject({
      outcome: 'stopped',
      failure: null,
      actions: [{ state: 'done' }, { state: 'ahead' }],
    });
  });

  it('that failed ends its run with the reason; what was done before it stays done', async () => {
    const on = left('plan', ['send-kit', 'onboard'], [['send-kit', 'verified'], ...cut('onboard')]);
    on.follows.push(async (take) => {
      await take([{ ...failedEnd, n: 0 }]);
      return 'ended';
    });
    const { run } = await takenUp(on);
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'cloud.unreachable' } });
    expect(run?.actions.map((action) => action.state)).toEqual(['done', 'failed']);
  });

  it('that wants a restart leaves the run waiting for it, told from the start before it', async () => {
    const on = left('plan', ['onboard'], cut('onboard'));
    on.follows.push(ended({ ...good, restart: true, native: 3010 }));
    on.readings.push({ lease }, { ...onboarded.facts, lease });
    const { run } = await takenUp(on);
    expect(run?.outcome).toBe('restartRequired');
    expect(on.dataOf('ended')).toMatchObject({ bootMark: on.page.facts?.boot.startedAt });
    // A restart belongs to the run, which still holds the server.
    expect(on.asked.map(({ name }) => name)).not.toContain('Set-Lease');
  });

  it('gives the server back that its run still holds', async () => {
    const on = left('plan', ['onboard'], cut('onboard'));
    on.follows.push(ended(good));
    on.readings.push({ lease }, { ...onboarded.facts, lease });
    await takenUp(on);
    expect(on.asked.at(-1)).toMatchObject({ name: 'Set-Lease', params: { lease: null } });
    expect(on.dataOf('ended')).not.toHaveProperty('bootMark');
  });

  it('is judged by its own end: an undo by the value it returns to', async () => {
    const on = left('undo', ['set-mode'], cut('set-mode'), {
      ...wanted('passive'),
      facts: { policy: { forceDefenderPassiveMode: 1 } },
    });
    on.follows.push(ended({ changed: true, before: 1, after: null }));
    const { run } = await takenUp(on);
    expect(run).toMatchObject({ purpose: 'undo', outcome: 'conflict' });
  });

  it('is judged by its own end: a test by its very run, and nothing is behind it', async () => {
    const test = {
      nn: 1,
      operation: 'Invoke-DetectionTest',
      startedAt: 1,
      endedAt: 2,
      outcome: 'ok' as const,
      code: null,
    };
    for (const [of, outcome] of [
      [runId, 'done'],
      ['20261124-143208-ffffffff', 'conflict'],
    ] as const) {
      const on = left('test', ['test-detection'], cut('test-detection'));
      on.follows.push(ended({ sentAt: now }));
      on.readings.push({}, { runs: [{ ...test, runId: of }] });
      expect((await takenUp(on)).run).toMatchObject({ outcome, failure: null });
    }
  });

  it('is weighed even where the plan does not list it any more', async () => {
    const on = left('plan', ['set-mode'], cut('set-mode', { mode: 'passive' }), wanted('active'));
    on.follows.push(ended({ changed: true, before: null, after: null }));
    expect((await takenUp(on)).noted).toEqual(['set-mode ack', 'set-mode verified', 'ended']);
  });

  it('of a copy was cut off with the app: what the server shows decides', async () => {
    const on = left('plan', ['send-kit'], cut('send-kit'));
    const { noted, run } = await takenUp(on);
    expect(noted).toEqual(['send-kit unknown', 'ended']);
    expect(run).toMatchObject({ outcome: 'unknown', failure: { code: 'operation.unknownOutcome' } });
  });

  it.each<[string, (on: InMemory) => void, string]>([
    [
      'its server lets nobody in',
      (on) => on.follows.push(() => Promise.reject(new GangwayError('target.signInRefused'))),
      'target.signInRefused',
    ],
    [
      'its journal cannot be written',
      (on) => (
        on.follows.push(ended(good)),
        on.refuses.push('ended'),
        on.readings.push({}, onboarded.facts ?? {})
      ),
      'journal.unwritable',
    ],
  ])('waits for the next connection where %s', async (_, change, code) => {
    const on = left('plan', ['onboard'], cut('onboard'));
    change(on);
    const { run, state } = await takenUp(on);
    expect(run).toMatchObject({ outcome: 'interrupted', failure: { code } });
    expect([state, on.page.busy, on.server.running]).toEqual(['running', 'idle', null]);
  });

  it('that nobody knows any more is said, and stays', async () => {
    const on = left('plan', ['later-action'], cut('later-action'));
    const { run } = await takenUp(on);
    expect(run).toMatchObject({ outcome: 'interrupted', failure: { detail: 'unknown action later-action' } });
  });

  it('shows no failure where the app closes meanwhile', async () => {
    const on = left('plan', ['onboard'], cut('onboard'));
    on.follows.push(() => {
      on.server.running?.abort();
      return Promise.reject(new GangwayError('shell.exited'));
    });
    const { run } = await takenUp(on);
    expect(run).toMatchObject({ outcome: 'interrupted', failure: null });
  });

  it('is not followed twice at once', async () => {
    const on = left('plan', ['onboard'], cut('onboard'));
    on.server.running = new AbortController();
    const { noted } = await takenUp(on);
    expect([noted, on.asked]).toEqual([[], []]);
  });

  it('whose changes cannot be told afterwards says so', async () => {
    const on = left('plan', ['onboard'], cut('onboard'));
    await restoreRun(on.needs, on.server);
    on.follows.push(ended(good));
    on.needs.journal.list = () => Promise.reject(new Error('the disk is gone'));
    await takeUp(on.needs, on.server);
    await on.over();
    expect([on.notices, on.page.busy]).toEqual([['internal the disk is gone'], 'idle']);
  });
});

describe('a run that waits for a restart', () => {
  const waits = () =>
    left('plan', ['restart'], [[null, 'ended', { outcome: 'restartRequired', failure: null, bootMark: 1 }]]);

  it('is judged by fresh facts, unless something is at work there', async () => {
    expect((await takenUp(waits())).run?.outcome).toBe('stopped');
    const busy = waits();
    busy.server.running = new AbortController();
    expect((await takenUp(busy)).run?.outcome).toBe('restartRequired');
    expect(busy.asked).toEqual([]);
  });

  it('waits on where they cannot be read, and nothing else is wrong', async () => {
    const on = waits();
    on.readings.push(new GangwayError('operation.failed', 'x'));
    expect((await takenUp(on)).run?.outcome).toBe('restartRequired');
    expect(on.page.readFailure).toMatchObject({ code: 'operation.failed' });
  });

  it('hides no error of our own', async () => {
    const on = waits();
    on.readings.push(new TypeError('a bug'));
    await expect(takenUp(on)).rejects.toThrow('a bug');
  });
});

it('a run that is over is left alone, and so is a server without one', async () => {
  const on = left('plan', ['onboard'], [[null, 'ended', { outcome: 'done', failure: null }]]);
  expect((await takenUp(on)).run?.outcome).toBe('done');
  const none = new InMemory();
  await takeUp(none.needs, none.server);
  // Contact was lost before anything was sent.
  const idle = new InMemory({ view: { run: aRunOf(['onboard'], { outcome: 'interrupted' }) } });
  await takeUp(idle.needs, idle.server);
  await idle.over();
  expect([on.asked, none.asked, idle.asked]).toEqual([[], [], []]);
});
