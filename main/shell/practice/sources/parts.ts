import { keys } from '../keys';
import type { Machine, RegistryValue } from '../machine';
import { machineGuid } from '../machineGuid';
import { machineEpoch } from '../openMachine';

/** An instant some days, hours and minutes before the epoch. */
export function before(days: number, hours = 0, minutes = 0): number {
  return machineEpoch - ((days * 24 + hours) * 60 + minutes) * 60_000;
}

type Service = Machine['services'][string];

/** A Windows service of a machine file. */
export function service(
  displayName: string,
  status: Service['status'],
  start: number,
  imagePath: string,
  kind: Service['kind'] = 'service',
): Service {
  return { displayName, status, start, imagePath, kind };
}

/** The antivirus' driver of the early start, with the place of row defender/mde-svc-table-25h2; it has ended once Windows is up. */
export const bootDriver = (displayName: string): Service =>
  service(displayName, 'Stopped', 0, '\\SystemRoot\\system32\\drivers\\wd\\WdBoot.sys', 'driver');

/** A file that belongs to Windows, as installed by its servicing. */
export function systemFile(version: string | null) {
  return { version, owner: 'NT SERVICE\\TrustedInstaller' };
}

/** What `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion` holds for an operating system. */
export function currentVersion(os: Machine['os'], productName: string): Record<string, RegistryValue> {
  return {
    CurrentBuildNumber: String(os.BuildNumber),
    EditionID: os.EditionID,
    InstallationType: os.InstallationType,
    ProductName: productName,
    ...(os.UBR === null ? {} : { UBR: os.UBR }),
  };
}

/** Services that every server has and that matter here. */
export const commonServices = {
  LanmanServer: service('Server', 'Running', 2, 'C:\\Windows\\system32\\svchost.exe -k netsvcs -p'),
  DiagTrack: service(
    'Connected User Experiences and Telemetry',
    'Running',
    2,
    'C:\\Windows\\System32\\svchost.exe -k utcsvc -p',
  ),
} satisfies Machine['services'];

/** The events of earlier restarts, as the System log keeps them. */
export function startEvents(starts: readonly { downAt: number; upAt: number }[]): Machine['events'] {
  return starts.flatMap(({ downAt, upAt }) => [
    eventLog(6005, upAt, 'The Event log service was started.'),
    eventLog(6006, downAt, 'The Event log service was stopped.'),
  ]);
}

function eventLog(id: number, at: number, text: string): Machine['events'][number] {
  return { log: 'System', provider: 'EventLog', id, level: 4, at, text };
}

/** What is the same on every practice machine before its own system is laid over it. */
export const commonMachine = {
  schema: 1,
  source: 'invented',
  domain: 'practice.example',
  powershell: {
    version: '5.1',
    languageMode: 'FullLanguage',
    user: 'PRACTICE\\Administrator',
    elevated: true,
  },
  clockOffset: 0,
  boot: {
    startedAt: before(9, 7, 42),
    recent: [
      { downAt: before(9, 7, 47), upAt: before(9, 7, 42) },
      { downAt: before(37, 6, 8), upAt: before(37, 6, 2) },
    ],
  },
  disk: { drive: 'C:', freeBytes: 41_875_931_136, sizeBytes: 85_348_839_424 },
  sessions: [],
  processes: [
    { pid: 4, parentPid: 0, name: 'System', startedAt: before(9, 7, 42) },
    { pid: 688, parentPid: 560, name: 'services.exe', startedAt: before(9, 7, 42) },
  ],
  proxy: { winHttp: null },
  cloud: { reachable: true, firstContactMs: 90_000 },
  faults: [],
  atRestart: [],
  atTime: [],
  kit: [],
} as const;

/** Registry keys that every machine has, most of them empty: a script asks for them. */
export function commonRegistry(name: string): Machine['registry'] {
  return {
    [keys.servicing]: {},
    [keys.autoUpdate]: {},
    [keys.uninstall]: {},
    [keys.sessionManager]: {},
    [keys.activeName]: { ComputerName: name },
    [keys.configuredName]: { ComputerName: name },
    [keys.policyTelemetry]: {},
    [keys.cryptography]: { MachineGuid: machineGuid(name) },
  };
}
