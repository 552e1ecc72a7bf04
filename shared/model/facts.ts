import { z } from 'zod';
import { leaseSchema } from './lease';
import { watchedPolicySchema } from './catalogue/policyNames';
import { preferencesSchema } from './antivirus/preferences';

/** Who else may manage a server. */
export const ownerKinds = [
  'monitoringAgent',
  'arc',
  'configMgr',
  'intune',
  'securitySettings',
  'defenderForCloud',
  'securityClient',
  'defenderPolicy',
] as const;

/** A moment: milliseconds since 1970-01-01T00:00Z. Numbers, because PowerShell 5.1 and 7 read ISO text differently. */
export const instantSchema = z.number().int().nonnegative();

/** A four-part or shorter dotted version, e.g. `4.18.25110.6`. */
export const versionSchema = z.string().regex(/^\d+(\.\d+){1,3}$/);

/** A Windows service or driver as the service manager and the registry show it; `start` is the registry's Start value. */
export const serviceFactSchema = z.strictObject({
  status: z.enum(['running', 'stopped', 'startPending', 'stopPending', 'paused', 'unknown']),
  start: z.enum(['boot', 'system', 'automatic', 'manual', 'disabled', 'unknown']),
  /** Full path of the executable without quotes and arguments; null where the registry has none. */
  imagePath: z.string().nullable(),
});
export type ServiceFact = z.infer<typeof serviceFactSchema>;

/** Where a pending restart was found; `blocking` ones stop an installation, the others only inform. */
export const restartMarkerSchema = z.strictObject({
  source: z.enum(['componentServicing', 'windowsUpdate', 'fileRename', 'computerName', 'defenderInstall']),
  blocking: z.boolean(),
});

/** One event of the SENSE or Defender logs, or of the onboarding or offboarding script in the Application log. */
export const eventFactSchema = z.strictObject({
  log: z.enum(['sense', 'defender', 'onboarding', 'offboarding']),
  id: z.number().int(),
  level: z.enum(['information', 'warning', 'error']),
  at: instantSchema,
  text: z.string(),
});
export type EventFact = z.infer<typeof eventFactSchema>;

/** What is left on the server of an action that Gangway once started there: read from its run folder. */
export const runSummarySchema = z.strictObject({
  runId: z.string(),
  /** Position of the action in its plan, from 1. */
  nn: z.number().int(),
  operation: z.string(),
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  outcome: z.enum(['running', 'ok', 'failed', 'unknown']),
  /** The error code of a failed action, from the closed set of `errors.ts`; null otherwise. */
  code: z.string().nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** A part of a reading that Windows did not give. */
export const unreadableSchema = z.strictObject({
  fact: z.string(),
  /** `notInTime`: the part of the reading that tells it was overdue and left out. */
  reason: z.enum(['accessDenied', 'notFound', 'noAnswer', 'notInTime', 'failed']),
  detail: z.string(),
});

/**
 * Everything that one reading of a server tells: the result of the operation `Get-ServerState`, one round trip.
 * A value that could not be read is null and named in `unreadable` with the reason; it is never guessed.
 */
export const serverStateSchema = z.strictObject({
  /** The server's own clock when it answered. */
  readAt: instantSchema,
  computer: z.strictObject({ name: z.string(), domain: z.string().nullable(), domainJoined: z.boolean() }),
  os: z.strictObject({
    caption: z.string(),
    /** Major.minor, e.g. `10.0`, `6.3`. */
    version: z.string(),
    build: z.number().int(),
    revision: z.number().int().nullable(),
    /** Version of the servicing stack (Component Based Servicing\\Version); null where it could not be told. */
    servicingStack: versionSchema.nullable(),
    editionId: z.string(),
    installationType: z.string(),
    /** 1 workstation, 2 domain controller, 3 server (Win32_OperatingSystem). */
    productType: z.number().int(),
    sku: z.number().int(),
    is64Bit: z.boolean(),
  }),
  powershell: z.strictObject({
    version: z.string(),
    languageMode: z.string(),
    is64Bit: z.boolean(),
    /** True when the token holds Administrators enabled, or is SYSTEM. */
    elevated: z.boolean(),
    user: z.string(),
  }),
  boot: z.strictObject({
    startedAt: instantSchema.nullable(),
    /** Earlier restarts, newest first: when it went down and when it was up again. */
    recent: z.array(z.strictObject({ downAt: instantSchema, upAt: instantSchema })),
  }),
  restartPending: z.array(restartMarkerSchema),
  disk: z.strictObject({ drive: z.string(), freeBytes: z.number(), sizeBytes: z.number() }).nullable(),
  /** People signed in on the console or by remote desktop. */
  sessions: z.array(z.strictObject({ user: z.string() })),
  /** Installed roles by their feature names, e.g. `FileAndStorage-Services`. */
  roles: z.array(z.string()),
  /** Workloads that are no role of Windows, by what their installers leave in the registry. */
  workloads: z.array(z.enum(['sqlServer', 'exchange'])),
  services: z.strictObject({
    sense: serviceFactSchema.nullable(),
    winDefend: serviceFactSchema.nullable(),
    wdNisSvc: serviceFactSchema.nullable(),
    /** Both drivers start with Windows (`boot`) unless somebody changed it; WdBoot is stopped once Windows is up. */
    wdBoot: serviceFactSchema.nullable(),
    wdFilter: serviceFactSchema.nullable(),
    msSecFlt: serviceFactSchema.nullable(),
    lanmanServer: serviceFactSchema.nullable(),
    diagTrack: serviceFactSchema.nullable(),
    /** Windows Update: usually stopped, for it starts when it is needed (`manual`). Null where the server has none. */
    wuauserv: serviceFactSchema.nullable(),
  }),
  defender: z.strictObject({
    /** `notPresent`: the feature does not exist on this Windows (2012 R2). */
    feature: z.enum(['enabled', 'disabled', 'removed', 'pending', 'notPresent']).nullable(),
    /** File version of the running antivirus platform (ImagePath of WinDefend). */
    platformVersion: versionSchema.nullable(),
    /** Version of the engine (AMEngineVersion); null while the antivirus does not run. */
    engineVersion: versionSchema.nullable(),
    signatureVersion: versionSchema.nullable(),
    signaturesUpdatedAt: instantSchema.nullable(),
    /** AMRunningMode as the cmdlet gives it, e.g. `Normal`, `Not running`; null when it gives none or does not answer. */
    runningMode: z.string().nullable(),
    /** True where the antivirus answers and its platform has no AMRunningMode: 4.10.14393.*, 4.18.18xx to 1909. */
    modeNotTold: z.boolean(),
    /** AMServiceEnabled, AntivirusEnabled, RealTimeProtectionEnabled, OnAccessProtectionEnabled: every platform tells them. */
    serviceEnabled: z.boolean().nullable(),
    antivirusEnabled: z.boolean().nullable(),
    realTimeProtection: z.boolean().nullable(),
    onAccessProtection: z.boolean().nullable(),
    /** IsTamperProtected; null on platforms that do not have it. */
    tamperProtected: z.boolean().nullable(),
  }),
  /** What the antivirus is set to; null while it does not run, or is not there. */
  preferences: preferencesSchema.nullable(),
  policy: z.strictObject({
    forceDefenderPassiveMode: z.number().int().nullable(),
    disableAntiSpyware: z.number().int().nullable(),
    disableAntiVirus: z.number().int().nullable(),
    /** The tag that the sensor reports (`DeviceTagging\\Group`). Empty: one that was cleared, which the portal then drops. */
    deviceTag: z.string().nullable(),
    /** `AllowSampleCollection`: 0 keeps files on the server. Absent, the sensor may send samples. */
    sampleCollection: z.number().int().nullable(),
    /** `latency`: `Demo` lets the sensor report more often, as the portal's local script sets it. */
    latency: z.string().nullable(),
    /** `PreferStaticProxyForHttpRequest`: 1 lets revocation lists, too, go through the sensor's static proxy. */
    preferStaticProxy: z.number().int().nullable(),
    /** `DisableEnterpriseAuthProxy`: 1 on every onboarded server, because the onboarding script writes it. */
    disableEnterpriseAuthProxy: z.number().int().nullable(),
    onboardingInfo: z.boolean(),
    /**
     * The way to the cloud that the onboarding information sets, in one word: it is a key to the tenant, so nothing
     * else of it is told. Null where there is none.
     */
    connectivity: z.enum(['streamlined', 'standard', 'unknown']).nullable(),
    offboardingInfo: z.boolean(),
  }),
  sensor: z.strictObject({
    /** The installed product (uninstall key); null where none is registered. */
    product: z.strictObject({ name: z.string(), version: versionSchema, productCode: z.string() }).nullable(),
    senseVersion: versionSchema.nullable(),
    onboardingState: z.number().int().nullable(),
    orgId: z.string().nullable(),
    lastConnectedAt: instantSchema.nullable(),
    senseId: z.string().nullable(),
  }),
  /** Services of other antivirus products that were asked for and exist (knowledge/antivirus.ts has the names). */
  otherAntivirus: z.array(
    z.strictObject({ service: z.string(), displayName: z.string(), running: z.boolean() }),
  ),
  /** Who else manages this server. */
  owners: z.array(
    z.strictObject({
      kind: z.enum(ownerKinds),
      detail: z.string(),
    }),
  ),
  /**
   * The Group Policy object that decides a value, by the name of the value: what Windows noted at its last refresh (RSoP). It sets
   * the value again. Preferences of Group Policy, scripts and other agents are not noted there.
   */
  policySources: z.array(z.strictObject({ name: watchedPolicySchema, gpo: z.string() })),
  /** Workspaces of Log Analytics to which the old monitoring agent reports; none where there is no agent. */
  workspaces: z.array(z.strictObject({ id: z.string() })),
  /**
   * The old monitoring agent: its registration with Windows Installer (null: its service is there without one), and the management
   * groups of Operations Manager to which it reports. Null where the server has no such agent.
   */
  monitoringAgent: z
    .strictObject({
      productCode: z.string().nullable(),
      version: versionSchema.nullable(),
      groups: z.array(z.string()),
    })
    .nullable(),
  proxy: z.strictObject({
    /** Machine-wide WinHTTP proxy `host:port`; null = direct. */
    winHttp: z.string().nullable(),
    /** What goes past that proxy, parted by semicolons; null = nothing. */
    winHttpBypass: z.string().nullable(),
    telemetry: z.string().nullable(),
    antivirus: z.string().nullable(),
  }),
  /** Updates by the files they bring, since rollups hide update numbers. Versions are null where the file is absent. */
  files: z.strictObject({
    ucrtbase: versionSchema.nullable(),
    tdh: versionSchema.nullable(),
    ntoskrnl: versionSchema.nullable(),
    /** False when ntoskrnl.exe is not owned by TrustedInstaller (known issue K23). */
    ntoskrnlOwnerTrusted: z.boolean().nullable(),
  }),
  /** Known issue K24: an installer registration whose product is gone (2016). */
  orphanRegistration: z.boolean(),
  /** Newest events that prove or disprove, newest first, at most 40. */
  events: z.array(eventFactSchema),
  /** Files lying in Gangway's library on the server, by hash. */
  kit: z.array(z.strictObject({ sha256: z.string(), name: z.string(), bytes: z.number() })),
  runs: z.array(runSummarySchema),
  /** Who holds the server for a run; null: nobody. */
  lease: leaseSchema.nullable(),
  unreadable: z.array(unreadableSchema),
});
export type ServerState = z.infer<typeof serverStateSchema>;

/** Why a fact could not be read, by its path in `ServerState` or a part of it; null when it was read. */
export function unreadable(
  facts: Pick<ServerState, 'unreadable'>,
  path: string,
): ServerState['unreadable'][number]['reason'] | null {
  const entry = facts.unreadable.find(
    ({ fact }) => fact === path || path.startsWith(`${fact}.`) || fact.startsWith(`${path}.`),
  );
  return entry ? entry.reason : null;
}
