import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithEngine } from '../engine';
import { labFile, onboardingScript, stepsOf } from './stage/kit';
import { machineOf, onMachine } from './stage/onMachine';

const orgId = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const name = 'WindowsDefenderATPOnboardingScript.cmd';
const script = labFile(name, onboardingScript(orgId));
const params = { file: script.file, orgId };
const policy = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
const status = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status';
/** So that waiting takes no time. */
const env = { GANGWAY_LAB_SPEED: '2000' };

describeWithEngine('Invoke-Onboarding', () => {
  it('onboards, says nothing of the key, and leaves no copy of it', async () => {
    const run = await onMachine('Invoke-Onboarding', params, machineOf('2019-fresh'), script);
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: true, restart: false, native: 0, onboardingState: 1 });
    expect(stepsOf(run.records)).toEqual([
      'verifyFile begin',
      'verifyFile done',
      'onboard begin',
      'onboard done',
      'awaitSensor begin',
      'awaitSensor done',
    ]);
    expect(run.machine.registry[status]).toMatchObject({ OnboardingState: 1, OrgID: orgId });
    expect(JSON.stringify(run.records)).not.toContain('sha256sig');
  });

  // What the script reads a line of, and puts into a command that runs as SYSTEM.
  const temp = (disk: string) => join(disk, 'Windows', 'Temp', 'senseTmp.txt');
  it.each<[string, (path: string) => void]>([
    ['a file', (path) => writeFileSync(path, 'x" & whoami & "')],
    ['a link', (path) => symlinkSync('/etc/hostname', path)],
    ['an empty folder', (path) => mkdirSync(path)],
  ])('makes the file of error texts anew where %s lies in its place', async (_, lay) => {
    const journal = join(mkdtempSync(join(tmpdir(), 'gangway-said-')), 'journal.jsonl');
    const prepare = (disk: string) => {
      script.prepare(disk);
      mkdirSync(dirname(temp(disk)), { recursive: true });
      lay(temp(disk));
    };
    let left: boolean | undefined;
    const inspect = (disk: string) => (left = existsSync(temp(disk)));
    const lab = { prepare, inspect, env: { ...env, GANGWAY_LAB_JOURNAL: journal } };
    const run = await onMachine('Invoke-Onboarding', params, machineOf('2019-fresh'), lab);
    const lines = readFileSync(journal, 'utf8').trim().split('\n').slice(1);
    rmSync(dirname(journal), { recursive: true });
    expect(run.error).toBeNull();
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        said: '',
        access: 'O:BAG:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)',
        temp: Array.from({ length: 2 }, () => expect.stringMatching(/lab-run-0001.01$/) as unknown),
      },
    ]);
    expect(left).toBe(false);
  });

  it('starts nothing where it cannot be made anew', async () => {
    const prepare = (disk: string) => {
      script.prepare(disk);
      mkdirSync(join(temp(disk), 'theirs'), { recursive: true });
    };
    const machine = machineOf('2019-fresh');
    const run = await onMachine('Invoke-Onboarding', params, machine, { prepare, env });
    expect(run.error?.code).toBe('run.folderNotOurs');
    expect(run.machine.registry[status]).toEqual(machine.registry[status]);
  });

  it('ends a script that waits for somebody, with what it started and nothing else, and fails by code', async () => {
    const machine = machineOf('2019-fresh');
    machine.faults = [
      { operation: 'Invoke-Onboarding', effect: 'hang', native: null, line: '', times: null },
    ];
    const run = await onMachine('Invoke-Onboarding', params, machine, { ...script, env });
    expect(run.error?.code).toBe('operation.toolEnded');
    const said = run.records.flatMap((record) => (record.Kind === 'log' ? [record.Text] : []));
    expect(said).toContain('ended: the tool, cmd.exe, choice.exe');
    const names = run.machine.processes.map((process) => process.name);
    expect(names).toContain('theirs.exe');
    expect(names).not.toContain('choice.exe');
    expect(stepsOf(run.records).at(-1)).toBe('onboard begin');
  });

  it('changes nothing on a server of the same tenant', async () => {
    const run = await onMachine('Invoke-Onboarding', params, machineOf('2019-onboarded'));
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: false, restart: false, native: null, onboardingState: 1 });
  });

  // Row defender/mde-script-body-streamlined and the gateways of the standard way: only the host of one address is looked at.
  const onboardedBy = (address: string) => {
    const machine = machineOf('2019-onboarded');
    const body = JSON.stringify({ orgId, geoLocationUrl: address });
    machine.registry[policy] = { OnboardingInfo: JSON.stringify({ body, sig: 'x' }) };
    return machine;
  };
  const standard = 'https://winatp-gw-weu.microsoft.com/';
  const streamlined = 'https://edr-weu.eu.endpoint.security.microsoft.com/edr/';

  it.each([
    ['streamlined', standard, true],
    ['standard', streamlined, true],
    ['streamlined', streamlined, false],
    ['unknown', standard, false],
    ['streamlined', 'https://elsewhere.example/', false],
  ] as const)(
    'with a %s package runs once more where the way is %s: %s',
    async (connectivity, address, again) => {
      const machine = onboardedBy(address);
      const run = await onMachine('Invoke-Onboarding', { ...params, connectivity }, machine, script);
      expect(run.error).toBeNull();
      expect(run.result).toMatchObject({ changed: again, restart: again, onboardingState: 1 });
      expect(JSON.stringify(run.records)).not.toContain('microsoft.com');
    },
  );

  it('does not touch a server of another tenant', async () => {
    const machine = machineOf('2019-othertenant');
    const run = await onMachine('Invoke-Onboarding', params, machine, script);
    expect(run.error?.code).toBe('step.blocked');
    expect(run.machine.registry[status]).toEqual(machine.registry[status]);
  });

  it('waits for a sensor that comes up after the script gave up', async () => {
    const machine = machineOf('2019-fresh');
    const { Sense } = machine.services;
    machine.faults = [{ operation: 'Invoke-Onboarding', effect: 'fail', native: 40, line: '', times: 1 }];
    machine.atTime = [
      {
        at: Date.now() + 86_400_000,
        patch: {
          services: { Sense: { ...Sense, status: 'Running', start: 2 } },
          registry: { [status]: { OnboardingState: 1, OrgId: orgId } },
        },
      },
    ];
    // Within the three minutes of waiting, which are three seconds here.
    const slower = { GANGWAY_LAB_SPEED: '60', GANGWAY_LAB_LATE: '300' };
    const run = await onMachine('Invoke-Onboarding', params, machine, { ...script, env: slower });
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: true, restart: false, native: 40, onboardingState: 1 });
  });

  it.each([
    [15, 'Invoke-Onboarding'],
    [65, 'Invoke-Onboarding'],
    [10, 'Invoke-Onboarding'],
  ])('fails with the code %i of the script', async (native, operation) => {
    const machine = machineOf('2019-fresh');
    machine.faults = [{ operation, effect: 'fail', native, line: 'Fehler', times: 1 }];
    const run = await onMachine('Invoke-Onboarding', params, machine, { ...script, env });
    expect(run.error).toMatchObject({ code: 'operation.failed', native });
  });

  it('reports what it sees where the script worked and the server does not show it', async () => {
    const run = await onMachine('Invoke-Onboarding', params, machineOf('2019-conflict'), { ...script, env });
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ changed: true, native: 0, onboardingState: null });
  });

  it.each([
    ['names no tenant', '@echo off\r\n'],
    ['belongs to another tenant', onboardingScript('41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa')],
  ])('refuses a script that %s', async (_what, text) => {
    const bad = labFile(name, text);
    const machine = machineOf('2019-fresh');
    const run = await onMachine('Invoke-Onboarding', { file: bad.file, orgId }, machine, bad);
    expect(run.error?.code).toBe('package.notTrusted');
    expect(run.machine.services).toEqual(machine.services);
  });
});
