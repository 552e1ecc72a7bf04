import { expect, test } from 'vitest';
import { operations } from '../../../shared/model/operations';
import { act, bench, facts, followAll, kitFile, stepsOf, tenantA, tenantB, writeKit } from './bench';

const msi = kitFile('md4ws.msi');
const cmd = kitFile('WindowsDefenderATPOnboardingScript.cmd');
const msu = kitFile('Windows8.1-KB2999226-x64.msu');
const platform = kitFile('UpdatePlatform.exe');

/** A server whose library holds every file. */
function ready(scenario: string) {
  const { open, file, clock } = bench(scenario, { speed: 60 });
  open();
  writeKit(file, [msi, cmd, msu, platform]);
  return { shell: open(), clock };
}
const install = { engine: 'msiexec' as const, file: msi, script: null, passive: false };

test('Install-Sensor: installs on 2016, then finds it already so, and keeps its log in the run folder', async () => {
  const { shell } = ready('2016-trellix');
  const first = await act(shell, 'Install-Sensor', { ...install, passive: true });
  expect(stepsOf(first.records)).toEqual([
    'verifyFile:begin',
    'verifyFile:done',
    'installSensor:begin',
    'installSensor:done',
  ]);
  const log = first.records.filter((record) => record.kind === 'log' && record.source === 'msi');
  expect(log.length).toBeGreaterThan(200);
  expect(log.length).toBeLessThan(1500);
  // Notes of Windows Installer stand in every good log (capture servicing/servicing-msi-log-harmless-notes).
  expect(log.filter((record) => record.kind === 'log' && record.level !== 'info')).toEqual([]);
  // Its times are the machine's own, and not all the same (row servicing/servicing-msi-log-header-and-dates).
  const ends = log.flatMap((one) =>
    one.kind === 'log' ? (/^Action ended ([\d:]{8})/.exec(one.text)?.[1] ?? []) : [],
  );
  expect(new Set(ends).size).toBeGreaterThan(1);
  expect(operations['Install-Sensor'].result.parse(first.result)).toEqual({
    changed: true,
    restart: false,
    native: 0,
    logPath: 'C:\\ProgramData\\Gangway\\runs\\run-install-sensor\\01\\install.log',
  });
  const value = await facts(shell);
  expect(value.services.sense).toMatchObject({ status: 'stopped', start: 'manual' });
  expect(value.sensor.senseVersion).toBe('10.8735.24070.5');
  expect(value.defender.runningMode).toBe('Passive Mode');

  const second = await act(shell, 'Install-Sensor', install, 'run-second-1');
  expect(stepsOf(second.records)).toEqual(['installSensor:skipped']);
  expect(second.result).toMatchObject({ changed: false, native: null });
});

test('Install-Sensor brings the antivirus to 2012 R2', async () => {
  const { shell } = ready('2012r2-fresh');
  expect((await facts(shell)).defender).toMatchObject({ feature: 'notPresent', runningMode: null });
  await act(shell, 'Install-Sensor', install);
  expect((await facts(shell)).defender).toMatchObject({
    platformVersion: '4.18.24070.5',
    runningMode: 'Normal',
  });
});

test.each([
  ['2019-fresh', 'Unsupported OS version'],
  ['2012r2-prerequisites', 'Universal C Runtime'],
  ['2016-prerequisites', 'ended with 1603.'],
  ['2016-fails', 'InstallWdBoot'],
])('Install-Sensor fails on %s with 1603 and names the line: %s', async (scenario, line) => {
  const { shell } = ready(scenario);
  const { end, records } = await act(shell, 'Install-Sensor', install);
  expect(end).toMatchObject({ ok: false, code: 'operation.failed', native: 1603 });
  expect(end?.kind === 'end' ? end.text : '').toContain(line);
  // Last of all the line that says which action failed.
  expect(records.at(-2)).toMatchObject({
    kind: 'log',
    source: 'msi',
    level: 'error',
    text: expect.stringMatching(/: InstallFinalize\. Return value 3\.$/),
  });
  expect((await facts(shell)).sensor.product).toBeNull();
  expect((await facts(shell)).runs[0]).toMatchObject({ outcome: 'failed', code: 'operation.failed' });
});

test('Install-Sensor without its file in the library fails before it begins', async () => {
  const shell = bench('2016-trellix', { speed: 60 }).open();
  const { end, records } = await act(shell, 'Install-Sensor', install);
  expect(end).toMatchObject({ ok: false, code: 'package.missing' });
  expect(stepsOf(records)).toEqual(['verifyFile:begin']);
});

test('Install-Prerequisite enables the feature of 2016; what it brings is there after the restart', async () => {
  const { shell, clock } = ready('2016-prerequisites');
  const first = await act(shell, 'Install-Prerequisite', { fix: 'defenderFeature' });
  expect(stepsOf(first.records)).toHaveLength(4);
  expect(first.result).toEqual({ changed: true, restart: true, native: 0 });
  const pending = await facts(shell);
  expect(pending.defender.feature).toBe('pending');
  expect(pending.restartPending).toEqual([{ source: 'componentServicing', blocking: true }]);
  const again = await act(shell, 'Install-Prerequisite', { fix: 'defenderFeature' }, 'run-second-1');
  expect(again.result).toEqual({ changed: false, restart: true, native: null });

  await shell.run('Restart-Server', { delaySeconds: 0 });
  clock.now += 10 * 60_000;
  const after = await facts(shell);
  expect(after.defender).toMatchObject({
    feature: 'enabled',
    // The platform that comes with 2016 has no mode to tell (row defender/mde-mpstatus-10-14393-2248).
    runningMode: null,
    modeNotTold: true,
    onAccessProtection: true,
    platformVersion: '4.10.14393.8519',
  });
  expect(after.restartPending).toEqual([]);

  const updated = await act(
    shell,
    'Install-Prerequisite',
    { fix: 'platformUpdate', file: platform },
    'run-third-1',
  );
  expect(updated.result).toEqual({ changed: true, restart: false, native: 0 });
  expect((await facts(shell)).defender.platformVersion).toBe('4.18.24070.5');
  const same = await act(
    shell,
    'Install-Prerequisite',
    { fix: 'platformUpdate', file: platform },
    'run-fourth-1',
  );
  expect(same.result).toEqual({ changed: false, restart: false, native: null });
});

test('Install-Prerequisite refuses a feature that this Windows does not have', async () => {
  const { shell } = ready('2012r2-fresh');
  const { end } = await act(shell, 'Install-Prerequisite', { fix: 'defenderFeature' });
  expect(end).toMatchObject({ ok: false, code: 'operation.failed', native: -2_146_498_548 });
});

test('Install-Prerequisite starts the antivirus that was switched off, and leaves a running one alone', async () => {
  const { shell } = ready('2019core-prerequisites');
  expect((await act(shell, 'Install-Prerequisite', { fix: 'defenderEnable' })).result).toMatchObject({
    changed: true,
  });
  expect((await facts(shell)).defender.runningMode).toBe('Normal');
  const again = await act(shell, 'Install-Prerequisite', { fix: 'defenderEnable' }, 'run-second-1');
  expect(again.result).toMatchObject({ changed: false });
  const none = await act(ready('2012r2-fresh').shell, 'Install-Prerequisite', { fix: 'defenderEnable' });
  expect(none.end).toMatchObject({ ok: false, code: 'operation.failed' });
});

test('Install-Prerequisite brings the C runtime to 2012 R2, says so when it is there, refuses it elsewhere', async () => {
  const update = { fix: 'windowsUpdate', kb: 'KB2999226', file: msu } as const;
  const { shell } = ready('2012r2-prerequisites');
  expect((await facts(shell)).files.ucrtbase).toBeNull();
  expect((await act(shell, 'Install-Prerequisite', update)).result).toEqual({
    changed: true,
    restart: false,
    native: 0,
  });
  expect((await facts(shell)).files.ucrtbase).toBe('10.0.10240.16390');
  const again = await act(shell, 'Install-Prerequisite', update, 'run-second-1');
  expect(again.result).toEqual({ changed: false, restart: false, native: 0x240006 });
  expect((await act(shell, 'Install-Sensor', install)).end).toMatchObject({ ok: true });
  const elsewhere = await act(ready('2019-fresh').shell, 'Install-Prerequisite', update);
  expect(elsewhere.end).toMatchObject({ code: 'operation.failed', native: -2_145_124_329 });
  const wrong = await act(shell, 'Install-Prerequisite', { ...update, kb: 'KB3080149' }, 'run-third-1');
  expect(wrong.end).toMatchObject({ code: 'operation.badParameters' });
});

test('Install-Prerequisite stops between its stages when it is asked to', async () => {
  const { shell } = ready('2016-prerequisites');
  await shell.start('run-one-1', 1, 'Install-Prerequisite', { fix: 'defenderFeature' });
  await shell.stop('run-one-1', 1, true);
  const value = await facts(shell);
  const { end } = await followed(shell, 'run-one-1');
  expect(end).toMatchObject({ ok: false, code: 'operation.canceled' });
  expect((await facts(shell)).defender.feature).toBe(value.defender.feature);
});

test('Install-Prerequisite goes on where the wish to stop is taken back', async () => {
  const { shell } = ready('2016-prerequisites');
  await shell.start('run-one-1', 1, 'Install-Prerequisite', { fix: 'defenderFeature' });
  await shell.stop('run-one-1', 1, true);
  await shell.stop('run-one-1', 1, false);
  const before = (await facts(shell)).defender.feature;
  expect((await followed(shell, 'run-one-1')).end).toMatchObject({ ok: true });
  expect((await facts(shell)).defender.feature).not.toBe(before);
});

test('Install-Sensor never stops in the middle', async () => {
  const { shell } = ready('2016-trellix');
  await shell.start('run-one-1', 1, 'Install-Sensor', install);
  await shell.stop('run-one-1', 1, true);
  expect((await followed(shell, 'run-one-1')).end).toMatchObject({ ok: true });
});

test('Set-PassiveMode writes, finds already so, and takes back', async () => {
  const { shell } = ready('2019-fresh');
  expect((await act(shell, 'Set-PassiveMode', { mode: 'passive' })).result).toEqual({
    changed: true,
    before: null,
    after: 1,
  });
  expect((await facts(shell)).defender.runningMode).toBe('Normal');
  const again = await act(shell, 'Set-PassiveMode', { mode: 'passive' }, 'run-second-1');
  expect(again.result).toEqual({ changed: false, before: 1, after: 1 });
  const back = await act(shell, 'Set-PassiveMode', { mode: 'unset' }, 'run-third-1');
  expect(back.result).toEqual({ changed: true, before: 1, after: null });
  expect((await facts(shell)).policy.forceDefenderPassiveMode).toBeNull();
});

test.each([
  ['passive', 'Passive Mode'],
  ['active', 'Normal'],
] as const)(
  'Invoke-Onboarding after %s: the sensor runs, the mode is %s, and the cloud answers later',
  async (mode, running) => {
    const { shell, clock } = ready('2019-fresh');
    await act(shell, 'Set-PassiveMode', { mode });
    const { records, result } = await act(shell, 'Invoke-Onboarding', { file: cmd, orgId: tenantA });
    expect(stepsOf(records)).toEqual([
      'verifyFile:begin',
      'verifyFile:done',
      'onboard:begin',
      'onboard:done',
      'awaitSensor:begin',
      'awaitSensor:done',
    ]);
    expect(result).toEqual({ changed: true, restart: false, native: 0, onboardingState: 1 });
    const value = await facts(shell);
    expect(value.services.sense).toMatchObject({ status: 'running', start: 'automatic' });
    expect(value.sensor).toMatchObject({ onboardingState: 1, orgId: tenantA, lastConnectedAt: null });
    expect(value.defender.runningMode).toBe(running);
    expect(value.policy.onboardingInfo).toBe(true);
    const ids = (log: string) => value.events.filter((event) => event.log === log).map((event) => event.id);
    expect(ids('sense')).toEqual(expect.arrayContaining([11, 84]));
    expect(ids('sense')).not.toContain(4);
    expect(ids('onboarding')).toContain(20);
    clock.now += 90_000;
    const later = await facts(shell);
    expect(later.events.map((event) => event.id)).toEqual(expect.arrayContaining([4, 50]));
    expect(later.sensor.lastConnectedAt).not.toBeNull();

    const again = await act(shell, 'Invoke-Onboarding', { file: cmd, orgId: tenantA }, 'run-second-1');
    expect(again.result).toEqual({ changed: false, restart: false, native: null, onboardingState: 1 });
  },
);

test('Invoke-Onboarding refuses a server of another tenant, and fails with 15 where no sensor is installed', async () => {
  const other = await act(ready('2019-othertenant').shell, 'Invoke-Onboarding', {
    file: cmd,
    orgId: tenantA,
  });
  expect(other.end).toMatchObject({ ok: false, code: 'step.blocked' });
  expect(stepsOf(other.records)).toEqual([]);
  const { shell } = ready('2016-trellix');
  const bare = await act(shell, 'Invoke-Onboarding', { file: cmd, orgId: tenantB });
  expect(bare.end).toMatchObject({ ok: false, code: 'operation.failed', native: 15 });
  expect((await facts(shell)).sensor.onboardingState).toBeNull();
});

test('Invoke-Onboarding without effect says that it worked, and the server does not show it', async () => {
  const { shell } = ready('2019-conflict');
  const { end, result } = await act(shell, 'Invoke-Onboarding', { file: cmd, orgId: tenantA });
  expect(end).toMatchObject({ ok: true });
  expect(result).toEqual({ changed: true, restart: false, native: 0, onboardingState: null });
  expect((await facts(shell)).sensor.onboardingState).toBeNull();
});

test('without a way to the cloud the sensor says so and never connects', async () => {
  const { shell, clock } = ready('2019-offline');
  await act(shell, 'Invoke-Onboarding', { file: cmd, orgId: tenantA });
  clock.now += 60 * 60_000;
  const value = await facts(shell);
  expect(value.sensor).toMatchObject({ onboardingState: 1, lastConnectedAt: null });
  expect(value.events.map((event) => event.id)).toContain(5);
});

test('Invoke-DetectionTest leaves the time at which it was sent in the runs of the server', async () => {
  const { shell } = ready('2019-onboarded');
  const { records, result } = await act(shell, 'Invoke-DetectionTest', {});
  expect(stepsOf(records)).toEqual([
    'checkTest:begin',
    'checkTest:done',
    'sendTest:begin',
    'sendTest:done',
    'endTest:begin',
    'endTest:done',
  ]);
  expect(operations['Invoke-DetectionTest'].result.parse(result).sentAt).toBe(
    records.find(({ kind }) => kind === 'step')?.at,
  );
  expect((await facts(shell)).runs[0]).toMatchObject({ operation: 'Invoke-DetectionTest', outcome: 'ok' });
});

async function followed(shell: ReturnType<typeof ready>['shell'], runId: string) {
  const { records } = await followAll(shell, runId);
  return { end: records.find((record) => record.kind === 'end') };
}
