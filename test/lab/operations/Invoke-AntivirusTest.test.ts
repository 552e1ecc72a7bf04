import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Fault, Machine } from '../../../main/practice/machine/machine';
import { describeWithEngine } from '../engine';
import type { LabRunOptions } from '../run';
import { stepsOf } from './stage/kit';
import { machineOf, onMachine } from './stage/onMachine';

const fast = { GANGWAY_LAB_SPEED: '2000' };
/** Put together here as in the script: no file of ours may hold the text whole. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STA', 'NDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** One run, with what lies in its folder afterwards. */
async function test(machine: Machine, options: LabRunOptions = {}) {
  const left: string[] = [];
  const run = await onMachine('Invoke-AntivirusTest', {}, machine, {
    ...options,
    env: { ...fast, ...options.env },
    inspect: (disk) =>
      left.push(...readdirSync(join(disk, 'ProgramData', 'Gangway', 'runs', 'lab-run-0001', '01'))),
  });
  expect(JSON.stringify([run.records, run.result, run.error])).not.toContain(eicar);
  return { ...run, left };
}

const active = (
  effect?: Fault['effect'],
  change: Partial<NonNullable<Machine['defender']>> = {},
): Machine => {
  const machine = machineOf('2019-onboarded');
  if (machine.defender === null) throw new Error('no Defender');
  const faults: Machine['faults'] =
    effect === undefined
      ? []
      : [{ operation: 'Invoke-AntivirusTest', effect, native: null, line: '', times: 1 }];
  return { ...machine, faults, defender: { ...machine.defender, ...change } };
};

describeWithEngine('Invoke-AntivirusTest', () => {
  it('writes a file that the antivirus knows, sees it taken, and names threat and events', async () => {
    const before = Date.now();
    const run = await test(active());
    expect(run.error).toBeNull();
    expect(stepsOf(run.records)).toEqual([
      'checkAntivirus begin',
      'checkAntivirus done',
      'writeTestFile begin',
      'writeTestFile done',
      'awaitAntivirus begin',
      'awaitAntivirus done',
    ]);
    expect(run.result).toMatchObject({
      state: 'removed',
      threat: { id: 2_147_519_003, name: 'Virus:DOS/EICAR_Test_File' },
      events: [1116, 1117],
      left: false,
    });
    expect(run.result?.writtenAt).toBeGreaterThanOrEqual(before);
    expect(run.result?.detectedAt).toBeGreaterThanOrEqual(before);
    expect(run.left).toEqual([]);
  });

  it.each([
    ['noop', 'test.notDetected', { state: 'notDetected', threat: null, events: [], detectedAt: null }],
    ['fail', 'test.threatStays', { state: 'stays', events: [1116, 1118] }],
    ['hang', 'test.takenByOther', { state: 'takenByOther', threat: null, events: [], detectedAt: null }],
  ] as const)('tells the end of a test file that meets %s, and removes it', async (effect, code, end) => {
    const run = await test(active(effect));
    expect(run.error?.code).toBe(code);
    expect(run.result).toMatchObject({ ...end, left: false });
    expect(run.left).toEqual([]);
  });

  it.each<[string, Machine, string]>([
    ['a passive antivirus', active(undefined, { AMRunningMode: 'Passive Mode' }), 'test.notActive'],
    ['EDR block mode', active(undefined, { AMRunningMode: 'EDR Block Mode' }), 'test.notActive'],
    ['real-time protection off', active(undefined, { RealTimeProtectionEnabled: false }), 'test.notActive'],
    ['no antivirus at all', machineOf('2012r2-fresh'), 'test.notActive'],
    [
      'an excluded folder',
      active(undefined, { preferences: { ExclusionPath: ['D:\\', '%ProgramData%\\Gangway\\'] } }),
      'test.excluded',
    ],
  ])('writes nothing beside %s', async (_, machine, code) => {
    const run = await test(machine);
    expect(run.error?.code).toBe(code);
    expect(run.records.some((record) => record.Key === 'writeTestFile')).toBe(false);
    expect(run.result).toBeUndefined();
  });

  it.each([
    ['Get-MpThreatDetection', { threat: null, events: [1116, 1117] }],
    ['Get-MpThreat', { threat: { id: 2_147_519_003, name: null }, events: [1116, 1117] }],
    ['Get-WinEvent', { threat: { name: 'Virus:DOS/EICAR_Test_File' }, events: [] }],
    ['Get-MpPreference', { events: [1116, 1117] }],
  ])('is content with the other witness where %s does not answer', async (name, told) => {
    const run = await test(active(), { env: { GANGWAY_LAB_BROKEN: name } });
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ state: 'removed', ...told });
  });

  it('does not blame another product where no witness answers', async () => {
    const run = await test(active(), { env: { GANGWAY_LAB_BROKEN: 'Get-MpThreatDetection,Get-WinEvent' } });
    expect(run.error?.code).toBe('operation.failed');
    expect(run.result).toBeUndefined();
    expect(run.left).toEqual([]);
  });

  it('does not take an earlier test for its own', async () => {
    const first = await test(active());
    const machine = active('noop');
    const earlier = first.machine.events.map((event) => ({
      ...event,
      data: event.data?.map((value) => value.replace('lab-run-0001', 'lab-run-0000')),
    }));
    expect((await test({ ...machine, events: earlier })).error?.code).toBe('test.notDetected');
  });

  it('fails where the file cannot be written, and says so', async () => {
    const place = join('ProgramData', 'Gangway', 'runs', 'lab-run-0001', '01', 'eicar.com');
    const run = await test(active(), {
      prepare: (disk) => mkdirSync(join(disk, place), { recursive: true }),
    });
    expect(run.error).toMatchObject({ code: 'operation.failed' });
    expect(run.error?.text).toContain('could not be written');
  });
});
