// Stands on: platform/os-2012r2-registry, platform/os-2016-registry, platform/os-2019-registry, platform/os-2022-registry,
// platform/os-2025-core-computerinfo, platform/os-2025-eval-core, platform/os-eval-2016-2019 (the values of CurrentVersion),
// servicing/servicing-events-of-a-restart (ids), defender/mde-svc-table-25h2, defender/mde-svc-mdcoresvc, servicing/servicing-wuauserv-documented.
// Invented: names, times, sizes and accounts of practice; looked for: nothing, they are ours.
// servicing/servicing-events-of-a-start-timed.
// Invented: the order of the events within one instant, and texts of 12, 13 and 6009; looked for: an exported System log around a restart, in issues and gists.
import { keys } from '../machine/keys';
import { z } from 'zod';
import { patchAt } from '../machine/applyPatch';
import effects from '../effects.json';
import { machineSchema, type Machine, type RegistryValue } from '../machine/machine';
import { machineGuid } from '../machine/machineGuid';
import { machineEpoch } from '../machine/openMachine';

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

/** The name of a release by its build, as later ones write it beside their number. 2012 and 2012 R2 have none. */
const releases: Readonly<Record<number, { ReleaseId: string; DisplayVersion?: string }>> = {
  14393: { ReleaseId: '1607' },
  17134: { ReleaseId: '1803' },
  17763: { ReleaseId: '1809' },
  19042: { ReleaseId: '2009', DisplayVersion: '20H2' },
  20348: { ReleaseId: '2009', DisplayVersion: '21H2' },
  25398: { ReleaseId: '2009', DisplayVersion: '23H2' },
  26100: { ReleaseId: '2009', DisplayVersion: '24H2' },
};

/**
 * What `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion` holds for an operating system. `CurrentVersion` stays 6.3 on all that
 * came after: whoever reads it reads the wrong one.
 */
export function currentVersion(os: Machine['os'], productName: string): Record<string, RegistryValue> {
  const isNew = os.BuildNumber >= 10_240;
  return {
    CurrentVersion: os.BuildNumber === 9200 ? '6.2' : '6.3',
    ...(isNew ? { CurrentMajorVersionNumber: 10, CurrentMinorVersionNumber: 0 } : {}),
    ...releases[os.BuildNumber],
    CurrentBuildNumber: String(os.BuildNumber),
    EditionID: os.EditionID,
    InstallationType: os.InstallationType,
    ProductName: productName,
    // Seconds since 1970, as Windows notes when it was installed.
    InstallDate: 1_700_000_000,
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
  // Manual, as row servicing/servicing-wuauserv-documented says; stopped, because it starts on demand.
  wuauserv: service('Windows Update', 'Stopped', 3, 'C:\\Windows\\system32\\svchost.exe -k netsvcs -p'),
} satisfies Machine['services'];

/** So long before its log service Windows itself has started (row servicing/servicing-events-of-a-start-timed). */
const untilLogMs = 10_500;

/** The events of earlier restarts, oldest first, as the System log keeps them. */
export function startEvents(
  starts: readonly { downAt: number; upAt: number }[],
  os: Machine['os'],
): Machine['events'] {
  const said = { version: `${os.Version.split('.').slice(0, 2).join('.')}.`, build: String(os.BuildNumber) };
  const events = z.object({ '+events': machineSchema.shape.events });
  return [...starts]
    .reverse()
    .flatMap(({ downAt, upAt }) => [
      ...events.parse(patchAt(effects.shutdown, downAt, said))['+events'],
      ...events.parse(patchAt(effects.start, upAt - untilLogMs, said))['+events'],
      ...events.parse(patchAt(effects.restart, upAt, said))['+events'],
    ]);
}

/** Security intelligence came at that instant: the antivirus tells its version, and that of the engine which comes with it (row defender/mde-wd-event-2000). */
export function intelligenceCame(at: number): Machine['events'] {
  const [patch] = effects['feature.enable:2022']['+atRestart'];
  return z.object({ '+events': machineSchema.shape.events }).parse(patchAt(patch ?? {}, at))['+events'];
}

/** Sessions of event tracing that run on any server. */
// Invented: which of them; looked for: lists of logman query -ets from servers
const traceSessions = [
  'Circular Kernel Context Logger',
  'DiagLog',
  'Diagtrack-Listener',
  'EventLog-Application',
  'EventLog-System',
  'EventLog-Security',
  'LwtNetLog',
  'NtfsLog',
  'UBPM',
  'WdiContextLog',
  'DefenderApiLogger',
  'DefenderAuditLogger',
];

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
    startedAt: before(9, 7, 42) - untilLogMs,
    recent: [
      { downAt: before(9, 7, 47), upAt: before(9, 7, 42) },
      { downAt: before(37, 6, 8), upAt: before(37, 6, 2) },
    ],
  },
  disk: { drive: 'C:', freeBytes: 41_875_931_136, sizeBytes: 85_348_839_424 },
  sessions: [],
  traceSessions,
  processes: [
    { pid: 4, parentPid: 0, name: 'System', startedAt: before(9, 7, 42) - untilLogMs },
    { pid: 688, parentPid: 560, name: 'services.exe', startedAt: before(9, 7, 42) - untilLogMs },
  ],
  proxy: { winHttp: null, winHttpBypass: null },
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
    [keys.policyTelemetry]: {},
    [keys.setup]: {},
    [keys.mediaCost]: { Ethernet: 1 },
    // The code page in which console programs write.
    [keys.codePage]: { OEMCP: '437' },
    ...nameKeys(name),
  };
}

/** Where a machine keeps its name, and what Windows was given when it was installed. */
export function nameKeys(name: string): Machine['registry'] {
  return {
    [keys.activeName]: { ComputerName: name },
    [keys.configuredName]: { ComputerName: name },
    [keys.cryptography]: { MachineGuid: machineGuid(name) },
  };
}
