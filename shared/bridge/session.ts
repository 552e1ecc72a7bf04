import { z } from 'zod';
import { antivirusAnswerSchema } from '../model/antivirus/antivirusTest';
import { shareAnswerSchema } from '../model/probes/shareTest';
import { analyzerFindingsSchema } from '../model/probes/analyzer';
import { cloudAnswerSchema } from '../model/probes/cloudTest';
import { connectionSchema } from '../model/connection';
import { downloadViewSchema, watchViewSchema } from '../model/downloads';
import { failureSchema } from '../errors';
import { instantSchema, serverStateSchema } from '../model/facts';
import { fleetDeskSchema } from './fleet';
import { fleetNoteSchema } from '../model/servers/fleetNotes';
import { furtherReadsSchema } from '../model/furtherReads';
import { inputsSchema } from '../model/inputs';
import { journeyIds } from '../model/journeys';
import { leaseSchema } from '../model/lease';
import { logsDeskSchema } from './logs';
import { packageSchema, refusedFileSchema } from '../model/packages';
import { siteDeskSchema } from './site';
import { toolFolderDeskSchema } from '../model/toolFolder';
import { recipientSchema } from '../model/recipient';
import { queuesSchema } from '../model/servers/queue';
import { readingSchema } from '../model/servers/readings';
import { readRoundsSchema } from '../model/servers/readings';
import { settingsSchema } from '../model/settings';
import { tagSchema } from '../model/servers/servers';
import { targetSchema } from '../model/target';

/** The seven rungs of the connection ladder, in order. */
export const rungIds = [
  'name',
  'port',
  'management',
  'signIn',
  'administrator',
  'powershell',
  'language',
] as const;
export const rungSchema = z.strictObject({
  id: z.enum(rungIds),
  state: z.enum(['ahead', 'testing', 'done', 'stopped', 'notNeeded']),
  /** The measured value, e.g. `5.1.17763.7434`; empty when there is none. */
  value: z.string(),
  ms: z.number().nonnegative().nullable(),
  failure: failureSchema.nullable(),
});
export type Rung = z.infer<typeof rungSchema>;

/** How an action of a run stands. `conflict`: it ran, but the server does not show it. */
export const actionStateSchema = z.enum([
  'ahead',
  'running',
  'done',
  'alreadySo',
  'failed',
  'conflict',
  'restartRequired',
  'unknown',
  'stopped',
]);

/** A copy to a server as the page of its run shows it. */
export const copyViewSchema = z.strictObject({
  /** Which way the files are copied, as the key of its step (`locales/<lang>/install.json`), and what Windows said; null before it is known. */
  way: z.strictObject({ key: z.string(), detail: z.string() }).nullable(),
  /** How many bytes of all the server has acknowledged, and when it acknowledged the last ones; null before the first. */
  acknowledged: z
    .strictObject({ done: z.number(), total: z.number().nullable(), at: instantSchema })
    .nullable(),
  /** Whole minutes, 0 for less than one; null while it is not known. */
  minutesLeft: z.number().int().nonnegative().nullable(),
});
export type CopyView = z.infer<typeof copyViewSchema>;

export const runActionSchema = z.strictObject({
  id: z.string(),
  nn: z.number().int().min(1),
  state: actionStateSchema,
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  failure: failureSchema.nullable(),
  /** Named stage of the operation under way (a key of `locales/<lang>/operations.json`), or null. */
  stage: z.string().nullable(),
  progress: z.strictObject({ done: z.number(), total: z.number().nullable() }).nullable(),
  /** Left out for all but a copy. */
  copy: copyViewSchema.optional(),
});
export type RunAction = z.infer<typeof runActionSchema>;

/**
 * A run as the pages show it. `purpose`: the plan, the detection test, the test of the antivirus, the undo of the protection mode, or a probe (which is
 * never a server's `run`: it stands beside it).
 * `outcome`: `restartRequired` waits for a person, `stopped` was asked for, `interrupted` means that contact with the
 * server was lost and nobody knows yet how the action ended.
 */
export const runViewSchema = z.strictObject({
  runId: z.string(),
  /** The journey that it belongs to. */
  journey: z.enum(journeyIds),
  purpose: z.enum(['plan', 'test', 'antivirusTest', 'undo', 'probe']),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  outcome: z.enum([
    'running',
    'restarting',
    'done',
    'failed',
    'conflict',
    'restartRequired',
    'stopped',
    'unknown',
    'interrupted',
  ]),
  actions: z.array(runActionSchema),
  stopAsked: z.boolean(),
  failure: failureSchema.nullable(),
  lastOutputAt: instantSchema.nullable(),
  /** When contact was lost. Null while there is contact, and when it was lost in an earlier start of the app. */
  contactLostAt: instantSchema.nullable(),
  /** When a restart was asked for during this run, by this computer's clock. */
  restartAskedAt: instantSchema.nullable(),
  lines: z.number().int().nonnegative(),
});
export type RunView = z.infer<typeof runViewSchema>;

/** Whether a run is one of the tests, which are confirmed on their own page and belong to no plan. */
export const isTestRun = ({ purpose }: Pick<RunView, 'purpose'>): boolean =>
  purpose === 'test' || purpose === 'antivirusTest';

/** One line of the change ledger: what Gangway changed on the server, from the journals of its runs. */
export const changeSchema = z.strictObject({
  runId: z.string(),
  /** The journey on whose way it was made. */
  journey: z.enum(journeyIds),
  nn: z.number().int(),
  action: z.string(),
  at: instantSchema,
  /** Raw values before and after, for people; empty where the change has none. */
  before: z.string(),
  after: z.string(),
  undo: z.enum(['possible', 'none', 'oneWay', 'undone']),
});
export type Change = z.infer<typeof changeSchema>;

/** A run of a server's past, from its journal, for the list of what was done before. */
export const earlierRunSchema = z.strictObject({
  runId: z.string(),
  journey: z.enum(journeyIds),
  purpose: runViewSchema.shape.purpose.exclude(['probe']),
  startedAt: instantSchema,
  outcome: runViewSchema.shape.outcome,
  /** How many changes it made. */
  changes: z.number().int().nonnegative(),
});
export type EarlierRun = z.infer<typeof earlierRunSchema>;

/** A probe that was started from here: running, or ended (`endedAt`), and its error if it failed. */
export const probeViewSchema = z.strictObject({
  runId: z.string(),
  operation: z.enum(['Test-Connectivity', 'Test-ScriptShare', 'Invoke-ClientAnalyzer']),
  /** Named stage under way (a key of `locales/<lang>/operations.json`), or null. */
  stage: z.string().nullable(),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  progress: z.strictObject({ done: z.number(), total: z.number().nullable() }).nullable(),
  /** The server does not answer, and Gangway asks it again. */
  contactLost: z.boolean(),
  failure: failureSchema.nullable(),
});
export type ProbeView = z.infer<typeof probeViewSchema>;

/** What the newest test of the cloud in this computer's journals found; `testedAt` by this computer's clock. */
export const cloudFindingsSchema = z.strictObject({
  runId: z.string(),
  testedAt: instantSchema,
  addresses: z.array(cloudAnswerSchema),
});
export type CloudFindings = z.infer<typeof cloudFindingsSchema>;

/** What the newest test of a share in this computer's journals found; `testedAt` by this computer's clock. */
export const shareFindingsSchema = shareAnswerSchema.extend({ runId: z.string(), testedAt: instantSchema });
export type ShareFindings = z.infer<typeof shareFindingsSchema>;

/** What the newest test of the antivirus in this computer's journals found; its times are those of the server's clock. */
export const antivirusFindingsSchema = antivirusAnswerSchema.extend({ runId: z.string() });
export type AntivirusFindings = z.infer<typeof antivirusFindingsSchema>;

/** The newest folder with run.cmd of a server: where and for which plan it was written, and when its result was taken in. */
export const fieldKitSchema = z.strictObject({
  nonce: z.string(),
  runId: z.string(),
  journey: z.enum(journeyIds),
  planHash: z.string(),
  at: instantSchema,
  path: z.string(),
  taken: instantSchema.nullable(),
});
export type FieldKit = z.infer<typeof fieldKitSchema>;

/** Everything the pages know about one server. */
export const targetViewSchema = z.strictObject({
  target: targetSchema,
  rungs: z.array(rungSchema),
  connectedAt: instantSchema.nullable(),
  /** The way to it over the network; null for this computer and for practice servers that play a local one. */
  connection: connectionSchema.nullable(),
  tags: z.array(tagSchema),
  /** Whom Gangway waits for: a person at Windows' own window, or LAPS. The wait can be ended at any time. */
  asking: z.enum(['window', 'laps']).nullable(),
  /** What is going on with it right now. */
  busy: z.enum(['idle', 'connecting', 'reading', 'probing', 'running', 'restarting']),
  facts: serverStateSchema.nullable(),
  /** When the facts arrived, by this computer's clock. */
  factsAt: instantSchema.nullable(),
  /** When facts arrived last in an earlier start of the app; absent where that is not known. */
  lastReadAt: instantSchema.optional(),
  /** Server clock minus this computer's, in ms, at that moment. */
  skewMs: z.number().nullable(),
  readFailure: failureSchema.nullable(),
  /** Somebody else who holds the server, as the facts show it; left out or null: nobody. */
  heldBy: leaseSchema.nullable().optional(),
  inputs: inputsSchema,
  run: runViewSchema.nullable(),
  changes: z.array(changeSchema),
  /** The runs of the past, the newest first, and what readings of the last weeks found, the oldest first. */
  earlier: z.array(earlierRunSchema).max(20),
  readings: z.array(readingSchema),
  /** What was read beyond the facts since the search for a cause began; left out: nothing. */
  reads: furtherReadsSchema.optional(),
  probe: probeViewSchema.nullable(),
  cloudFindings: cloudFindingsSchema.nullable(),
  antivirusFindings: antivirusFindingsSchema.nullable(),
  /** What the newest test of a share found; left out or null: none is known here. */
  shareFindings: shareFindingsSchema.nullable().optional(),
  /** What the newest run of Microsoft's Client Analyzer found; left out or null: none is known here. */
  analyzer: analyzerFindingsSchema.nullable().optional(),
  /** Left out or null: no folder was written. */
  fieldKit: fieldKitSchema.nullable().optional(),
  /** What a fleet told of it last; left out or null: nothing. */
  fleet: fleetNoteSchema.nullable().optional(),
  practice: z
    .strictObject({
      speed: z.number(),
      fault: z.string(),
      /** Who may sign in on a machine that plays a server of the network; practice has no passwords. */
      accounts: z.array(z.string()),
    })
    .nullable(),
});
export type TargetView = z.infer<typeof targetViewSchema>;

/** A notice that does not answer a request, such as a quarantined file or a broken journal. */
export const noticeSchema = z.strictObject({
  id: z.string(),
  key: z.string(),
  detail: z.string(),
  at: instantSchema,
});
export type Notice = z.infer<typeof noticeSchema>;

/** The whole state of the app as main holds it and the renderer mirrors it. */
export const sessionSchema = z.strictObject({
  revision: z.number().int().nonnegative(),
  settings: settingsSchema,
  targets: z.array(targetViewSchema),
  queues: queuesSchema,
  rounds: readRoundsSchema,
  libraries: z.strictObject({ real: z.array(packageSchema), practice: z.array(packageSchema) }),
  /** Files that were given last and not taken, with the reason and for whom they were. */
  refused: z.array(refusedFileSchema.extend({ to: recipientSchema })),
  /** The public downloads that are offered here, and the watch over the download folder. */
  downloads: z.array(downloadViewSchema),
  watch: watchViewSchema,
  /** The logs that a person looks at. */
  logs: logsDeskSchema,
  /** The kits for sites without Internet. */
  sites: siteDeskSchema,
  /** The folders for Server 2008 R2 that were written here, and what came back. */
  toolFolder: toolFolderDeskSchema,
  /** Results of a fleet that were read and not yet taken. */
  fleet: fleetDeskSchema,
  notices: z.array(noticeSchema),
});
export type Session = z.infer<typeof sessionSchema>;
