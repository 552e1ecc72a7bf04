import { describe, expect, test } from 'vitest';
import { serverStateSchema, type ServerState } from '../../../shared/facts';
import { scenarios } from '../../../shared/practice';
import en from '../../../shared/locales/en/practice.json';
import fr from '../../../shared/locales/fr/practice.json';
import { machineIds, readMachine } from '../../../main/shell/practice/machineFiles';
import { bench, facts, tenantA, tenantB } from './bench';

test('there is one scenario for every machine file, and texts for each in both languages', () => {
  const ids = scenarios.map((scenario) => scenario.id).sort();
  expect(ids).toEqual([...machineIds].sort());
  expect(Object.keys(en).sort()).toEqual(ids);
  expect(Object.keys(fr).sort()).toEqual(ids);
});

test('an id without a machine file is refused', () => {
  expect(() => readMachine('2008-fresh')).toThrow('operation.notFound');
});

describe.each(scenarios)('$id', ({ id, os, state }) => {
  const read = async (): Promise<ServerState> => facts(bench(id).open());

  test('opens, is marked as practice, and its facts are valid', async () => {
    const value = await read();
    expect(serverStateSchema.parse(value)).toEqual(value);
    expect(value.computer.name).toMatch(/^PRACTICE-/);
    expect(value.os.build).toBe({ '2012r2': 9600, '2016': 14393, '2019': 17763, '2019core': 17763 }[os]);
    expect(value.os.installationType).toBe(os === '2019core' ? 'Server Core' : 'Server');
    expect(value.otherAntivirus).toHaveLength(os === '2016' ? 2 : 0);
  });

  test('is in the state of its name', async () => {
    const value = await read();
    expect(value.restartPending.some((marker) => marker.blocking)).toBe(state === 'restart');
    const onboarded = state === 'onboarded' || state === 'othertenant';
    expect(value.sensor.onboardingState).toBe(onboarded ? 1 : null);
    expect(value.sensor.orgId).toBe(state === 'onboarded' ? tenantA : onboarded ? tenantB : null);
    if (onboarded) expect(value.sensor.lastConnectedAt).toBe(value.readAt - 11 * 60_000);
    if (state === 'prerequisites') {
      const missing = {
        '2012r2': value.files.ucrtbase === null,
        '2016': value.defender.feature === 'disabled',
        '2019': value.defender.feature === 'disabled',
        '2019core': value.services.winDefend?.status === 'stopped' && value.defender.runningMode === null,
      };
      expect(missing[os]).toBe(true);
    } else if (os !== '2012r2') {
      expect(value.defender.runningMode).toBe(onboarded && os === '2016' ? 'Passive Mode' : 'Normal');
    }
  });
});

test('events come newest first, only since the asked instant, and only those that prove something', async () => {
  const shell = bench('2019-onboarded').open();
  const all = await facts(shell);
  const times = all.events.map((event) => event.at);
  expect(times).toEqual([...times].sort((a, b) => b - a));
  expect(new Set(all.events.map((event) => event.log))).toEqual(new Set(['sense', 'onboarding']));
  const since = all.readAt - 3_600_000;
  const recent = await shell.run('Get-SensorEvent', { since, limit: 1 });
  expect(recent.events).toHaveLength(1);
  expect(recent.events[0]?.at).toBeGreaterThan(since);
});
