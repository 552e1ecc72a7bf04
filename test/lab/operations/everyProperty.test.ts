import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RegistryValue } from '../../../main/practice/machine/machine';
import { serverStateSchema, type ServerState } from '../../../shared/model/facts';
import { holds, rowOf } from '../../ground/row';
import { runScripts, type Step } from '../differential/scriptSide';
import { describeWithEngine } from '../engine';
import { registryOf, type RegistryFile } from '../registry';
import { changedPlaces, decidedBy, placesOf } from './stage/factPlaces';
import { machineOf } from './stage/onMachine';
import { thrown } from './stage/thrownErrors';

const policies = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender';
const sensorPolicies =
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
const enrollment =
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Enrollments\\3F5A1F0C-6B1D-4C51-9B1A-2D5E7C0A9F11';
const collection = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\DataCollection';
const session = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager';
const services = [
  'sense',
  'winDefend',
  'wdNisSvc',
  'wdBoot',
  'wdFilter',
  'msSecFlt',
  'lanmanServer',
  'diagTrack',
  'wuauserv',
];

/** A value of the registry by its name, and the facts that it alone decides. */
const registry: Readonly<Record<string, readonly string[]>> = {
  CurrentBuildNumber: [],
  UBR: ['os.revision'],
  EditionID: ['os.editionId'],
  InstallationType: ['os.installationType'],
  ProductName: [],
  DisplayName: ['sensor.product'],
  DisplayVersion: ['sensor.product'],
  senseId: ['sensor.senseId'],
  OnboardingInfo: ['policy.onboardingInfo', 'policy.connectivity'],
  ForceDefenderPassiveMode: ['policy.forceDefenderPassiveMode'],
  DisableAntiSpyware: ['policy.disableAntiSpyware', 'owners'],
  DisableAntiVirus: ['policy.disableAntiVirus', 'owners'],
  Group: ['policy.deviceTag'],
  AllowSampleCollection: ['policy.sampleCollection'],
  latency: ['policy.latency'],
  PreferStaticProxyForHttpRequest: ['policy.preferStaticProxy'],
  DisableEnterpriseAuthProxy: ['policy.disableEnterpriseAuthProxy'],
  ProxyServer: ['preferences.proxyServer', 'proxy.antivirus'],
  TelemetryProxyServer: ['proxy.telemetry'],
  ProviderID: ['owners'],
  EnrollmentState: ['owners'],
  EnrollmentStatus: ['owners'],
  PendingFileRenameOperations: ['restartPending'],
  OnboardingState: ['sensor.onboardingState'],
  OrgID: ['sensor.orgId'],
  LastConnected: ['sensor.lastConnectedAt'],
  Start: services.map((name) => `services.${name}`),
};

/** Values that this server does not have by itself, by key and name. */
const added: readonly (readonly [key: string, name: string, value: RegistryValue])[] = [
  [policies, 'DisableAntiSpyware', 1],
  [policies, 'DisableAntiVirus', 1],
  [policies, 'ProxyServer', 'proxy.example:8080'],
  [`${sensorPolicies}\\DeviceTagging`, 'Group', 'Finance'],
  [sensorPolicies, 'AllowSampleCollection', 0],
  [enrollment, 'ProviderID', 'MS DM Server'],
  [enrollment, 'EnrollmentState', 1],
  ['HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SenseCM', 'EnrollmentStatus', 1],
  [sensorPolicies, 'latency', 'Demo'],
  [sensorPolicies, 'PreferStaticProxyForHttpRequest', 1],
  [collection, 'TelemetryProxyServer', 'proxy.example:8080'],
  [session, 'PendingFileRenameOperations', { type: 'MultiString', value: ['\\??\\C:\\a', ''] }],
];

/** Properties of an answer that are there and empty, with the facts that they decide. */
const empty: Readonly<Record<string, readonly string[]>> = {
  ...decidedBy,
  'Win32_LogicalDisk.DeviceID': ['disk.drive'],
  'Win32_LogicalDisk.Size': ['disk.drive', 'disk.freeBytes', 'disk.sizeBytes'],
  'Get-WinEvent.TimeCreated': ['boot.recent', 'events'],
  'Get-WinEvent.Id': ['boot.recent', 'events'],
  'Get-WinEvent.Level': [],
  'Get-WinEvent.Message': ['events'],
  'RSOP_RegistryPolicySetting.registryKey': ['policySources'],
  'RSOP_RegistryPolicySetting.valueName': ['policySources'],
  // The id of its object stands for an object without a name.
  'RSOP_RegistryPolicySetting.GPOID': ['policySources'],
  'RSOP_GPO.id': ['policySources'],
  'RSOP_GPO.name': ['policySources'],
};

const operations = join(import.meta.dirname, '../../../main/operations');
/** What Gangway itself wrote on the server is no property of Windows. */
const own = ['technician', 'startedAt'];
/** Tried elsewhere: paths of services and the mark of Install.ps1, both in Get-ServerState.test.ts. */
const elsewhere = ['ImagePath', 'PendingReboot'];

const reading = (more: Partial<Step>): Step => ({
  name: 'Get-ServerState',
  params: { antivirusServices: ['McShield'], eventsSince: 0 },
  ...more,
});

/** One server for all readings: its times must not move between them. */
const server = machineOf('2016-onboarded');
const set = server.defender?.preferences;
if (set !== undefined) set.ProxyServer = 'http://other.example:8080';
server.groupPolicy = [
  {
    gpo: 'Servers',
    precedence: 1,
    key: collection,
    name: 'TelemetryProxyServer',
    value: 'proxy.example:8080',
  },
];
server.sessions = [{ user: 'PRACTICE\\m.alvarez' }];

/** The registry of the server with all that is taken away here. */
function fullRegistry(): RegistryFile {
  const file = registryOf(server);
  for (const [key, name, value] of added) file[key] = { ...file[key], [name]: value };
  return file;
}

/** The same with every value of that name changed, in whatever key it stands. */
function having(name: string, change: (values: Record<string, RegistryValue>) => unknown): RegistryFile {
  const file = fullRegistry();
  for (const values of Object.values(file)) if (name in values) change(values);
  return file;
}

describe('properties that the reading asks for', () => {
  it('are all among those that are taken away here', () => {
    const asked = readdirSync(operations)
      .filter((file) =>
        [
          'Get-ServerState.ps1',
          'Facts.ps1',
          'ManagerFacts.ps1',
          'SensorFacts.ps1',
          'WindowsFacts.ps1',
          'Preferences.ps1',
        ].includes(file),
      )
      .flatMap((file) => [
        ...readFileSync(join(operations, file), 'utf8').matchAll(
          /Get-(?:Value|Text|Number|Switch|Version|Time) \$\w+ '(\w+)'/g,
        ),
      ])
      .map((match) => match[1] ?? '');
    const known = new Set([
      ...Object.keys(registry),
      ...Object.keys(empty).map((name) => name.split('.')[1]),
      ...own,
      ...elsewhere,
    ]);
    // Windows does not care how a name is spelled.
    const spelled = new Set([...known].map((name) => name?.toLowerCase()));
    expect([...new Set(asked)].filter((name) => !spelled.has(name.toLowerCase()))).toEqual([]);
  });
});

describeWithEngine('a reading with a gap', (_engine) => {
  it(
    'loses no other fact, whatever of the registry is missing or of another kind',
    { timeout: 240_000 },
    async () => {
      const names = Object.keys(registry);
      const odd = (value: unknown) => (typeof value === 'number' ? 'not a number' : 7);
      const of = (registry: RegistryFile) => reading({ machine: server, registry });
      const steps = [
        of(fullRegistry()),
        ...names.map((name) => of(having(name, (values) => Reflect.deleteProperty(values, name)))),
        ...names.map((name) => of(having(name, (values) => Reflect.set(values, name, odd(values[name]))))),
      ];
      const [whole, ...rest] = await read(steps);
      const lost = rest.map((state) => changedPlaces(placesOf(whole), placesOf(state)));
      expect(Object.fromEntries(names.map((name, index) => [name, lost[index]]))).toEqual(registry);
      // A value of another kind changes at most what its absence changes.
      const further = names.flatMap((name, index) =>
        (lost[names.length + index] ?? [])
          .filter((place) => registry[name]?.includes(place) !== true)
          .map((place) => `${name}: ${place}`),
      );
      expect(further).toEqual([]);
    },
  );

  it('loses no other fact where a property is there and empty', { timeout: 240_000 }, async () => {
    const names = Object.keys(empty);
    const [whole, ...rest] = await read([
      reading({}),
      ...names.map((name) => reading({ env: { GANGWAY_LAB_NULL: name } })),
    ]);
    const lost = rest.map((state) => changedPlaces(placesOf(whole), placesOf(state)));
    expect(Object.fromEntries(names.map((name, index) => [name, lost[index]]))).toEqual(empty);
  });

  it('tells an error of Windows by its id, and goes on', { timeout: 240_000 }, async () => {
    const states = await read(
      thrown.map(([command, id, category]) =>
        reading({ env: { GANGWAY_LAB_THROWN: `${command}=${id}/${category}` } }),
      ),
    );
    const reasons: unknown[] = [];
    for (const [index, [command, id, , row, seen, fact]] of thrown.entries()) {
      const told = states[index]?.unreadable.find(
        (gap) => gap.fact === fact || fact.startsWith(`${gap.fact}.`),
      );
      reasons.push([command, id, told?.reason]);
      expect(holds(rowOf(row), seen)).toBe(true);
    }
    expect(reasons).toEqual(thrown.map(([command, id, , , , , reason]) => [command, id, reason]));
  });
});

async function read(steps: readonly Step[]): Promise<[ServerState, ...ServerState[]]> {
  const ends = await runScripts(server, steps, () => undefined);
  const states = ends.map(({ code, result }) => {
    expect(code).toBeNull();
    return serverStateSchema.parse(result);
  });
  const [first, ...rest] = states;
  if (first === undefined) throw new Error('nothing was read');
  return [first, ...rest];
}
