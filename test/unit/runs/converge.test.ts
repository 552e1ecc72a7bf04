import { describe, expect, it } from 'vitest';
import { converge, settleFollowed } from '../../../main/runs/converge';
import type { Followed } from '../../../main/runs/follow';
import { GangwayError } from '../../../shared/errors';
import { now, type ViewChange } from '../shared/views';
import { atWork } from './atWork';

const broken = new GangwayError('shell.exited');
const worked = (change: object = {}) => ({
  changed: true,
  restart: false,
  native: 0,
  onboardingState: 1,
  ...change,
});
const endOf = (code: string | null) =>
  ({ kind: 'end', n: 9, at: now, ok: code === null, code, text: '', native: null }) as const;
const good: Followed = { outcome: 'ended', end: endOf(null), result: worked(), saidAt: now };
const lost: Followed = { outcome: 'unknown', end: null, result: undefined, saidAt: null };

describe('an action that was followed is weighed against what the server shows', () => {
  const wish = (native: number): Followed => ({ ...good, result: worked({ restart: true, native }) });
  const failed = { ...good, end: endOf('cloud.unreachable') };
  const canceled = { ...good, end: endOf('operation.canceled') };
  const [required, own] = [wish(3010), wish(1641)];
  it.each<[string, Followed, 'shown' | 'missing', string, object?]>([
    ['a good result that it shows is done', good, 'shown', 'done: ack verified', { restart: false }],
    ['a good result that it does not show is a conflict', good, 'missing', 'conflict: ack conflict'],
    [
      'a failure stays one',
      failed,
      'shown',
      'failed: failed',
      { code: 'cloud.unreachable', result: worked() },
    ],
    ['a failure may have no result', { ...failed, result: undefined }, 'missing', 'failed: failed'],
    ['an end that nobody saw is done', lost, 'shown', 'done: verified', { restart: false }],
    ['an end that nobody saw is unknown', lost, 'missing', 'unknown: unknown', { native: null }],
    ['one that was stopped is done', canceled, 'shown', 'done: verified'],
    ['one that was stopped is no failure', canceled, 'missing', 'stopped: stopped'],
    ['a restart is waited for', required, 'shown', 'restartRequired: ack verified', { restart: true }],
    ['a restart may bring what is missing', required, 'missing', 'restartRequired: ack needsReboot'],
  ])('%s: %#', async (_, followed, shows, expected, data = {}) => {
    await weigh(followed, shows, expected, data);
  });

  it.each<[string, Followed, 'shown' | 'missing', string, object?]>([
    ['that was required', required, 'shown', 'done: ack verified', { restart: false }],
    ['that was required, and brought nothing', required, 'missing', 'conflict: ack conflict'],
    ['of its own', own, 'shown', 'done: ack verified', { restart: false }],
    ['of its own that brought nothing', own, 'missing', 'conflict: ack conflict'],
  ])(
    'a restart that came since is not called for again: one %s',
    async (_, followed, shows, expected, data = {}) => {
      await weigh(followed, shows, expected, data, { facts: { boot: { startedAt: now + 1 } } });
    },
  );

  async function weigh(
    followed: Followed,
    shows: string,
    expected: string,
    data: object,
    change: ViewChange = {},
  ) {
    const { on, item, work } = await atWork('onboard', shows === 'shown', change);
    const end = await settleFollowed(work, item, 2, followed);
    expect(`${end.state}: ${on.noted.map(({ phase }) => phase).join(' ')}`).toBe(expected);
    const said = on.noted.at(-1)?.data;
    // What the server showed afterwards always stands beside it.
    expect(said).toMatchObject({ after: expect.stringContaining('OnboardingState'), ...data });
    if (followed.result === undefined) expect(said).not.toHaveProperty('result');
    if (end.state === 'unknown' || end.state === 'failed')
      expect(end.failure.code).toMatch(/^(cloud|operation)\./);
    // Only after a restart of its own are the steps above looked at again.
    if ('restarted' in end) expect(end.restarted).toBe(followed === own);
  }

  it('one that never started has failed, and the page shows fresh facts', async () => {
    const { on, item, work, state } = await atWork('onboard');
    const end = await settleFollowed(work, item, 2, { ...lost, outcome: 'neverStarted' });
    expect(end).toMatchObject({ state: 'failed', failure: { code: 'run.notStarted', detail: 'onboard' } });
    expect(on.phases).toEqual(['onboard failed']);
    expect(on.asked.map(({ name }) => name)).toEqual(['Get-ServerState']);
    expect(state()).toBe('failed');
  });

  it('the restart that it has begun is waited for, and shown', async () => {
    const { on, item, work } = await atWork('onboard');
    on.readings.push({}, broken, { boot: { startedAt: now + 1 } });
    const end = await settleFollowed(work, item, 2, wish(1641));
    expect(end).toEqual({ state: 'done', restarted: true });
    expect(on.phases).toEqual(['onboard ack', 'onboard note', 'onboard verified']);
    expect(on.shown.map(({ busy }) => busy)).toContain('restarting');
    expect(on.page.busy).toBe('running');
  });

  it.each([
    ['a good result', good, 'unknown', 'operation.failed'],
    ['an end that nobody saw', lost, 'unknown', 'operation.unknownOutcome'],
    ['a failure', failed, 'failed', 'cloud.unreachable'],
  ])('%s whose facts cannot be read is no success: %s', async (_, followed, state, code) => {
    const { on, item, work } = await atWork('onboard');
    on.readings.push(new GangwayError('operation.failed', 'WMI is broken'));
    expect(await settleFollowed(work, item, 2, followed)).toMatchObject({ state, failure: { code } });
    expect(on.phases.at(-1)).toBe(`onboard ${state}`);
  });

  it('is left as it is where nobody is let in any more, or where the app closes', async () => {
    const { on, item, work, leave } = await atWork('onboard');
    on.readings.push(new GangwayError('target.signInRefused'));
    await expect(settleFollowed(work, item, 2, good)).rejects.toMatchObject({ code: 'target.signInRefused' });
    leave.abort();
    await expect(settleFollowed(work, item, 2, good)).rejects.toMatchObject({ code: 'operation.canceled' });
    expect(on.phases).toEqual(['onboard ack', 'onboard ack']);
  });
});

describe('an action that is sent', () => {
  it('is written down with what it is sent, before it is, and as sent behind it', async () => {
    const { on, item, work } = await atWork('onboard');
    on.start = (_nn, hold) => {
      expect(on.phases).toEqual(['onboard intent']);
      expect(hold).toMatchObject({ last: false });
    };
    on.follows.push(async (take) => {
      expect(on.phases).toEqual(['onboard intent', 'onboard sent']);
      await take([
        { kind: 'result', n: 0, at: now, value: worked() },
        { ...endOf(null), n: 1 },
      ]);
      return 'ended';
    });
    expect(await converge(work, item, 2, false)).toEqual({ state: 'done', restarted: false });
    const intent = on.noted[0]?.data;
    expect(intent).toMatchObject({
      operation: 'Invoke-Onboarding',
      params: item.call?.params,
      before: expect.stringContaining('OnboardingState'),
    });
    expect(intent).toHaveProperty('sha256');
    expect(on.dataOf('ack')).toEqual(worked());
    expect(on.asked[0]).toEqual({ name: 'Invoke-Onboarding', params: item.call?.params });
  });

  it('that copies files is no task of the server, and leaves nothing behind that could be stopped', async () => {
    const { on, item, work } = await atWork('send-kit');
    on.answers['Send-Package'] = () => ({ changed: true, files: [] });
    expect(await converge(work, item, 1, false)).toEqual({ state: 'done', restarted: false });
    expect(on.asked.map(({ name }) => name)).toEqual(['Set-Lease', 'Send-Package', 'Get-ServerState']);
    expect(on.server.copying).toBeNull();
  });

  it('that was stopped on its way is no failure', async () => {
    const { on, item, work } = await atWork('send-kit');
    on.answers['Send-Package'] = () => Promise.reject(new GangwayError('operation.canceled'));
    expect(await converge(work, item, 1, false)).toEqual({ state: 'stopped' });
    expect(on.noted.at(-1)).toMatchObject({ phase: 'stopped', data: null });
  });

  it('says to the server when nothing comes behind it', async () => {
    const { on, item, work } = await atWork('onboard');
    let held: unknown;
    on.start = (_nn, hold) => {
      held = hold;
    };
    on.follows.push(() => Promise.resolve('neverStarted'));
    await converge(work, item, 2, true);
    expect(held).toMatchObject({ last: true });
  });

  it('is not sent where its file is missing, or where its parameters make no sense', async () => {
    const { on, item, work } = await atWork('onboard');
    const none = await converge(work, { ...item, call: null }, 2, true);
    expect(none).toMatchObject({ state: 'failed', failure: { code: 'package.missing', detail: 'onboard' } });
    expect(on.phases).toEqual(['onboard failed']);
    const call = { operation: 'Invoke-DetectionTest', params: { surprise: 1 } } as const;
    const odd = await converge(work, { ...item, call }, 2, true);
    expect(odd).toMatchObject({ state: 'failed', failure: { code: 'operation.badParameters' } });
    expect(on.asked.map(({ name }) => name)).toEqual(['Get-ServerState']);
  });

  it('is not sent where its intent cannot be written', async () => {
    const { on, item, work } = await atWork('onboard');
    on.refuses.push('intent');
    await expect(converge(work, item, 2, true)).rejects.toMatchObject({ code: 'journal.unwritable' });
    expect(on.asked).toEqual([]);
  });

  it('that failed on its way shows so, even where the facts cannot be read afterwards', async () => {
    const { on, item, work, state } = await atWork('onboard');
    on.start = () => {
      throw new GangwayError('operation.hashMismatch');
    };
    on.readings.push(new GangwayError('operation.failed'));
    expect(await converge(work, item, 2, true)).toMatchObject({
      state: 'failed',
      failure: { code: 'operation.hashMismatch' },
    });
    expect([state(), on.readings]).toEqual(['failed', []]);
    expect(on.dataOf('failed')).toMatchObject({ code: 'operation.hashMismatch' });
  });
});
