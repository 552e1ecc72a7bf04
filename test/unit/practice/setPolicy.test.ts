import { expect, test } from 'vitest';
import type { Fault } from '../../../main/practice/machine/machine';
import type { ParamsOf } from '../../../shared/model/operations';
import { settings } from '../../../shared/plan/settings';
import { emptyInputs } from '../../../shared/model/inputs';
import { noWishes, type Wishes } from '../../../shared/model/wishes';
import { emptyKit } from '../../fixtures/kits';
import { act, bench, facts, stepsOf } from './bench';

const tag = (value: string | null): ParamsOf<'Set-Policy'> => ({ values: [{ name: 'deviceTag', value }] });
const fault = (operation: string, effect: Fault['effect'], native: number | null = null): Fault => ({
  ...{ operation, effect, native, line: 'It fails', times: 1 },
});

test('a policy value is written, found already so, cleared, and removed', async () => {
  const shell = bench('2019-onboarded', { speed: 60 }).open();
  const told = async (value: string | null, run: string) => {
    const { result, records } = await act(shell, 'Set-Policy', tag(value), run);
    return [result, stepsOf(records), (await facts(shell)).policy.deviceTag];
  };
  const written = ['writePolicy:begin', 'writePolicy:done'];
  const one = (before: string | null, after: string | null) => [{ name: 'deviceTag', before, after }];
  expect(await told('Web', 'run-first-1')).toEqual([
    { changed: true, values: one(null, 'Web') },
    written,
    'Web',
  ]);
  expect(await told('Web', 'run-second-1')).toEqual([
    { changed: false, values: one('Web', 'Web') },
    ['writePolicy:skipped'],
    'Web',
  ]);
  expect(await told('', 'run-third-1')).toEqual([{ changed: true, values: one('Web', '') }, written, '']);
  expect(await told(null, 'run-fourth-1')).toEqual([{ changed: true, values: one('', null) }, written, null]);
});

test.each([
  ['refused', 'fail', { ok: false, code: 'target.accessDenied' }],
  ['without effect', 'noop', { ok: true, code: null }],
] as const)('a policy value that is %s leaves the server as it was', async (_, effect, end) => {
  const shell = bench('2019-onboarded', { speed: 60 }).open();
  shell.addFault(fault('Set-Policy', effect, 5));
  const played = await act(shell, 'Set-Policy', tag('Web'));
  expect(played.end).toMatchObject(end);
  expect((await facts(shell)).policy.deviceTag).toBeNull();
});

test('what a Group Policy decides comes back with its next refresh, and the reading names it', async () => {
  const { open, clock } = bench('2019-managed', { speed: 60 });
  const shell = open();
  const before = await facts(shell);
  expect(before.policySources.map(({ name }) => name)).toEqual(['deviceTag', 'sampleCollection']);
  expect(before.owners.map(({ kind }) => kind)).toEqual(['configMgr']);
  await act(shell, 'Set-Policy', {
    values: [
      { name: 'deviceTag', value: 'Web' },
      { name: 'latency', value: 'Demo' },
    ],
  });
  // Written and read back: until the refresh the server shows what was asked for.
  expect((await facts(shell)).policy).toMatchObject({ deviceTag: 'Web', latency: 'Demo' });
  clock.now += 2 * 60_000;
  expect((await facts(shell)).policy).toMatchObject({ deviceTag: 'Servers', latency: 'Demo' });
});

test('the proxy of Windows is set, found already so, taken away, and refused', async () => {
  const shell = bench('2019-onboarded', { speed: 60 }).open();
  const through = { proxy: 'proxy.example:8080', bypass: '<local>' };
  const straight = { proxy: null, bypass: null };
  const first = await act(shell, 'Set-WinHttpProxy', through, 'run-first-1');
  expect(first.result).toEqual({ changed: true, before: straight, after: through });
  const again = await act(shell, 'Set-WinHttpProxy', through, 'run-second-1');
  expect(again.result).toEqual({ changed: false, before: through, after: through });
  shell.addFault(fault('Set-WinHttpProxy', 'fail', 1));
  const refused = await act(shell, 'Set-WinHttpProxy', straight, 'run-third-1');
  expect(refused.end).toMatchObject({ ok: false, code: 'operation.failed', native: 1 });
  shell.addFault(fault('Set-WinHttpProxy', 'noop'));
  const kept = await act(shell, 'Set-WinHttpProxy', straight, 'run-fourth-1');
  expect(kept.result).toEqual({ changed: false, before: through, after: through });
  const last = await act(shell, 'Set-WinHttpProxy', straight, 'run-fifth-1');
  expect(last.result).toEqual({ changed: true, before: through, after: straight });
  expect((await facts(shell)).proxy).toMatchObject({ winHttp: null, winHttpBypass: null });
});

/** A wish of each setting of a policy value, and of the proxy of Windows, that an onboarded 2019 does not have yet. */
const wishes: readonly Partial<Wishes>[] = [
  { deviceTag: 'Web' },
  { sampleCollection: 'refused' },
  { telemetryFrequency: 'expedited' },
  { sensorProxy: 'edr.example:8080' },
  { preferStaticProxy: 'on' },
  { turnOffPolicies: 'cleared' },
  { winHttpProxy: { proxy: 'proxy.example:8080', bypass: '<local>' } },
];

test.each(wishes.map((wish) => [JSON.stringify(wish), wish] as const))(
  'the wish %s is done, sends nothing a second time, and is taken back',
  async (_, wish) => {
    const shell = bench('2019-onboarded', { speed: 60 }).open();
    const situation = async () => ({
      journey: 'maintain' as const,
      facts: await facts(shell),
      inputs: { ...emptyInputs('local'), wishes: { ...noWishes, ...wish } },
      kit: emptyKit,
    });
    const open = async () => {
      const now = await situation();
      const all = settings.flatMap(({ actions }) => actions).filter((action) => action.applies(now));
      return { now, all, left: all.filter((action) => !action.isDone(now)) };
    };
    // A policy that turns Defender off, for the wish that clears it.
    await act(shell, 'Set-Policy', { values: [{ name: 'disableAntiSpyware', value: 1 }] }, 'run-before-1');
    const { now, all, left } = await open();
    expect([all.length, left.length]).toEqual([1, 1]);
    const [action] = all;
    const call = action?.call(now);
    const before = action?.evidence(now.facts) ?? '';
    if (action === undefined || !call) throw new Error('no action for the wish');
    await act(shell, call.operation, call.params as never, 'run-there-1');
    expect((await open()).left).toEqual([]);
    expect(action.evidence((await situation()).facts)).not.toBe(before);
    const back = action.takeBack?.(before);
    if (!back) throw new Error('no way back');
    expect(back.isDone((await situation()).facts)).toBe(false);
    await act(shell, back.call.operation, back.call.params as never, 'run-back-1');
    expect(back.isDone((await situation()).facts)).toBe(true);
  },
);
