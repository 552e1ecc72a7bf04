import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { act, bench, codeOf, facts, followAll, kitFile, tenantA, writeKit } from './bench';

test('says hello as the Windows it plays', async () => {
  expect(await bench('2012r2-fresh').open().hello()).toMatchObject({
    psVersion: '4.0',
    languageMode: 'FullLanguage',
  });
  expect((await bench('2019-fresh').open().hello()).psVersion).toMatch(/^5\.1\.17763\./);
});

test('refuses what it does not know: names, parameters, a detached operation in the session and the reverse', async () => {
  const shell = bench('2019-fresh').open();
  // @ts-expect-error a name that is not in the catalogue
  expect(await codeOf(shell.run('Get-Secret', {}))).toBe('operation.notFound');
  // @ts-expect-error a parameter of the wrong kind
  expect(await codeOf(shell.run('Get-ServerState', { antivirusServices: 'McShield', eventsSince: 0 }))).toBe(
    'operation.badParameters',
  );
  expect(await codeOf(shell.run('Set-PassiveMode', { mode: 'active' }))).toBe('operation.notFound');
  expect(await codeOf(shell.start('run-one-1', 1, 'Restart-Server', { delaySeconds: 5 }))).toBe(
    'operation.notFound',
  );
  // @ts-expect-error a mode that does not exist
  expect(await codeOf(shell.start('run-one-1', 1, 'Set-PassiveMode', { mode: 'off' }))).toBe(
    'operation.badParameters',
  );
  expect((await facts(shell)).runs).toEqual([]);
});

test('takes an action once: the second start of the same place is refused', async () => {
  const shell = bench('2019-fresh').open();
  await shell.start('run-one-1', 1, 'Set-PassiveMode', { mode: 'passive' });
  expect(await codeOf(shell.start('run-one-1', 1, 'Set-PassiveMode', { mode: 'passive' }))).toBe(
    'run.alreadyStarted',
  );
});

test('an action nobody started was never started', async () => {
  expect((await followAll(bench('2019-fresh').open(), 'run-none')).outcome).toBe('neverStarted');
});

test('aborting stops following, not the action', async () => {
  const { open } = bench('2019-fresh');
  const shell = open();
  await shell.start('run-one-1', 1, 'Invoke-DetectionTest', {});
  const abort = new AbortController();
  const following = shell.follow('run-one-1', 1, 0, async () => abort.abort(), abort.signal);
  expect(await codeOf(following)).toBe('operation.canceled');
  expect((await followAll(shell, 'run-one-1')).outcome).toBe('ended');
});

test('a broken state file is put aside and reported, and the server begins anew', async () => {
  const { open, file, folder } = bench('2019-fresh');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '{"schema":1,"machine":');
  const shell = open();
  expect(shell.notice?.path).toMatch(/one\.json\.bad-\d+$/);
  expect(readFileSync(shell.notice?.path ?? '', 'utf8')).toBe('{"schema":1,"machine":');
  expect((await facts(shell)).sensor.onboardingState).toBeNull();
  expect(readdirSync(join(folder, 'servers'))).toContain('one.json');
});

test('what the server received is kept, so that a second run can be shown to send no change', async () => {
  const { open } = bench('2019-fresh');
  const shell = open();
  await facts(shell);
  await act(shell, 'Set-PassiveMode', { mode: 'passive' });
  await shell.stop('run-set-passivemode', 1, true);
  const kinds = shell.received().map(({ operation, kind }) => `${kind} ${operation}`);
  expect(kinds).toEqual([
    'read Get-ServerState',
    'change Set-PassiveMode',
    'follow Read-Run',
    'stop Stop-Run',
  ]);
  await shell.close();
  expect(open().received()).toHaveLength(4);
});

test('resetting begins with the scenario again and keeps the speed', async () => {
  const { open } = bench('2019-fresh', { speed: 8 });
  const shell = open();
  shell.setSpeed(60);
  await act(shell, 'Set-PassiveMode', { mode: 'passive' });
  shell.reset();
  const value = await facts(shell);
  expect(value.policy.forceDefenderPassiveMode).toBeNull();
  expect(value.runs).toEqual([]);
  expect(shell.status().speed).toBe(60);
});

test('sending a file reads and hashes it; an altered or missing one is refused, one that is there is not sent again', async () => {
  const { open, folder } = bench('2019-fresh');
  const shell = open();
  const source = join(folder, 'a.cmd');
  writeFileSync(source, 'practice');
  const sha256 = createHash('sha256').update('practice').digest('hex');
  const file = { sha256, name: 'a.cmd', bytes: 8, source };
  const records: string[] = [];
  const sent = await shell.run(
    'Send-Package',
    { files: [file] },
    { onRecords: (some) => records.push(...some.map((record) => record.kind)) },
  );
  expect(sent).toEqual({ changed: true, files: [{ sha256, name: 'a.cmd', bytes: 8 }] });
  expect(records).toContain('progress');
  expect((await facts(shell)).kit).toEqual([{ sha256, name: 'a.cmd', bytes: 8 }]);
  expect((await shell.run('Send-Package', { files: [file] })).changed).toBe(false);

  writeFileSync(source, 'altered!');
  expect(await codeOf(shell.run('Send-Package', { files: [{ ...file, name: 'b.cmd' }] }))).toBe(
    'operation.hashMismatch',
  );
  const gone = { ...file, name: 'c.cmd', source: join(folder, 'none') };
  expect(await codeOf(shell.run('Send-Package', { files: [gone] }))).toBe('package.missing');
  expect((await facts(shell)).kit).toHaveLength(1);
});

test('the signature of a practice file is never called valid', async () => {
  const { open, folder } = bench('2019-fresh');
  const path = join(folder, 'x.msi');
  writeFileSync(path, 'practice');
  const trust = await open().run('Get-PackageTrust', { path });
  expect(trust).toEqual({ status: 'NotSigned', subject: null });
  expect(await codeOf(open().run('Get-PackageTrust', { path: join(folder, 'none') }))).toBe(
    'package.missing',
  );
});

test('the run operations speak as the scripts do: start, read by bytes, health, stop', async () => {
  const { open, clock } = bench('2019-fresh');
  const shell = open();
  const place = { runId: 'run-one-1', nn: 1 };
  const hash = '0'.repeat(64);
  const asked = {
    ...place,
    cancel: 'never' as const,
    text: '',
    sha256: hash,
    runner: '',
    runnerSha256: hash,
    lease: null,
    last: false,
  };
  await shell.run('Start-Run', { ...asked, operation: 'Invoke-DetectionTest', params: '{}' });
  const broken = shell.run('Start-Run', { ...asked, nn: 2, operation: 'Invoke-DetectionTest', params: '{' });
  expect(await codeOf(broken)).toBe('operation.badParameters');
  clock.now += 30_000;
  const first = await shell.run('Read-Run', { ...place, offset: 0, waitMs: 0 });
  expect(first.state).toBe('alive');
  expect(await shell.run('Get-RunHealth', place)).toMatchObject({ alive: true, installer: { busy: false } });
  clock.now += 60_000;
  const second = await shell.run('Read-Run', { ...place, offset: first.offset, waitMs: 0 });
  expect(second.state).toBe('ended');
  const numbers = [...first.lines, ...second.lines]
    .map((line): unknown => JSON.parse(line))
    .map((record) => (record as { n: number }).n);
  expect(numbers).toEqual(numbers.map((_, index) => index));
  expect((await shell.run('Get-RunHealth', place)).alive).toBe(false);
  expect((await shell.run('Stop-Run', { runId: 'run-none', nn: 1, asked: true })).asked).toBe(false);
  expect((await shell.run('Read-Run', { runId: 'run-none', nn: 1, offset: 0, waitMs: 0 })).state).toBe(
    'absent',
  );
});

test('onboarding package of another tenant id keeps its id on the server', async () => {
  const { open, file } = bench('2019-fresh');
  open();
  const cmd = kitFile('WindowsDefenderATPOnboardingScript.cmd');
  writeKit(file, [cmd]);
  const shell = open();
  await act(shell, 'Invoke-Onboarding', { file: cmd, orgId: tenantA });
  expect((await facts(shell)).sensor.orgId).toBe(tenantA);
});

test('a state that cannot be written is an error, and the server does not pretend to have taken the action', async () => {
  const { open, folder } = bench('2019-fresh');
  const shell = open();
  rmSync(join(folder, 'servers'), { recursive: true });
  writeFileSync(join(folder, 'servers'), 'in the way');
  const started = shell.start('run-one-1', 1, 'Set-PassiveMode', { mode: 'passive' });
  expect(await codeOf(started)).toBe('file.unwritable');
  rmSync(join(folder, 'servers'));
  expect((await facts(shell)).runs).toEqual([]);
});
