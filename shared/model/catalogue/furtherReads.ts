import { z } from 'zod';
import { instantSchema, serviceFactSchema, unreadableSchema } from '../facts';
import { minutes, operation } from './operationParts';

const read = {
  kind: 'read',
  runs: 'session',
  cancel: 'immediate',
  silenceMs: 90_000,
  limitMs: minutes(3),
} as const;
const nothing = z.strictObject({});
const text = z.string();
const { reason } = unreadableSchema.shape;

/** The logs that a reading of events may be asked for. */
export const recentLogs = ['sense', 'defender', 'system', 'application', 'setup', 'telemetry'] as const;
const recentLogSchema = z.enum(recentLogs);

/**
 * One event. `data`: its parameters in the order of its provider, which no language of Windows changes. Of the logs of the
 * system and of applications only the providers that matter for Defender are read.
 */
export const recentEventSchema = z.strictObject({
  log: recentLogSchema,
  provider: text,
  id: z.number().int(),
  level: z.enum(['information', 'warning', 'error']),
  at: instantSchema,
  text,
  data: z.array(text),
});

/** A code of Windows as it is written everywhere, e.g. `0x80072ee7`. */
const codeSchema = z.string().regex(/^0x[0-9a-f]{8}$/);
const refreshSchema = z.strictObject({ at: instantSchema, code: codeSchema.nullable() }).nullable();
/** Which service of Windows Update an update came from. */
const updateServiceSchema = z.enum(['wsus', 'microsoftUpdate', 'windowsUpdate', 'store', 'other']);

/** Which script of Defender a task starts; `handOff`: that of a hand-off, which onboards or takes off by its order. */
const taskKindSchema = z.enum(['onboarding', 'offboarding', 'installation', 'deploymentTool', 'handOff']);

/** What an onboarding information says of the way to its cloud. The information itself is a key to the tenant and never leaves the server. */
export const ownCloudSchema = z.strictObject({
  connectivity: z.enum(['standard', 'streamlined', 'unknown']),
  geoLocationUrl: text.nullable(),
  vortexServerUrl: text.nullable(),
  vortexTicketUrl: text.nullable(),
  datacenter: text.nullable(),
  vortexGeoLocation: text.nullable(),
  partnerGeoLocation: text.nullable(),
});

/** Reads beyond the facts: a search asks for one when a question needs it. Each of them only looks. */
export const furtherReadOperations = {
  'Get-RecentEvent': operation({
    ...read,
    params: z.strictObject({
      logs: z.array(recentLogSchema).min(1),
      since: instantSchema,
      /** Of all logs together; each log has an equal share, so that none fills the place of another. */
      limit: z.number().int().min(1).max(500),
    }),
    result: z.strictObject({
      readAt: instantSchema,
      /** Newest first. */
      events: z.array(recentEventSchema),
      /** `notFound`: this Windows has no such log, e.g. that of a sensor that is not installed. */
      unreadable: z.array(z.strictObject({ log: recentLogSchema, reason })),
    }),
  }),
  'Get-TraceSession': operation({
    ...read,
    params: nothing,
    result: z.strictObject({
      readAt: instantSchema,
      /** Names of the sessions in which Windows records events just now (ETW); null where nobody could tell. */
      sessions: z.array(text).nullable(),
      /** As many may run at once: 64, or what EtwMaxLoggers says from version 1709 on (learn.microsoft.com, StartTraceW). */
      limit: z.number().int(),
      /** Those of the sensor that begin with Windows; `starts` is null where nothing says it. */
      autologgers: z.array(z.strictObject({ name: text, starts: z.boolean().nullable() })),
      unreadable: z.array(unreadableSchema),
    }),
  }),
  'Get-SensorIdentity': operation({
    ...read,
    params: nothing,
    result: z.strictObject({
      readAt: instantSchema,
      name: text,
      senseId: text.nullable(),
      senseGuid: text.nullable(),
      /** The tenant that the sensor reports to, that of the onboarding information in the policy, and that of the one it took. */
      tenant: text.nullable(),
      packageTenant: text.nullable(),
      onboardedTenant: text.nullable(),
      /** The certificate that signs the onboarding information of the policy. */
      certificate: z
        .strictObject({
          subject: text,
          issuer: text,
          notBefore: instantSchema,
          notAfter: instantSchema,
          thumbprint: text,
        })
        .nullable(),
      cloud: ownCloudSchema.nullable(),
      /** The oldest event of the sensor that tells its id, and the name that the server had then. */
      idMade: z.strictObject({ at: instantSchema, on: text }).nullable(),
      windowsInstalledAt: instantSchema.nullable(),
      /** Sysprep made this Windows ready to be copied. */
      generalized: z.boolean().nullable(),
      /** What of a sensor's identity lies in the registry: none of it may be in an image (row defender/mde-reg-vdi-cleanup). */
      remains: z.array(text),
      unreadable: z.array(unreadableSchema),
    }),
  }),
  'Get-UpdateSource': operation({
    ...read,
    params: nothing,
    result: z.strictObject({
      readAt: instantSchema,
      wsus: z.strictObject({
        server: text.nullable(),
        /** UseWUServer: without it the address counts for nothing. */
        use: z.boolean(),
        group: text.nullable(),
        noInternet: z.boolean(),
      }),
      automatic: z.strictObject({ off: z.boolean(), option: z.number().int().nullable() }),
      signatures: z.strictObject({
        fallbackOrder: text.nullable(),
        fallbackBy: z.enum(['policy', 'preference']).nullable(),
        fileShares: text.nullable(),
        sharedRoot: text.nullable(),
        updatedAt: instantSchema.nullable(),
        attemptedAt: instantSchema.nullable(),
        onMetered: z.boolean().nullable(),
        lastFailure: z
          .strictObject({ at: instantSchema, code: codeSchema.nullable(), source: text.nullable() })
          .nullable(),
      }),
      /** The newest success and the newest failure of each update of Defender within thirty days, newest first. */
      received: z.array(
        z.strictObject({
          kb: z.enum(['KB2267602', 'KB4052623', 'KB5005292']),
          from: updateServiceSchema,
          at: instantSchema,
          ok: z.boolean(),
          code: codeSchema.nullable(),
        }),
      ),
      /** The newest other update that was installed in that time: the source answers, and brings other things. */
      other: z.strictObject({ at: instantSchema, from: updateServiceSchema }).nullable(),
      service: serviceFactSchema.nullable(),
      metered: z.boolean().nullable(),
      unreadable: z.array(unreadableSchema),
    }),
  }),
  'Get-OnboardingTask': operation({
    ...read,
    params: nothing,
    result: z.strictObject({
      readAt: instantSchema,
      /** Scheduled tasks that start a script of the portal, Install.ps1, a hand-off or the deployment tool. Their arguments may hold a key and are not told. */
      tasks: z.array(
        z.strictObject({
          path: text,
          kind: taskKindSchema,
          script: text,
          onShare: z.boolean(),
          account: text,
          /** The account as Windows keeps it, whatever its name is in the language of this Windows. */
          sid: text.nullable(),
          highest: z.boolean(),
          state: z.enum(['ready', 'running', 'disabled', 'queued', 'unknown']),
          lastRunAt: instantSchema.nullable(),
          /** Without a sign (2147942405 is 0x80070005); null = it never ran. */
          lastResult: z.number().int().nullable(),
        }),
      ),
      /** What the log of the Task Scheduler tells of such tasks, also of those that removed themselves, newest first. */
      runs: z.array(
        z.strictObject({
          at: instantSchema,
          task: text,
          /** 101, 103: not started; 201: ended; 203: its program was not started. */
          event: z.union([z.literal(101), z.literal(103), z.literal(201), z.literal(203)]),
          result: z.number().int().nullable(),
        }),
      ),
      /** Group Policy objects that bring scheduled tasks to this server. */
      policies: z.array(text),
      unreadable: z.array(unreadableSchema),
    }),
  }),
  'Get-GroupPolicyState': operation({
    ...read,
    params: nothing,
    result: z.strictObject({
      readAt: instantSchema,
      /** What Windows noted of the objects that reach this computer; an object that it may not even read is not among them. */
      objects: z.array(
        z.strictObject({
          name: text,
          id: text,
          /** `denied`: security filtering; `filtered`: its WMI filter; `disabled`: its part for computers is off. */
          applies: z.enum(['yes', 'denied', 'filtered', 'disabled']),
          /** Whether it has preferences of scheduled tasks; null where that is not told. */
          tasks: z.boolean().nullable(),
        }),
      ),
      /** When the last refresh of everything ended, and when the extension for tasks last worked, each with its code; null where nothing was noted. */
      refreshed: z.strictObject({ whole: refreshSchema, tasks: refreshSchema }),
      /** Items of preferences, as followed last, whose task starts a script of Defender. */
      items: z.array(
        z.strictObject({
          /** The identifier of its object, with braces. */
          policy: text,
          name: text,
          immediate: z.boolean(),
          kind: taskKindSchema,
          script: text,
          onShare: z.boolean(),
          /** Who it runs as, as the item says it and as the task in it does: the two know nothing of each other. */
          runAs: text,
          account: text,
          /** It runs only while somebody is signed in. */
          signedIn: z.boolean(),
          highest: z.boolean(),
          /** It asks more of a server than that it ran once: a version, a group, WMI. */
          filtered: z.boolean(),
          /** It is to apply once, and whether this server has the mark of it. */
          once: z.boolean(),
          ran: z.boolean(),
        }),
      ),
      /** Warnings of the extension for tasks within thirty days, newest first. */
      problems: z.array(
        z.strictObject({
          at: instantSchema,
          event: z.number().int(),
          item: text,
          policy: text.nullable(),
          code: codeSchema.nullable(),
        }),
      ),
      /** Whether the log of the Task Scheduler records; null where nobody could tell. */
      schedulerLog: z.boolean().nullable(),
      /** The last answer of the script of a hand-off; null where there is none. */
      handOff: z
        .strictObject({
          at: instantSchema,
          name: text,
          outcome: text,
          exitCode: z.number().int(),
          step: text,
          detail: text.nullable(),
        })
        .nullable(),
      unreadable: z.array(unreadableSchema),
    }),
  }),
} as const;
