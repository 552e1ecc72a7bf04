import { describe, expect, it } from 'vitest';
import {
  backOff,
  createTaker,
  factsThroughLoss,
  failureIn,
  followAction,
  patchAction,
  showContact,
  type Followed,
} from '../../../main/runs/follow';
import type { RunRecord } from '../../../shared/bridge/records';
import { ContactEnded } from '../../../main/shell/wayErrors';
import { GangwayError } from '../../../shared/errors';
import { aRunOf, InMemory, runId } from './inMemory';
import { now } from '../shared/views';

const going = new AbortController().signal;
const log = (n: number): RunRecord => ({
  kind: 'log',
  n,
  at: now,
  source: 'out',
  level: 'info',
  text: `line ${String(n)}`,
});
const result = (n: number, value: unknown): RunRecord => ({ kind: 'result', n, at: now + n, value });
const end = (n: number, ok = true): RunRecord => ({
  kind: 'end',
  n,
  at: now,
  ok,
  code: ok ? null : 'operation.failed',
  text: '',
  native: null,
});

/** A server whose second action is followed. */
function underWay(change = {}) {
  const on = new InMemory({ view: { run: aRunOf(['send-kit', 'onboard'], change) } });
  const place = { runId, nn: 2, action: 'onboard', operation: 'Invoke-Onboarding' as const };
  return {
    on,
    place,
    follow: (signal = going, skipLines = 0) =>
      followAction(on.needs, on.server, { ...place, skipLines }, signal),
  };
}

describe('an action that is followed', () => {
  it('shows its lines, its stage and its progress on its own row, and answers its end and its result', async () => {
    const { on, follow } = underWay();
    on.page = { ...on.page, skewMs: 1000 };
    on.follows.push(async (take) => {
      await take([
        { kind: 'step', n: 0, at: now, key: 'prepare', state: 'begin', detail: '' },
        { kind: 'progress', n: 1, at: now, done: 3, total: 10 },
      ]);
      expect(on.page.run?.actions.map(({ stage, progress }) => [stage, progress])).toEqual([
        [null, null],
        ['prepare', { done: 3, total: 10 }],
      ]);
      await take([
        { kind: 'step', n: 2, at: now, key: 'prepare', state: 'done', detail: '' },
        { kind: 'step', n: 3, at: now, key: 'wait', state: 'begin', detail: '' },
      ]);
      // A new stage begins without progress; a stage that ended stays until the next one begins.
      expect(on.page.run?.actions[1]).toMatchObject({ stage: 'wait', progress: null });
      await take([{ kind: 'progress', n: 4, at: now, done: 5, total: 9 }]);
      await take([{ kind: 'step', n: 5, at: now, key: 'wait', state: 'done', detail: '' }]);
      expect(on.page.run?.actions[1]).toMatchObject({ stage: 'wait', progress: { done: 5, total: 9 } });
      await take([log(5), result(6, { changed: true }), end(7)]);
      expect(on.page.run?.actions[1]).toMatchObject({ stage: 'wait', progress: { done: 5, total: 9 } });
      return 'ended';
    });
    const found = await follow();
    expect(found).toEqual({ outcome: 'ended', end: end(7), result: { changed: true }, saidAt: now + 6 });
    expect(on.lines.map(({ text }) => text)).toEqual([
      'begin prepare',
      'done prepare',
      'begin wait',
      'done wait',
      'line 5',
      'end',
    ]);
    // Dated by the clock of this computer.
    expect(on.lines[0]).toMatchObject({ action: 'onboard', at: now - 1000 });
    expect(on.page.run).toMatchObject({ lines: 6, lastOutputAt: now });
  });

  it('does not say a second time what an earlier start of the app had shown', async () => {
    const { on, follow } = underWay();
    on.follows.push(async (take) => {
      await take([log(0), { kind: 'progress', n: 1, at: now, done: 1, total: null }, log(2)]);
      expect([on.lines, on.page.run?.lines, on.page.run?.lastOutputAt]).toEqual([[], 0, null]);
      await take([log(3), log(4)]);
      return 'unknown';
    });
    expect(await follow(going, 3)).toEqual({
      outcome: 'unknown',
      end: null,
      result: undefined,
      saidAt: null,
    });
    expect(on.lines.map(({ text }) => text)).toEqual(['line 4']);
    expect(on.page.run?.lines).toBe(1);
  });

  it('goes on after its last record over a new session, and waits longer from try to try until something comes', async () => {
    const { on, follow } = underWay();
    const from: number[] = [];
    const breaks =
      (records: RunRecord[]): (typeof on.follows)[number] =>
      async (take, at) => {
        from.push(at);
        if (records.length > 0) await take(records);
        throw new GangwayError('shell.exited');
      };
    on.follows.push(
      breaks([log(0), result(1, 'kept')]),
      breaks([]),
      breaks([]),
      breaks([log(2)]),
      async (take, at) => {
        // An answer without records is contact, and moves nothing on.
        await take([]);
        return breaks([])(take, at, going, 2);
      },
      async (take, at) => {
        from.push(at);
        expect(on.page.run).toMatchObject({ outcome: 'interrupted', contactLostAt: now });
        await take([]);
        expect(on.page.run).toMatchObject({ outcome: 'running', contactLostAt: null });
        await take([end(3)]);
        return 'ended';
      },
    );
    expect(await follow()).toMatchObject({ outcome: 'ended', result: 'kept', end: { n: 3 } });
    expect(from).toEqual([0, 2, 2, 2, 3, 3]);
    expect(on.pauses).toEqual([0, 1, 2, 0, 0]);
    expect(on.closed).toBe(5);
  });

  it('is in contact again once it ended, without a further record', async () => {
    const { on, follow } = underWay({ outcome: 'interrupted', contactLostAt: 1 });
    on.follows.push(() => Promise.resolve('neverStarted'));
    expect(await follow()).toMatchObject({ outcome: 'neverStarted' });
    expect(on.page.run).toMatchObject({ outcome: 'running', contactLostAt: null });
  });

  it('whose records are broken has an unknown end, and keeps what it had said', async () => {
    const { on, follow } = underWay({ outcome: 'interrupted' });
    on.follows.push(async (take) => {
      await take([result(0, 1)]);
      showContact(on.needs, on.server, 'interrupted');
      throw new GangwayError('run.brokenRecords', 'Record 4 stands where 3 should.');
    });
    expect(await follow()).toMatchObject({
      outcome: 'unknown',
      result: 1,
      lost: { code: 'run.brokenRecords' },
    });
    expect(on.page.run?.outcome).toBe('running');
  });

  it('over its limit has an unknown end that names it', async () => {
    const { on, follow } = underWay();
    on.limitMs = 1;
    on.follows.push(
      (_take, _from, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new GangwayError('operation.canceled')));
        }),
    );
    const lost = { code: 'operation.timedOut', detail: 'onboard', native: null };
    expect(await follow()).toMatchObject({ outcome: 'unknown', lost });
  });

  it.each(['target.signInRefused', 'credential.needed', 'target.accessDenied'] as const)(
    'is left where its server lets nobody in any more (%s), and nobody tries again',
    async (code) => {
      const { on, follow } = underWay();
      on.follows.push(() => Promise.reject(new GangwayError(code)));
      await expect(follow()).rejects.toMatchObject({ name: 'GangwayError', code });
      expect(on.page.run?.outcome).toBe('interrupted');
      expect([on.closed, on.pauses]).toEqual([1, []]);
    },
  );

  it('fails at once for an error that says nothing of the link, which stays in contact', async () => {
    const { on, follow } = underWay();
    on.follows.push(() => Promise.reject(new GangwayError('operation.badResult')));
    await expect(follow()).rejects.toMatchObject({ code: 'operation.badResult' });
    expect([on.page.run?.outcome, on.closed]).toEqual(['running', 0]);
  });

  it('is left when the app closes, whatever came at that moment, and the page says no lost contact', async () => {
    const { on, follow } = underWay();
    const leave = new AbortController();
    on.follows.push(() => {
      leave.abort();
      return Promise.reject(new GangwayError('shell.exited'));
    });
    await expect(follow(leave.signal)).rejects.toMatchObject({ code: 'operation.canceled' });
    expect([on.page.run?.outcome, on.closed]).toEqual(['running', 0]);
  });

  it('is left when the app closes between two tries', async () => {
    const { on } = underWay();
    const leave = new AbortController();
    leave.abort();
    await expect(backOff(on.needs, 9, leave.signal)).rejects.toMatchObject({ code: 'operation.canceled' });
    // The last pause repeats.
    expect(on.pauses).toEqual([2]);
  });
});

describe('the page of a run that is followed', () => {
  it('shows since when contact is lost, however often that is said', () => {
    const { on } = underWay();
    showContact(on.needs, on.server, 'interrupted');
    on.clock += 5000;
    showContact(on.needs, on.server, 'interrupted');
    expect(on.page.run?.contactLostAt).toBe(now);
    const { run } = on.page;
    showContact(on.needs, on.server, 'interrupted');
    expect(on.page.run).toBe(run);
  });

  it('shows nothing where it has no run', async () => {
    const on = new InMemory();
    patchAction(on.server, 1, { stage: 'x' });
    showContact(on.needs, on.server, 'interrupted');
    await createTaker(on.needs, on.server, runId, 'onboard', 1).take([log(0)]);
    expect(on.page.run).toBeNull();
  });
});

describe('what an action came to', () => {
  const good: Followed = {
    outcome: 'ended',
    end: { kind: 'end', n: 1, at: now, ok: true, code: null, text: '', native: null },
    result: { sentAt: now },
    saidAt: now,
  };
  const bad = (code: string | null) => ({
    ...good,
    end: { kind: 'end' as const, n: 1, at: now, ok: false, code, text: 'words', native: 5 },
  });
  const lost = { code: 'operation.timedOut' as const, detail: 'x', native: null };
  const ended = { detail: 'words', native: 5 };
  const away = { code: 'operation.unknownOutcome', detail: 'test' };
  it.each<[string, Followed, object | null]>([
    ['good with a result of its shape', good, null],
    ['good without an end, where the result is there', { ...good, end: null }, null],
    ['bad without a result', { ...good, result: undefined }, { code: 'operation.badResult', native: null }],
    ['bad as its end says', bad('cloud.unreachable'), { code: 'cloud.unreachable', ...ended }],
    ['failed where its code is not of ours', bad('Weird'), { code: 'operation.failed', ...ended }],
    ['failed where it names no code', bad(null), { code: 'operation.failed', ...ended }],
    ['unknown where its runner went away', { ...good, outcome: 'unknown' }, away],
    ['unknown for a reason that is known', { ...bad('Weird'), outcome: 'unknown', lost }, lost],
  ])('is %s', (_, followed, expected) => {
    const found = failureIn(followed, 'test', 'Invoke-DetectionTest');
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});

describe('facts after a change', () => {
  it('are waited for through a lost link, less often from try to try', async () => {
    const on = new InMemory();
    on.readings.push(...Array.from({ length: 4 }, () => new GangwayError('shell.exited')));
    await factsThroughLoss({ ...on, signal: going });
    expect([on.pauses, on.closed]).toEqual([[0, 1, 2, 2], 4]);
  });

  it.each([
    ['what the server refuses', new GangwayError('operation.badResult'), false],
    ['a server that lets nobody in', new GangwayError('target.signInRefused'), true],
  ])('are not waited for through %s', async (_, error, ends) => {
    const on = new InMemory();
    on.readings.push(error);
    const thrown: unknown = await factsThroughLoss({ ...on, signal: going }).catch((found: unknown) => found);
    expect(thrown).toMatchObject({ code: error.code });
    expect([thrown instanceof ContactEnded, on.closed]).toEqual([ends, 0]);
  });

  it('are not waited for by an app that closes', async () => {
    const on = new InMemory();
    const leave = new AbortController();
    const broken = new GangwayError('shell.exited');
    on.answers['Get-ServerState'] = () => {
      leave.abort();
      throw broken;
    };
    await expect(factsThroughLoss({ ...on, signal: leave.signal })).rejects.toBe(broken);
    expect(on.closed).toBe(0);
  });
});
