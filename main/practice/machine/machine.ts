import { z } from 'zod';
import { certificateSchema } from '../../../shared/model/connection';
import { errorCodeSchema } from '../../../shared/errors';
import { instantSchema } from '../../../shared/model/facts';
import { windowsLanguageSchema } from '../answers/windowsLanguage';
import { policyTracesSchema } from './policyTraces';

/** A registry value: the short form where the kind is obvious (text, number = DWord, list = MultiString). */
const registryValueSchema = z.union([
  z.string(),
  z.number(),
  z.array(z.string()),
  z.strictObject({
    type: z.enum(['String', 'ExpandString', 'DWord', 'QWord', 'Binary', 'MultiString']),
    value: z.union([z.string(), z.number(), z.array(z.string())]),
  }),
]);
export type RegistryValue = z.infer<typeof registryValueSchema>;

const machineServiceSchema = z.strictObject({
  displayName: z.string(),
  status: z.enum(['Running', 'Stopped', 'StartPending', 'StopPending', 'Paused']),
  /** The registry's Start value: 0 boot, 1 system, 2 automatic, 3 manual, 4 disabled. */
  start: z.number().int().min(0).max(4),
  imagePath: z.string(),
  kind: z.enum(['service', 'driver']),
  /** Windows cannot stop it before the next start. Left out where it can. */
  canStop: z.literal(false).optional(),
});

const machineEventSchema = z.strictObject({
  log: z.enum([
    'System',
    'Application',
    'Microsoft-Windows-SENSE/Operational',
    'Microsoft-Windows-Windows Defender/Operational',
    'Setup',
    'Microsoft-Windows-UniversalTelemetryClient/Operational',
    'Microsoft-Windows-TaskScheduler/Operational',
  ]),
  provider: z.string(),
  id: z.number().int(),
  /** 2 error, 3 warning, 4 information, as in Get-WinEvent. */
  level: z.number().int(),
  at: instantSchema,
  text: z.string(),
  /** Its parameters in the order of its provider; left out where nobody asks for them. */
  data: z.array(z.string()).optional(),
  /** The name of the server that wrote it, where it had another one then. */
  on: z.string().optional(),
});

/** A task of the Task Scheduler that somebody made, not Gangway. */
const machineTaskSchema = z.strictObject({
  /** Its folder and name, e.g. `\\Onboard servers`. */
  path: z.string(),
  state: z.enum(['Ready', 'Running', 'Disabled', 'Queued']),
  account: z.string(),
  sid: z.string(),
  highest: z.boolean(),
  execute: z.string(),
  arguments: z.string(),
  /** Null = it never ran. */
  lastRunAt: instantSchema.nullable(),
  lastResult: z.number().int().nullable(),
});

/** What a practice machine does wrong on purpose, and in which operation. */
const faultSchema = z.strictObject({
  operation: z.string(),
  /** `fail`: the tool ends with `native`. `noop`: it says it worked and changes nothing (conflict).
   *  `hang`: no output, never ends. `restart`: works, but asks for a restart. `restarts`: the same of a package whose
   *  installer restarts the server by itself, unless it was told not to. */
  effect: z.enum(['fail', 'noop', 'hang', 'restart', 'restarts']),
  native: z.number().int().nullable(),
  /** Text of the line that the tool writes to its log. */
  line: z.string(),
  /** How many times it happens; null = always. */
  times: z.number().int().nullable(),
});

const portAnswerSchema = z.enum(['open', 'closed', 'silent']);

/**
 * What this computer meets on the way to a machine that plays a server of the network. Codes are those of WinRM and of
 * the sign-in (knowledge/winrm.ts).
 */
const networkSchema = z.strictObject({
  /** The name or address that a person typed. */
  address: z.string(),
  /** What the name is resolved to; none = nobody knows the name. */
  addresses: z.array(z.string()),
  ports: z.strictObject({ https: portAnswerSchema, http: portAnswerSchema }),
  /**
   * The certificate on the encrypted port, the code with which Windows refuses it (null accepts it), and what its chain
   * says (names of X509ChainStatusFlags).
   */
  certificate: certificateSchema
    .extend({ refusal: z.number().int().nullable(), statuses: z.array(z.string()) })
    .nullable(),
  /** The code that remote management answers with on an open port; null = it identifies itself. */
  management: z.number().int().nullable(),
  /** Who may sign in, by user name; `me` is the account that runs Gangway. `refusal`: the code of the refusal. */
  accounts: z.record(
    z.string(),
    z.strictObject({
      refusal: z.number().int().nullable(),
      isAdministrator: z.boolean(),
      isLocalAccount: z.boolean(),
    }),
  ),
  /** What LAPS answers about it: the account of the machine, or why nothing is given. Left out where LAPS is not there. */
  laps: z.strictObject({ account: z.string(), refusal: errorCodeSchema.nullable() }).optional(),
  /** Whether its administrative share takes files. Left out where it does not. */
  adminShare: z.boolean().optional(),
  /** The simulated TrustedHosts of this computer: practice never touches the real list. Left out while it is empty. */
  trustedHosts: z.string().optional(),
});
export type PracticeNetwork = z.infer<typeof networkSchema>;

/**
 * An HTTP status, or how the connection fails: the name of WebExceptionStatus and the code of the socket. `issuer`: the
 * organisation above its certificate where that is not Microsoft's; `trusted: false` where the server does not know it.
 */
const cloudAnswerSchema = z.union([
  z.strictObject({
    status: z.number().int(),
    issuer: z.string().optional(),
    trusted: z.boolean().optional(),
  }),
  z.strictObject({
    failure: z.enum(['ConnectFailure', 'NameResolutionFailure', 'Timeout', 'TrustFailure']),
    socket: z.number().int().nullable(),
  }),
]);
export type CloudAnswer = z.infer<typeof cloudAnswerSchema>;

/** Preferences of the antivirus that are not as Windows brings them, by Windows' own names. */
const machinePreferencesSchema = z.strictObject({
  EnableNetworkProtection: z.number().int().optional(),
  AllowNetworkProtectionOnWinServer: z.boolean().optional(),
  AllowNetworkProtectionDownLevel: z.boolean().optional(),
  AllowDatagramProcessingOnWinServer: z.boolean().optional(),
  ProxyServer: z.string().optional(),
  ExclusionPath: z.array(z.string()).optional(),
  ExclusionExtension: z.array(z.string()).optional(),
  ExclusionProcess: z.array(z.string()).optional(),
  /** The lists are kept from whoever reads them: each is one text that begins with N/A. */
  hidden: z.literal(true).optional(),
});
export type MachinePreferences = z.infer<typeof machinePreferencesSchema>;

/**
 * A simulated Windows server as data: read and written by the practice server and by the lab's fake Windows alike,
 * so that script and simulator can be held against each other. Names and values are those of Windows itself.
 */
export const machineSchema = z.strictObject({
  schema: z.literal(1),
  source: z.enum(['invented', 'documented', 'real', 'engine', 'wine']),
  name: z.string(),
  /** The language of its Windows; English where it is left out. Names of keys, features and accounts' ids are the same in all. */
  language: windowsLanguageSchema.optional(),
  domain: z.string().nullable(),
  os: z.strictObject({
    Caption: z.string(),
    Version: z.string(),
    BuildNumber: z.number().int(),
    UBR: z.number().int().nullable(),
    EditionID: z.string(),
    InstallationType: z.string(),
    ProductType: z.number().int(),
    OperatingSystemSKU: z.number().int(),
  }),
  powershell: z.strictObject({
    version: z.string(),
    languageMode: z.string(),
    user: z.string(),
    elevated: z.boolean(),
  }),
  /** Milliseconds between the real clock and the machine's (its time = now + offset); grows when the real one is set back. */
  clockOffset: z.number().int(),
  boot: z.strictObject({
    startedAt: instantSchema,
    recent: z.array(z.strictObject({ downAt: instantSchema, upAt: instantSchema })),
    /** Windows tells another start at each look, by up to three seconds, because its clock is corrected. Left out where it stays. */
    moves: z.literal(true).optional(),
  }),
  disk: z.strictObject({ drive: z.string(), freeBytes: z.number(), sizeBytes: z.number() }),
  sessions: z.array(z.strictObject({ user: z.string() })),
  /** Windows features by DISM name: Enabled, Disabled, DisabledWithPayloadRemoved, EnablePending. A missing key = unknown feature. */
  features: z.record(
    z.string(),
    z.enum(['Enabled', 'Disabled', 'DisabledWithPayloadRemoved', 'EnablePending']),
  ),
  /** Installed roles and role services by Get-WindowsFeature name. */
  roles: z.array(z.string()),
  services: z.record(z.string(), machineServiceSchema),
  /** Keys by full name `HKEY_LOCAL_MACHINE\…`; keys of services (Start, ImagePath) are derived from `services`. */
  registry: z.record(z.string(), z.record(z.string(), registryValueSchema)),
  /** Files by full path; the version of executables; owner where it matters. */
  files: z.record(
    z.string(),
    z.strictObject({ version: z.string().nullable(), owner: z.string().nullable() }),
  ),
  defender: z
    .strictObject({
      AMRunningMode: z.string(),
      AMProductVersion: z.string(),
      AntivirusSignatureVersion: z.string(),
      AntivirusSignatureLastUpdated: instantSchema,
      IsTamperProtected: z.boolean(),
      RealTimeProtectionEnabled: z.boolean(),
      /** What somebody set by Set-MpPreference; left out where nobody did. Policies lie in the registry and win. */
      preferences: machinePreferencesSchema.optional(),
    })
    .nullable()
    // A merge patch deletes by null, so a machine without Defender may lack the key.
    .default(null),
  events: z.array(machineEventSchema),
  /** Sessions of event tracing besides those of the sensor. Left out where nobody asked what is there. */
  traceSessions: z.array(z.string()).optional(),
  tasks: z.array(machineTaskSchema).optional(),
  /** What the last refresh of Group Policy left. Left out where nobody asked what is there. */
  policyTraces: policyTracesSchema.optional(),
  processes: z.array(
    z.strictObject({
      pid: z.number().int(),
      parentPid: z.number().int(),
      name: z.string(),
      startedAt: instantSchema,
      /** Its command line and the SID it runs as, where they matter; SYSTEM's otherwise. */
      line: z.string().optional(),
      user: z.string().optional(),
    }),
  ),
  /** How long after the passive value the mode follows; until then it is `Not running` (ms at normal speed). Left out if it follows at once. */
  passiveAfterMs: z.number().int().optional(),
  // As above: null deletes.
  proxy: z.strictObject({
    winHttp: z.string().nullable().default(null),
    winHttpBypass: z.string().nullable().default(null),
  }),
  /** Whether the sensor reaches the cloud, and how long after onboarding (milliseconds at normal speed). */
  cloud: z.strictObject({
    reachable: z.boolean(),
    firstContactMs: z.number().int(),
    /** What single addresses answer, by name, where that is not what `reachable` says. */
    hosts: z.record(z.string(), cloudAnswerSchema).optional(),
    /** The organisation that inspects every secure connection of the machine. Left out if nobody does. */
    inspectedBy: z.string().optional(),
    /** Nobody answers this machine when it asks for a name. Left out where names are known. */
    noNames: z.literal(true).optional(),
    /** How many addresses of each kind a name has; two of IPv4 where it is left out. */
    addresses: z.strictObject({ ipv4: z.number().int(), ipv6: z.number().int() }).optional(),
    /** Proxies that do not answer, by `host:port`. */
    proxies: z.record(z.string(), z.enum(['refused', 'timedOut'])).optional(),
    /** The lists of revoked certificates are out of reach. */
    noLists: z.literal(true).optional(),
    /** How far the clock of this machine is ahead of everybody else's. */
    clockAheadSeconds: z.number().int().optional(),
  }),
  /** What Group Policy sets, by key, name and object; only precedence 1 counts. Left out where it sets nothing. */
  groupPolicy: z
    .array(
      z.strictObject({
        gpo: z.string(),
        precedence: z.number().int().min(1),
        key: z.string(),
        name: z.string(),
        value: registryValueSchema,
      }),
    )
    .optional(),
  faults: z.array(faultSchema),
  /** How long commands of Windows take that are slow on this machine, in seconds, by name. Left out where none is. */
  slow: z
    .strictObject({
      'Get-WindowsFeature': z.number().optional(),
      'Get-WindowsOptionalFeature': z.number().optional(),
      'Get-MpComputerStatus': z.number().optional(),
    })
    .optional(),
  /** Patches that take effect at the next restart, in order. */
  atRestart: z.array(z.record(z.string(), z.unknown())),
  /** Patches that take effect when the machine's clock passes `at` (cloud contact, a policy that removes a value). */
  atTime: z.array(z.strictObject({ at: instantSchema, patch: z.record(z.string(), z.unknown()) })),
  /** Gangway's own library and run folders on the machine (practice only; the lab has real folders). */
  kit: z.array(z.strictObject({ sha256: z.string(), name: z.string(), bytes: z.number() })),
  /** Left out where it plays this computer, and no network lies between. */
  network: networkSchema.optional(),
});
export type Machine = z.infer<typeof machineSchema>;
export type Fault = z.infer<typeof faultSchema>;
