import { expect, test } from 'vitest';
import { act, bench, codeOf, facts, followAll, kitFile, writeKit } from './bench';

const minute = 60_000;

test('records arrive by the clock, numbered without gaps, one start first and one end last', async () => {
  const { open, clock } = bench('2019-fresh');
  const shell = open();
  await shell.start('run-one-1', 1, 'Invoke-DetectionTest', {});
  const before = clock.now;
  const { records, outcome } = await followAll(shell, 'run-one-1');
  expect(outcome).toBe('ended');
  expect(clock.now - before).toBeGreaterThan(minute);
  expect(records.map((record) => record.n)).toEqual(records.map((_, index) => index));
  expect(records[0]?.kind).toBe('start');
  expect(records.filter((record) => record.kind === 'end')).toEqual([records.at(-1)]);
});

test.each([1, 8, 60, 600])('at speed %i the same work takes that much less time', async (speed) => {
  const { open, clock } = bench('2019-fresh', { speed });
  const shell = open();
  const before = clock.now;
  await act(shell, 'Invoke-DetectionTest', {});
  const real = clock.now - before;
  expect(real).toBeGreaterThanOrEqual(60_400 / speed);
  expect(real).toBeLessThan(60_400 / speed + 300);
});

test('the speed can be changed in the middle of an action', async () => {
  const { open, clock } = bench('2019-fresh');
  const shell = open();
  await shell.start('run-one-1', 1, 'Invoke-DetectionTest', {});
  clock.now += 30_000;
  shell.setSpeed(600);
  clock.now += 60;
  expect((await followAll(shell, 'run-one-1')).outcome).toBe('ended');
  expect(clock.now - Date.UTC(2027, 4, 3, 8)).toBeLessThan(31_000);
  expect(shell.status().speed).toBe(600);
});

test('while nothing is under way its clock runs as any clock, however fast the work is', async () => {
  const { open, clock } = bench('2019-fresh', { speed: 600 });
  const shell = open();
  clock.now += 8 * 60 * minute;
  expect((await facts(shell)).readAt).toBe(clock.now);
});

test('a new speed moves what is still to come, and leaves what has happened at its time', async () => {
  const { open, clock } = bench('2019-fresh');
  const shell = open();
  await shell.start('run-one-1', 1, 'Invoke-DetectionTest', {});
  clock.now += 25_000;
  const seen = (await facts(shell)).runs[0]?.startedAt;
  shell.setSpeed(10);
  expect((await facts(shell)).readAt).toBe(clock.now);
  const { records } = await followAll(shell, 'run-one-1');
  expect(records[0]?.at).toBe(seen);
  // 35.4 seconds of work were left.
  expect(records.at(-1)?.at).toBe((seen ?? 0) + 25_000 + 3_540);
});

test('a clock that is set back makes no time pass', async () => {
  const { open, clock } = bench('2019-fresh');
  const shell = open();
  const before = (await facts(shell)).readAt;
  clock.now -= 60 * minute;
  expect((await facts(shell)).readAt).toBe(before);
});

test('killed during an installation, it goes on in the file: no gap, no duplicate, and the same end', async () => {
  const { open, file, clock } = bench('2016-trellix');
  const first = open();
  const msi = kitFile('md4ws.msi');
  writeKit(file, [msi]);
  const shell = open();
  await shell.start('run-one-1', 1, 'Install-Sensor', {
    engine: 'msiexec',
    file: msi,
    script: null,
    passive: true,
  });
  const seen: number[] = [];
  const abort = new AbortController();
  const following = shell.follow(
    'run-one-1',
    1,
    0,
    async (records) => {
      seen.push(...records.map((record) => record.n));
      if (seen.length > 150) abort.abort();
    },
    abort.signal,
  );
  expect(await codeOf(following)).toBe('operation.canceled');

  // Nothing is closed: the app is gone. A minute later it is opened again.
  clock.now += minute;
  const again = open();
  expect(again.notice).toBeNull();
  expect((await facts(again)).runs[0]).toMatchObject({ operation: 'Install-Sensor', outcome: 'running' });
  const { records, outcome } = await followAll(again, 'run-one-1', 1, (seen.at(-1) ?? 0) + 1);
  expect(outcome).toBe('ended');
  const all = [...seen, ...records.map((record) => record.n)];
  expect(all).toEqual(all.map((_, index) => index));
  expect(all.length).toBeGreaterThan(300);
  expect((await facts(again)).sensor.product?.name).toBe('Microsoft Defender for Endpoint');
  expect(first.received()).toEqual([]);
});

test('time goes on while the app is closed: an action has ended when it is opened the next day', async () => {
  const { open, clock } = bench('2019-fresh');
  const shell = open();
  await shell.start('run-one-1', 1, 'Invoke-DetectionTest', {});
  await shell.close();
  expect(await codeOf(shell.hello())).toBe('shell.exited');
  clock.now += 24 * 60 * minute;
  const value = await facts(open());
  expect(value.runs[0]).toMatchObject({ outcome: 'ok', code: null });
  expect((value.runs[0]?.endedAt ?? 0) - (value.runs[0]?.startedAt ?? 0)).toBeLessThan(2 * minute);
  expect(value.readAt).toBe(clock.now);
});

test('a restart: gone meanwhile, back with a newer boot time and without the markers', async () => {
  const { open, clock } = bench('2019-restart');
  const shell = open();
  const before = await facts(shell);
  const { askedAt } = await shell.run('Restart-Server', { delaySeconds: 5 });
  expect(askedAt).toBe(clock.now);
  expect((await facts(shell)).boot).toEqual(before.boot);
  clock.now += 6_000;
  expect(await codeOf(facts(shell))).toBe('target.unreachable');
  expect(shell.status().reachable).toBe(false);
  clock.now += 5 * minute;
  const after = await facts(shell);
  expect(after.boot.startedAt).toBeGreaterThan(askedAt);
  // Windows itself starts before its log service does (row servicing/servicing-events-of-a-start-timed).
  const upAt = (after.boot.startedAt ?? 0) + 10_500;
  expect(after.boot.recent[0]).toEqual({ downAt: askedAt + 5_000, upAt });
  expect(after.restartPending).toEqual([]);
});

test('a restart in the middle of an action leaves its outcome unknown', async () => {
  const { open, clock } = bench('2019-fresh');
  const shell = open();
  await shell.start('run-one-1', 1, 'Invoke-DetectionTest', {});
  await shell.run('Restart-Server', { delaySeconds: 10 });
  clock.now += 10 * minute;
  const { records, outcome } = await followAll(shell, 'run-one-1');
  expect(outcome).toBe('unknown');
  expect(records.some((record) => record.kind === 'end')).toBe(false);
  expect((await facts(shell)).runs[0]?.outcome).toBe('unknown');
});

test('a dropped link comes back after twenty seconds; the action went on', async () => {
  const { open, clock } = bench('2019-fresh');
  const shell = open();
  await shell.start('run-one-1', 1, 'Invoke-DetectionTest', {});
  shell.chooseFault('linkDrops');
  expect(await codeOf(followAll(shell, 'run-one-1'))).toBe('target.unreachable');
  expect(shell.status()).toMatchObject({ fault: 'linkDrops', reachable: false });
  clock.now += 20_000;
  expect(shell.status()).toMatchObject({ fault: 'none', reachable: true });
  expect((await followAll(shell, 'run-one-1')).outcome).toBe('ended');
});

test('a link that drops during a change drops there, once, and never in a reading', async () => {
  const { open, clock } = bench('2019-fresh');
  const shell = open();
  shell.chooseFault('linkDrops');
  await facts(shell);
  clock.now += minute;
  await facts(shell);
  expect(shell.status()).toMatchObject({ fault: 'linkDrops', reachable: true });
  await shell.start('run-one-1', 1, 'Set-PassiveMode', { mode: 'passive' });
  await facts(shell);
  expect(await codeOf(followAll(shell, 'run-one-1'))).toBe('target.unreachable');
  expect(shell.status()).toMatchObject({ fault: 'linkDrops', reachable: false });
  clock.now += 20_000;
  expect(shell.status()).toMatchObject({ fault: 'none', reachable: true });
  expect((await followAll(shell, 'run-one-1')).outcome).toBe('ended');
  expect((await act(shell, 'Set-PassiveMode', { mode: 'unset' }, 'run-two-1')).outcome).toBe('ended');
});

test('a link that is down is so at once, and is back after twenty seconds', async () => {
  const { open, clock } = bench('2019-fresh');
  const shell = open();
  shell.chooseFault('linkDown');
  expect(await codeOf(facts(shell))).toBe('target.unreachable');
  clock.now += 20_000;
  expect(shell.status()).toMatchObject({ fault: 'none', reachable: true });
  await facts(shell);
});
