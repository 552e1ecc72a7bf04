import { describe, expect, test } from 'vitest';
import { serverStateSchema, type ServerState } from '../../../shared/model/facts';
import { recogniseOs } from '../../../shared/knowledge/os';
import { scenarioSystems, scenarios } from '../../../shared/model/practice';
import en from '../../../shared/locales/en/practice.json';
import fr from '../../../shared/locales/fr/practice.json';
import { machineIds, readMachine } from '../../../main/practice/machine/machines';
import { networkIds } from '../../../main/practice/networks';
import { bench, facts, tenantA, tenantB } from './bench';

test('there is one scenario for every machine, and texts for each in both languages', () => {
  const ids = scenarios.map((scenario) => scenario.id).sort();
  expect(ids).toEqual([...machineIds, ...networkIds].sort());
  expect(Object.keys(en).sort()).toEqual(ids);
  expect(Object.keys(fr).sort()).toEqual(ids);
});

test('an id without a machine file is refused', () => {
  expect(() => readMachine('2008-fresh')).toThrow('operation.notFound');
});

/** What a scenario's Windows must show, by its group; `channel` and `refused` hold several and are told by id. */
const builds: Readonly<Record<string, number>> = {
  '2012r2': 9600,
  '2016': 14393,
  '2019': 17763,
  '2022': 20348,
  '2025': 26100,
  'sac1803-fresh': 17134,
  'sac20h2-fresh': 19042,
  '23h2-fresh': 25398,
  'hyperv2019-refused': 17763,
  '2012-refused': 9200,
};
const isCore = ({ id, os }: { id: string; os: string }) =>
  os.endsWith('core') || os === 'channel' || id === 'hyperv2019-refused';

describe.each(scenarios.filter(({ os }) => os !== 'network'))('$id', ({ id, os, state }) => {
  const read = async (): Promise<ServerState> => facts(bench(id).open());
  const withTrellix = os === '2016' && state !== 'inbox';

  test('opens, is marked as practice, and its facts are valid', async () => {
    const value = await read();
    expect(serverStateSchema.parse(value)).toEqual(value);
    expect(value.computer.name).toMatch(/^PRACTICE-/);
    expect(value.os.build).toBe(builds[id] ?? builds[os.replace('core', '')]);
    expect(value.os.installationType).toBe(isCore({ id, os }) ? 'Server Core' : 'Server');
    expect(value.otherAntivirus).toHaveLength(withTrellix ? 2 : 0);
    expect(recogniseOs(value.os)).toMatchObject({
      supported: state !== 'refused',
      core: isCore({ id, os }),
      sensor: value.os.build >= 17134 ? 'builtIn' : 'installed',
    });
  });

  test('is in the state of its name', async () => {
    const value = await read();
    expect(value.restartPending.some((marker) => marker.blocking)).toBe(state === 'restart');
    const onboarded = state === 'onboarded' || state === 'othertenant';
    // Row defender/mde-reg-offboarding-state: what was offboarded says 0.
    expect(value.sensor.onboardingState).toBe(onboarded ? 1 : id === '2025core-fresh' ? 0 : null);
    expect(value.sensor.orgId).toBe(state === 'onboarded' ? tenantA : onboarded ? tenantB : null);
    if (onboarded) expect(value.sensor.lastConnectedAt).toBe(value.readAt - 11 * 60_000);
    const ownSensor = value.os.build >= 17134 && state !== 'nosensor';
    expect(value.services.sense !== null).toBe(ownSensor || onboarded);
    if (state === 'prerequisites') {
      const missing: Readonly<Record<string, boolean>> = {
        '2012r2': value.files.ucrtbase === null,
        '2016': value.defender.feature === 'disabled',
        '2019': value.defender.feature === 'disabled',
        // Enabled, and not there: row servicing/servicing-ips1-onboarded-and-state-tests.
        '2022': value.defender.feature === 'enabled' && value.services.winDefend === null,
        '2019core': value.services.winDefend?.status === 'stopped' && value.defender.runningMode === null,
      };
      expect(missing[os]).toBe(true);
    } else if (state === 'inbox') {
      expect(value.defender).toMatchObject({
        runningMode: null,
        modeNotTold: true,
        onAccessProtection: true,
      });
    } else if (value.os.build >= 14393) {
      expect(value.defender.runningMode).toBe(onboarded && withTrellix ? 'Passive Mode' : 'Normal');
    } else if (!onboarded) {
      expect(value.services.winDefend).toBeNull();
    }
  });
});

test('every group of scenarios has one', () => {
  const used = new Set<string>(scenarios.map(({ os }) => os));
  expect(scenarioSystems.filter((os) => !used.has(os))).toEqual([]);
});

test('events come newest first, only since the asked instant, and only those that prove something', async () => {
  const shell = bench('2019-onboarded').open();
  const all = await facts(shell);
  const times = all.events.map((event) => event.at);
  expect(times).toEqual([...times].sort((a, b) => b - a));
  expect(new Set(all.events.map((event) => event.log))).toEqual(new Set(['sense', 'onboarding']));
  const since = all.readAt - 3_600_000;
  const recent = await shell.run('Get-RecentEvent', { logs: ['sense'], since, limit: 1 });
  expect(recent.events).toHaveLength(1);
  expect(recent.events[0]?.at).toBeGreaterThan(since);
});

test.each(networkIds)(
  '%s is a Windows of its own name behind a network, under the same reading',
  async (id) => {
    const value = await facts(bench(id).open());
    expect(value.computer.name).toMatch(/^PRACTICE-/);
    expect(JSON.stringify(readMachine(id).registry)).not.toMatch(/PRACTICE-20\d\d/);
    expect(readMachine(id).network).toBeDefined();
  },
);
