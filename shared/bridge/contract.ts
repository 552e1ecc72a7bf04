import { z } from 'zod';
import { testKindSchema } from '../model/antivirus/antivirusTest';
import { bundleRequests } from './bundle';
import { fleetRequests } from './fleet';
import { handOffRequests } from './handOff';
import { lapsOfferSchema } from '../model/connection';
import { failureSchema } from '../errors';
import { fieldRequests } from './fieldRequests';
import { inputChangeSchema, manyDecisionSchema } from '../model/inputs';
import { journeyIds } from '../model/journeys';
import { logRequests } from './logRequests';
import { siteRequests } from './siteRequests';
import { toolFolderRequests } from './toolFolderRequests';
import { sha256Schema } from '../model/packages';
import { operationNames } from '../model/catalogue/operationNames';
import { runHealthSchema } from '../model/catalogue/runHealth';
import { practiceFaults } from '../model/practiceFaults';
import { outputLinesSchema, outputWishSchema } from './output';
import { changeSchema, sessionSchema } from './session';
import { packageRequests } from './packageRequests';
import { settingsSchema } from '../model/settings';
import { machineIdSchema, targetIdSchema } from '../model/target';
import { queueChangeSchema, queueEntrySchema } from '../model/servers/queue';
import {
  serverLineSchema,
  serverListLimit,
  serverListSchema,
  serverListTextSchema,
} from '../model/servers/serverList';
import { tagsSchema } from '../model/servers/servers';

const runId = z.string().regex(/^[a-z0-9-]{8,64}$/);
const started = z.strictObject({ runId });
const target = { targetId: targetIdSchema };
const journey = z.enum(journeyIds);
const nothing = z.strictObject({});
const refusedServerSchema = z.strictObject({ ...target, failure: failureSchema });

/**
 * The bridge: every request of the renderer with its input and its reply, and the events. Checked at both ends
 * by both carriers. A name that is not here is refused.
 */
export const requests = {
  hello: {
    input: nothing,
    reply: z.strictObject({
      carrier: z.enum(['electron', 'loopback']),
      realTargets: z.boolean(),
      elevated: z.boolean(),
      platform: z.string(),
      version: z.string(),
      locale: z.string(),
    }),
  },
  getSession: { input: nothing, reply: sessionSchema },
  /** Adds a practice server made from a machine file or a server of the network, or opens this computer; answers its id. */
  addTarget: {
    input: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('local') }),
      z.strictObject({ kind: z.literal('remote'), address: z.string().max(300) }),
      z.strictObject({ kind: z.literal('practice'), machine: machineIdSchema }),
    ]),
    reply: z.strictObject(target),
  },
  /** Reads a list of servers as text, a pasted one or that of a file; adds nothing. `known`: on the list of servers already. */
  readServerList: {
    input: z.strictObject({ practice: z.boolean(), text: serverListTextSchema }),
    reply: serverListSchema.extend({ known: z.array(targetIdSchema) }),
  },
  /** Adds servers with their tags; one that is there already gets the tags too. */
  addServers: {
    input: z.strictObject({
      practice: z.boolean(),
      lines: z.array(serverLineSchema).min(1).max(serverListLimit),
    }),
    reply: z.strictObject({ added: z.number().int(), known: z.number().int() }),
  },
  setTags: { input: z.strictObject({ ...target, tags: tagsSchema }), reply: nothing },
  forgetTarget: { input: z.strictObject(target), reply: nothing },
  /** Climbs the connection ladder; the rungs arrive as changes of the session. Only reads. */
  connect: { input: z.strictObject(target), reply: nothing },
  /**
   * Lets Windows ask for the password of the chosen account, in its own window; resolves when it was answered. On a
   * practice server, which has no passwords, `practiceUser` says who signs in.
   */
  askCredential: {
    input: z.strictObject({ ...target, practiceUser: z.string().max(256).optional() }),
    reply: nothing,
  },
  /** Whether Windows LAPS can be asked for the password of this server's own administrator. Asks this computer only. */
  lookForLaps: { input: z.strictObject(target), reply: z.strictObject({ offer: lapsOfferSchema }) },
  /** Reads that password from LAPS, encrypted, for the time Gangway runs; its account is the chosen one from then on. */
  readLaps: { input: z.strictObject(target), reply: nothing },
  /** Calls off a wait for Windows' own window or for LAPS: the request that waits ends as if the window was closed. */
  cancelAsking: { input: z.strictObject(target), reply: nothing },
  /**
   * Adds the server's name to TrustedHosts of this computer when the ladder stopped because it is missing, or takes it out again.
   * `changed: false`: Windows had it so already.
   */
  trustHost: {
    input: z.strictObject({ ...target, trusted: z.boolean() }),
    reply: z.strictObject({ changed: z.boolean() }),
  },
  readFacts: { input: z.strictObject(target), reply: nothing },
  /**
   * Goes on with the search for a cause: reads the facts anew, then what its questions ask beyond them, until it ends in a cause or waits for a
   * person. What was read arrives as changes of the session. Only reads. Throws `step.blocked` where nobody searches.
   */
  lookFor: { input: z.strictObject(target), reply: nothing },
  /** Reads many servers of one kind, some at the same time; how each stands arrives as changes of the session. Only reads. */
  readMany: {
    input: z.strictObject({
      practice: z.boolean(),
      targetIds: z.array(targetIdSchema).min(1).max(serverListLimit),
    }),
    reply: nothing,
  },
  stopReadMany: { input: z.strictObject({ practice: z.boolean() }), reply: nothing },
  cancelReading: { input: z.strictObject(target), reply: nothing },
  /**
   * Asks for files with the system's dialog and takes them into the library of that server (Electron only). What is not
   * taken is shown with that server and no other.
   */
  ...packageRequests,
  changeInputs: { input: z.strictObject({ ...target, change: inputChangeSchema }), reply: nothing },
  /** Starts the plan that was shown. `name` is what the person typed. */
  startPlan: {
    input: z.strictObject({ ...target, journey, planHash: z.string(), name: z.string() }),
    reply: started,
  },
  /** Confirms the plan that was shown as `startPlan` does, and lets it wait for its turn in the queue. */
  queuePlan: {
    input: z.strictObject({
      ...target,
      journey: queueEntrySchema.shape.journey.unwrap(),
      planHash: z.string(),
      name: z.string(),
    }),
    reply: nothing,
  },
  /** Takes over one decision for many servers; what a server does not take is left out there, and what it refuses is told. */
  decideMany: {
    input: z.strictObject({
      targetIds: z.array(targetIdSchema).min(1).max(serverListLimit),
      decision: manyDecisionSchema,
    }),
    reply: z.strictObject({ decided: z.number().int(), refused: z.array(refusedServerSchema) }),
  },
  /**
   * Confirms the plans that were shown of many servers, each by its own hash, and lets them wait in the queue. `typed`: the
   * number of servers, as the person typed it. A server whose plan is another one by now is told, and not queued.
   */
  queueMany: {
    input: z.strictObject({
      entries: z
        .array(z.strictObject({ ...target, planHash: z.string() }))
        .min(1)
        .max(serverListLimit),
      typed: z.string().max(20),
    }),
    reply: z.strictObject({ queued: z.number().int(), refused: z.array(refusedServerSchema) }),
  },
  changeQueue: {
    input: z.strictObject({ practice: z.boolean(), change: queueChangeSchema }),
    reply: nothing,
  },
  /** Tests the way to the cloud from the server, as SYSTEM. A probe: it changes nothing, and what it finds arrives as a change of the session. */
  startProbe: { input: z.strictObject(target), reply: started },
  /** A test that a person asked for on its page; that of the antivirus throws `test.notActive` where it would show nothing. */
  startTest: { input: z.strictObject({ ...target, which: testKindSchema }), reply: started },
  /** Opens, as SYSTEM, the script on a share that a search found: a probe, too. Throws `step.blocked` where none is known. */
  startShareTest: { input: z.strictObject(target), reply: started },
  /** Runs Microsoft's Client Analyzer from the library, a probe, too. Throws `package.missing`. */
  startAnalyzer: { input: z.strictObject(target), reply: started },
  /** Takes back a change of the ledger, the newest of its kind: the value returns to what it was before. */
  undoChange: {
    input: z.strictObject({
      ...target,
      change: changeSchema.pick({ runId: true, nn: true }),
      name: z.string(),
    }),
    reply: started,
  },
  /** Goes on with a confirmed plan after a restart, a stop or a lost contact. */
  resumePlan: { input: z.strictObject(target), reply: started },
  restartServer: { input: z.strictObject(target), reply: nothing },
  /** `asked: false` takes a pending stop back. */
  stopRun: { input: z.strictObject({ ...target, asked: z.boolean() }), reply: nothing },
  getRunHealth: { input: z.strictObject(target), reply: runHealthSchema.nullable() },
  getOutput: {
    input: z.strictObject({
      runId,
      from: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(5000),
    }),
    reply: z.strictObject({ lines: outputLinesSchema, total: z.number().int() }),
  },
  /**
   * Searches the kept lines `downTo` ≤ number < `before` for words, from the newest back. Answers soon, with the numbers that
   * were found by then and how far back the search came. The page asks again from `reached`. The search ends when it does not ask.
   */
  findOutput: {
    input: z.strictObject({
      runId,
      wish: outputWishSchema.refine(({ words }) => words.trim() !== ''),
      before: z.number().int().nonnegative(),
      downTo: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(1000),
    }),
    reply: z.strictObject({
      hits: z.array(z.number().int().nonnegative()),
      reached: z.number().int().nonnegative(),
    }),
  },
  /**
   * Tells main that lines up to `seq` were taken in. While a page acknowledges, main stays at most a few thousand lines
   * ahead of it; a page that does not answer holds nothing up and fills its gaps with `getOutput`.
   */
  ackOutput: { input: z.strictObject({ runId, seq: z.number().int().nonnegative() }), reply: nothing },
  /** The exact script of an operation and its SHA-256, as it is pinned in this version. */
  getScript: {
    input: z.strictObject({ operation: z.enum(operationNames) }),
    reply: z.strictObject({ text: z.string(), sha256: sha256Schema }),
  },
  /** Saves the plan as text; `path` is null when the dialog was closed. It confirms nothing. */
  savePlan: {
    input: z.strictObject({ ...target, journey }),
    reply: z.strictObject({ path: z.string().nullable() }),
  },
  previewReport: {
    input: z.strictObject({ ...target, journey }),
    reply: z.strictObject({ html: z.string() }),
  },
  saveReport: {
    input: z.strictObject({ ...target, journey }),
    reply: z.strictObject({ path: z.string().nullable() }),
  },
  /** Opens the saved report, or shows it in its folder (Electron only). The page names no path. */
  openReport: {
    input: z.strictObject({ ...target, journey, how: z.enum(['open', 'folder']) }),
    reply: nothing,
  },
  ...fieldRequests,
  ...logRequests,
  ...bundleRequests,
  ...siteRequests,
  ...toolFolderRequests,
  ...fleetRequests,
  ...handOffRequests,
  changeSettings: { input: settingsSchema.omit({ version: true }).partial(), reply: nothing },
  openLink: { input: z.strictObject({ id: z.string() }), reply: nothing },
  dismissNotice: { input: z.strictObject({ id: z.string() }), reply: nothing },
  /** Takes over the expired hold of somebody else on a server, which a person was shown (`runId`). */
  takeOver: { input: z.strictObject({ ...target, runId: z.string().max(64) }), reply: nothing },
  relaunchElevated: { input: z.strictObject(target), reply: nothing },
  setPractice: {
    input: z.strictObject({
      ...target,
      speed: z.number().positive().max(10_000).optional(),
      fault: z.enum(practiceFaults).optional(),
      reset: z.boolean().optional(),
    }),
    reply: nothing,
  },
} as const satisfies Record<string, { input: z.ZodType; reply: z.ZodType }>;

export type RequestName = keyof typeof requests;
/** Whether a name is that of a request. */
export const isRequest = (name: string): name is RequestName => Object.hasOwn(requests, name);

export type InputOf<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
export type ReplyOf<N extends RequestName> = z.output<(typeof requests)[N]['reply']>;
