import { expect, it } from 'vitest';
import { scripts } from '../../../../main/operations';
import { policyValueNames, watchedPolicySchema } from '../../../../shared/model/catalogue/policyNames';
import { policyValues, watchedOnly } from '../../../../shared/model/catalogue/policyValues';
import { describeWithEngine } from '../../engine';
import { stepsOf } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

const sensor = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
const defender = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender';
const tagging = `${sensor}\\DeviceTagging`;

it('has the values of the table, and no other', () => {
  const rows = [
    ...scripts['Set-Policy'].text.matchAll(
      /@\{ Name = '(\w+)'; Key = '([^']+)'; Value = '(\w+)'; Kind = '(\w+)' \}/g,
    ),
  ];
  expect(rows.map(([, name, key, value, kind]) => [name, key, value, kind])).toEqual(
    Object.entries(policyValues).map(([name, { key, value, kind }]) => [name, key, value, kind]),
  );
  expect(policyValueNames).toEqual(Object.keys(policyValues));
  const watched = [
    ...scripts['Get-ServerState'].text.matchAll(/@\{ Name = '(\w+)'; Key = '([^']+)'; Value = '(\w+)'/g),
  ];
  expect(watched.map(([, name, key, value]) => [name, key, value])).toEqual(
    Object.entries({ ...policyValues, ...watchedOnly }).map(([name, { key, value }]) => [name, key, value]),
  );
  expect(watchedPolicySchema.options).toEqual(watched.map(([, name]) => name));
});

describeWithEngine('Set-Policy', () => {
  it('writes each value in its kind, makes a key that is not there, and reads both back', async () => {
    const run = await onMachine(
      'Set-Policy',
      {
        values: [
          { name: 'deviceTag', value: 'Finance' },
          { name: 'sampleCollection', value: 0 },
        ],
      },
      machineOf('2019-fresh'),
    );
    expect(run.error).toBeNull();
    expect(run.result).toEqual({
      changed: true,
      values: [
        { name: 'deviceTag', before: null, after: 'Finance' },
        { name: 'sampleCollection', before: null, after: 0 },
      ],
    });
    expect(stepsOf(run.records)).toEqual([
      'writePolicy begin',
      'writePolicy done',
      'writePolicy begin',
      'writePolicy done',
    ]);
    expect(run.machine.registry[tagging]).toEqual({ Group: 'Finance' });
    expect(run.machine.registry[sensor]).toEqual({ AllowSampleCollection: 0 });
  });

  it('removes what shall not be there, leaves the rest of the key alone, and tells the value that it took', async () => {
    const machine = machineOf('2019-fresh');
    machine.registry[defender] = { DisableAntiSpyware: 1, DisableRoutinelyTakingAction: 1 };
    const run = await onMachine(
      'Set-Policy',
      {
        values: [
          { name: 'disableAntiSpyware', value: null },
          { name: 'disableAntiVirus', value: null },
        ],
      },
      machine,
    );
    expect(run.result).toEqual({
      changed: true,
      values: [
        { name: 'disableAntiSpyware', before: 1, after: null },
        { name: 'disableAntiVirus', before: null, after: null },
      ],
    });
    expect(run.machine.registry[defender]).toEqual({ DisableRoutinelyTakingAction: 1 });
  });

  it('changes nothing where all is so already; another spelling is not', async () => {
    const machine = machineOf('2019-fresh');
    machine.registry[tagging] = { Group: 'finance' };
    const asked = (value: string) => ({ values: [{ name: 'deviceTag' as const, value }] });
    const same = await onMachine('Set-Policy', asked('finance'), machine);
    expect([same.result?.changed, stepsOf(same.records)]).toEqual([false, ['writePolicy skipped']]);
    const other = await onMachine('Set-Policy', asked('Finance'), machine);
    expect(other.result?.changed).toBe(true);
    // An empty text is a value, too: it is how a tag is cleared.
    const empty = await onMachine('Set-Policy', asked(''), other.machine);
    expect(empty.result).toEqual({
      changed: true,
      values: [{ name: 'deviceTag', before: 'Finance', after: '' }],
    });
    expect(empty.machine.registry[tagging]).toEqual({ Group: '' });
  });

  it.each([
    [
      'a value that nobody knows',
      [
        { name: 'sampleCollection', value: 0 },
        { name: 'other', value: 1 },
      ],
    ],
    ['a text where a number belongs', [{ name: 'sampleCollection', value: '0' }]],
    [
      'a number where a text belongs',
      [
        { name: 'sampleCollection', value: 0 },
        { name: 'latency', value: 1 },
      ],
    ],
  ])('refuses %s before the first is written', async (_, values) => {
    const run = await onMachine('Set-Policy', { values } as never, machineOf('2019-fresh'));
    expect(run.error?.code).toBe('operation.badParameters');
    expect(run.machine.registry[sensor]).toBeUndefined();
  });

  it('leaves a value of another kind alone, because nothing could put it back', async () => {
    const machine = machineOf('2019-fresh');
    machine.registry[sensor] = { AllowSampleCollection: 'no' };
    const run = await onMachine('Set-Policy', { values: [{ name: 'sampleCollection', value: 0 }] }, machine);
    expect(run.error).toMatchObject({ code: 'operation.failed', text: expect.stringContaining('DWord') });
    expect(run.machine.registry[sensor]).toEqual({ AllowSampleCollection: 'no' });
  });

  it('says who refuses where the key may not be written', async () => {
    const machine = machineOf('2019-fresh');
    machine.registry[sensor] = { $deny: 'write' };
    const run = await onMachine('Set-Policy', { values: [{ name: 'sampleCollection', value: 0 }] }, machine);
    expect(run.error?.code).toBe('target.accessDenied');
  });
});
