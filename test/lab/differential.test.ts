import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { ServerState } from '../../shared/facts';
import type { OperationName, ParamsOf } from '../../shared/operations';
import type { RunRecord } from '../../shared/records';
import type { Machine } from '../../main/shell/practice/machine';
import { machineIds } from '../../main/shell/practice/machineFiles';
import { createPracticeShell } from '../../main/shell/practice/practiceShell';
import { describeWithEngine } from './engine';
import { labFile, onboardingScript } from './operations/kit';
import { machineOf, onMachine } from './operations/onMachine';

const tenant = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const msi = labFile('md4ws.msi', 'an installation package');
const cmd = labFile('WindowsDefenderATPOnboardingScript.cmd', onboardingScript(tenant));
const msu = labFile('Windows8.1-KB2999226-x64.msu', 'an update');
const kit = [msi, cmd, msu];
const prepare = (disk: string) => kit.forEach((one) => one.prepare(disk));
const readParams = { antivirusServices: ['McShield', 'mfemms'], eventsSince: 0 };

/** A practice server made of the same machine, with the same files in its library, whose clock moves by sleeping. */
function practiceOn(machine: Machine) {
  const folder = mkdtempSync(join(tmpdir(), 'differential-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let now = Date.now();
  return createPracticeShell({
    file: join(folder, 'server.json'),
    scenario: 'differential',
    machine: { ...machine, kit: kit.map(({ file }) => file) },
    speed: 1,
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  });
}

/** Facts without what differs for a reason: moments of reading, the library, the account and engine of the lab. */
function comparable(facts: ServerState | undefined) {
  if (facts === undefined) return undefined;
  const { readAt: _readAt, kit: _kit, boot: _boot, powershell: _powershell, ...rest } = facts;
  return {
    ...rest,
    events: facts.events.map(({ at: _at, ...event }) => event),
    sensor: { ...facts.sensor, lastConnectedAt: null },
    defender: { ...facts.defender, signaturesUpdatedAt: null },
  };
}

describeWithEngine('practice and script read the same', () => {
  it.each(machineIds)('facts of %s', async (id) => {
    const machine = machineOf(id);
    const script = await onMachine('Get-ServerState', readParams, machine);
    expect(script.error).toBeNull();
    const facts = await practiceOn(machine).run('Get-ServerState', readParams);
    expect(comparable(facts)).toEqual(comparable(script.result));
  });
});

/** Kinds and steps in order; how many lines a tool writes or how often it reports progress is its own affair. */
function shapeOf(records: readonly Readonly<Record<string, unknown>>[]): string[] {
  const shape: string[] = [];
  for (const record of records) {
    const field = (name: string) => {
      const value = record[name.toLowerCase()] ?? record[name];
      return typeof value === 'string' ? value : '';
    };
    const kind = field('Kind');
    if (kind === 'start' || kind === 'result' || kind === 'end') continue;
    const step = kind === 'step' ? ` ${field('Key')} ${field('State')} ${field('Detail')}` : '';
    const line = kind === 'log' ? `log ${field('Source')}` : `${kind}${step}`;
    if (shape.at(-1) !== line) shape.push(line);
  }
  return shape;
}

/** Results without what names a place or a moment. */
function plain(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return null;
  const { sentAt: _sentAt, logPath, ...rest } = result as { sentAt?: unknown; logPath?: string };
  return { ...rest, log: logPath === undefined ? null : logPath !== '' };
}

async function onPractice<N extends OperationName>(name: N, params: ParamsOf<N>, machine: Machine) {
  const shell = practiceOn(machine);
  const records: RunRecord[] = [];
  await shell.start('differential', 1, name, params);
  const take = async (some: readonly RunRecord[]) => void records.push(...some);
  await shell.follow('differential', 1, 0, take, new AbortController().signal);
  const end = records.at(-1);
  const result = records.find((record) => record.kind === 'result');
  return {
    records,
    code: end?.kind === 'end' ? end.code : 'no end',
    native: end?.kind === 'end' ? end.native : null,
    result: plain(result?.kind === 'result' ? result.value : null),
    machine: shell.machine(),
  };
}

/** What the change left of Windows, without moments. */
function left({ services, features, files, defender, atRestart, events }: Machine) {
  return {
    services,
    features,
    files,
    defender: defender && { ...defender, AntivirusSignatureLastUpdated: 0 },
    waiting: atRestart.length,
    events: events.map((event) => `${event.log} ${event.id}`).sort(),
  };
}

const install = { engine: 'msiexec', file: msi.file, script: null, passive: true } as const;
const onboard = { file: cmd.file, orgId: tenant };
const update = { fix: 'windowsUpdate', kb: 'KB2999226', file: msu.file } as const;
/** Each operation where it works, where it is already so, and where it is refused. */
const changes: readonly (readonly [OperationName, string, object])[] = [
  ['Install-Sensor', '2012r2-fresh', install],
  ['Install-Sensor', '2012r2-prerequisites', install],
  ['Install-Sensor', '2016-trellix', install],
  ['Install-Sensor', '2016-prerequisites', install],
  ['Install-Sensor', '2016-fails', install],
  ['Install-Sensor', '2016-onboarded', install],
  ['Install-Sensor', '2019-fresh', install],
  ['Set-PassiveMode', '2016-trellix', { mode: 'passive' }],
  ['Set-PassiveMode', '2016-onboarded', { mode: 'passive' }],
  ['Set-PassiveMode', '2019-fresh', { mode: 'unset' }],
  ['Invoke-Onboarding', '2019-fresh', onboard],
  ['Invoke-Onboarding', '2016-trellix', onboard],
  ['Invoke-Onboarding', '2016-onboarded', onboard],
  ['Invoke-Onboarding', '2019-othertenant', onboard],
  ['Invoke-Onboarding', '2019-conflict', onboard],
  ['Install-Prerequisite', '2012r2-fresh', { fix: 'defenderFeature' }],
  ['Install-Prerequisite', '2016-prerequisites', { fix: 'defenderFeature' }],
  ['Install-Prerequisite', '2016-trellix', { fix: 'defenderFeature' }],
  ['Install-Prerequisite', '2019-prerequisites', { fix: 'defenderFeature' }],
  ['Install-Prerequisite', '2012r2-fresh', { fix: 'defenderEnable' }],
  ['Install-Prerequisite', '2016-trellix', { fix: 'defenderEnable' }],
  ['Install-Prerequisite', '2019core-prerequisites', { fix: 'defenderEnable' }],
  ['Install-Prerequisite', '2012r2-fresh', update],
  ['Install-Prerequisite', '2012r2-prerequisites', update],
  ['Install-Prerequisite', '2019-fresh', update],
  ['Invoke-DetectionTest', '2019-onboarded', {}],
];

describeWithEngine('practice and script do the same', () => {
  it.each(changes)('%s on %s %j', async (name, id, given) => {
    const params = given as ParamsOf<typeof name>;
    const machine = machineOf(id);
    const env = { GANGWAY_LAB_SPEED: '2000' };
    const script = await onMachine(name, params, machine, { prepare, env });
    const practice = await onPractice(name, params, machine);
    expect(shapeOf(practice.records)).toEqual(shapeOf(script.records));
    expect(practice.code).toBe(script.error?.code ?? null);
    expect(practice.native).toBe(script.error?.native ?? null);
    expect(practice.result).toEqual(plain(script.result));
    expect(left(practice.machine)).toEqual(left(script.machine));
  });
});
