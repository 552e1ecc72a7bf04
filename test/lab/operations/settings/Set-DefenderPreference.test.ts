import { expect, it } from 'vitest';
import { keys } from '../../../../main/practice/machine/keys';
import type { Machine } from '../../../../main/practice/machine/machine';
import type { ExclusionLists } from '../../../../shared/model/antivirus/exclusions';
import type { ParamsOf } from '../../../../shared/model/operations';
import { describeWithEngine } from '../../engine';
import { stepsOf } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

type Params = ParamsOf<'Set-DefenderPreference'>;
const none: ExclusionLists = { paths: [], extensions: [], processes: [] };
const values = (of: Params['values']): Params => ({ values: of, exclusions: null });
const lists = (add: Partial<typeof none>, remove: Partial<typeof none> = {}): Params => ({
  values: {},
  exclusions: { add: { ...none, ...add }, remove: { ...none, ...remove } },
});
const having = (change: (machine: Machine) => void, id = '2019-fresh'): Machine => {
  const machine = machineOf(id);
  change(machine);
  return machine;
};
const set = (params: Params, machine: Machine) => onMachine('Set-DefenderPreference', params, machine);
const did = ['setPreferences begin', 'setPreferences done'];

describeWithEngine('Set-DefenderPreference', () => {
  it('sets what differs and leaves alone what is so, then finds it all so', async () => {
    const wish = values({ EnableNetworkProtection: 2, AllowNetworkProtectionOnWinServer: true });
    const first = await set(wish, machineOf('2019-fresh'));
    expect(first.error).toBeNull();
    expect(stepsOf(first.records)).toEqual(did);
    expect(first.result).toEqual({
      changed: true,
      values: [
        { name: 'AllowNetworkProtectionOnWinServer', before: 'False', after: 'True' },
        { name: 'EnableNetworkProtection', before: '0', after: '2' },
      ],
    });
    expect(first.machine.defender?.preferences).toEqual({
      EnableNetworkProtection: 2,
      AllowNetworkProtectionOnWinServer: true,
    });
    const again = await set(wish, first.machine);
    expect(stepsOf(again.records)).toEqual(['setPreferences skipped']);
    expect(again.result?.changed).toBe(false);
  });

  it('sets a proxy and takes it away', async () => {
    const first = await set(values({ ProxyServer: 'http://proxy.example:8080' }), machineOf('2019-fresh'));
    expect(first.result?.values).toEqual([
      { name: 'ProxyServer', before: '', after: 'http://proxy.example:8080' },
    ]);
    const second = await set(values({ ProxyServer: null }), first.machine);
    expect(second.result?.values).toEqual([
      { name: 'ProxyServer', before: 'http://proxy.example:8080', after: '' },
    ]);
  });

  it('adds and takes away exclusions, whatever else stands there, and puts them back', async () => {
    const machine = having(({ defender }) => {
      if (defender !== null) defender.preferences = { ExclusionPath: ['E:\\Mail', 'D:\\Old'] };
    });
    const run = await set(
      lists({ paths: ['D:\\New'], processes: ['D:\\New\\a.exe'] }, { paths: ['d:\\old'] }),
      machine,
    );
    expect(run.machine.defender?.preferences).toEqual({
      ExclusionPath: ['E:\\Mail', 'D:\\New'],
      ExclusionProcess: ['D:\\New\\a.exe'],
    });
    expect(run.result?.values[0]).toEqual({
      name: 'ExclusionPath',
      before: 'E:\\Mail | D:\\Old',
      after: 'E:\\Mail | D:\\New',
    });
    const exactly = { ...none, paths: ['E:\\Mail', 'D:\\Old'] };
    const back = await set({ values: {}, exclusions: { exactly } }, run.machine);
    expect(back.machine.defender?.preferences?.ExclusionPath?.toSorted()).toEqual(exactly.paths.toSorted());
    expect(back.machine.defender?.preferences?.ExclusionProcess).toEqual([]);
  });

  // Invented: that Windows says nothing then; see the head of FakeWindows/parts/Preferences.ps1.
  it.each<[string, Machine, Params]>([
    [
      'a policy',
      having(({ registry }) => {
        registry[keys.policyNetworkProtection] = { EnableNetworkProtection: 0 };
      }),
      values({ EnableNetworkProtection: 1 }),
    ],
    [
      'tamper protection of exclusions',
      having(({ registry, defender }) => {
        registry[keys.antivirusFeatures] = { TPExclusions: 0x0fff_ffff };
        if (defender !== null) defender.IsTamperProtected = true;
      }),
      lists({ paths: ['D:\\Data'] }),
    ],
  ])('shows by its answer that %s holds the value', async (_, machine, params) => {
    const run = await set(params, machine);
    expect(run.error).toBeNull();
    expect(run.result?.changed).toBe(false);
    expect(stepsOf(run.records)).toEqual(did);
    expect(run.records.filter(({ Level }) => Level === 'warn')).toHaveLength(1);
  });

  it.each<[string, Machine, Params, string, number | null]>([
    [
      'whose antivirus is stopped',
      machineOf('2019core-prerequisites'),
      values({ EnableNetworkProtection: 1 }),
      'defender.stopped',
      0x8001_06ba | 0,
    ],
    [
      'that has no antivirus yet',
      machineOf('2012r2-fresh'),
      values({ EnableNetworkProtection: 1 }),
      'defender.stopped',
      null,
    ],
    [
      'whose platform has no such name',
      machineOf('2016-inbox'),
      values({ EnableNetworkProtection: 1 }),
      'defender.noPreference',
      null,
    ],
    [
      'that hides its exclusions',
      having(({ defender }) => {
        if (defender !== null) defender.preferences = { hidden: true };
      }),
      lists({ paths: ['D:\\Data'] }),
      'defender.hidden',
      null,
    ],
    [
      'whose antivirus refuses',
      having((machine) => {
        const fault = { effect: 'fail', native: 0x8007_0005 | 0, line: '', times: null } as const;
        machine.faults = [{ operation: 'Set-DefenderPreference', ...fault }];
      }),
      values({ EnableNetworkProtection: 1 }),
      'operation.failed',
      0x8007_0005 | 0,
    ],
  ])('fails by name on a server %s, and leaves it as it was', async (_, machine, params, code, native) => {
    const run = await set(params, machine);
    expect(run.error).toMatchObject({ code, native });
    expect(run.machine.defender).toEqual(machine.defender);
  });
});
