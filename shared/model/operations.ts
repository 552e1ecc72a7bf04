import { z } from 'zod';
import { antivirusAnswerSchema } from './antivirus/antivirusTest';
import { analyzerMinutes, analyzerResultSchema } from './probes/analyzer';
import { cloudAddressSchema, cloudAnswerSchema } from './probes/cloudTest';
import { serverIdentitySchema, trustedNameSchema } from './connection';
import { defenderOperations } from './catalogue/defenderOperations';
import { instantSchema, serverStateSchema } from './facts';
import { furtherReadOperations } from './catalogue/furtherReads';
import { kitFileSchema } from './kit';
import { leaseClaimSchema } from './lease';
import { logReadOperations } from './catalogue/logReads';
import { changed, installer, minutes, operation, task, toolResult } from './catalogue/operationParts';
import { sha256Schema as sha256 } from './packages';
import { sharedPathSchema, shareAnswerSchema } from './probes/shareTest';
import { operationNames } from './catalogue/operationNames';
import { policyOperations } from './catalogue/policyOperations';
import { runHealthSchema } from './catalogue/runHealth';
import { sensorOperations } from './catalogue/sensorOperations';

const runPlace = { runId: z.string().regex(/^[a-z0-9-]{8,64}$/), nn: z.number().int().min(1).max(99) };
const read = { kind: 'read', runs: 'session', cancel: 'immediate', silenceMs: 30_000 } as const;
const probe = { kind: 'probe', runs: 'task' } as const;

/** The catalogue: every operation by the name of its script (`main/operations/<name>.ps1`). */
export const operations = {
  'Get-ServerState': operation({
    ...read,
    limitMs: minutes(3),
    params: z.strictObject({
      /** Service names of other antivirus products to look for (knowledge/antivirus.ts). */
      antivirusServices: z.array(z.string()),
      /** Events older than this are not read. */
      eventsSince: instantSchema,
      /** How long one part may take before it is left out, 40 where nothing is said. Overdue ones together take three times that. */
      partSeconds: z.number().int().positive().optional(),
    }),
    result: serverStateSchema,
  }),
  'Test-Management': operation({
    ...read,
    runs: 'here',
    limitMs: 30_000,
    params: z.strictObject({
      computerName: z.string().min(1),
      port: z.number().int().min(1).max(65_535),
      useSsl: z.boolean(),
    }),
    /** What remote management says of itself, e.g. `OS: 0.0.0 SP: 0.0 Stack: 3.0`: before a sign-in it names no build. */
    result: z.strictObject({ product: z.string() }),
  }),
  'Get-CertificateTrust': operation({
    ...read,
    runs: 'here',
    limitMs: 30_000,
    /** Certificates as a server sent them, its own first, each as base64. */
    params: z.strictObject({ chain: z.array(z.string()).min(1).max(10) }),
    /** Names of X509ChainStatusFlags; none where Windows finds nothing wrong. */
    result: z.strictObject({ statuses: z.array(z.string()) }),
  }),
  'Get-ServerIdentity': operation({
    ...read,
    limitMs: minutes(1),
    params: z.strictObject({}),
    result: serverIdentitySchema,
  }),
  'Get-TrustedHost': operation({
    ...read,
    runs: 'here',
    limitMs: minutes(1),
    params: z.strictObject({}),
    /** TrustedHosts of the technician's PC as Windows keeps it: names parted by commas. */
    result: z.strictObject({ list: z.string() }),
  }),
  'Set-TrustedHost': operation({
    kind: 'change',
    runs: 'here',
    cancel: 'never',
    silenceMs: 30_000,
    limitMs: minutes(1),
    /** One name or address, never a pattern. */
    params: z.strictObject({ name: trustedNameSchema, trusted: z.boolean() }),
    result: z.strictObject({ ...changed, before: z.string(), after: z.string() }),
  }),
  'Get-PackageTrust': operation({
    ...read,
    runs: 'here',
    limitMs: minutes(2),
    params: z.strictObject({ path: z.string() }),
    /** What Get-AuthenticodeSignature says, and the name of the signer; a lapsed certificate is still Valid, stamped or not. */
    result: z.strictObject({ status: z.string(), subject: z.string().nullable() }),
  }),
  ...furtherReadOperations,
  ...logReadOperations,
  'Get-RunHealth': operation({
    ...read,
    limitMs: minutes(1),
    params: z.strictObject(runPlace),
    result: runHealthSchema,
  }),
  'Start-Run': operation({
    kind: 'change',
    runs: 'session',
    cancel: 'never',
    silenceMs: 30_000,
    limitMs: minutes(2),
    params: z.strictObject({
      ...runPlace,
      operation: z.string(),
      /** Its cancel policy: the runner stops `afterStep` operations between their stages. */
      cancel: z.enum(['immediate', 'afterStep', 'never']),
      /** Text and SHA-256 (of its UTF-8 bytes) of the operation and of Runner.ps1; the target checks both. */
      text: z.string(),
      sha256,
      runner: z.string(),
      runnerSha256: sha256,
      /** Parameters of the operation as one JSON text. */
      params: z.string(),
      /** Who holds the server for this run; null starts only where nobody does. */
      lease: leaseClaimSchema.nullable(),
      /** Nothing comes behind it: its runner gives the hold back. */
      last: z.boolean(),
    }),
    result: z.strictObject({ task: z.string(), startedAt: instantSchema }),
  }),
  'Read-Run': operation({
    ...read,
    limitMs: minutes(1),
    params: z.strictObject({
      ...runPlace,
      offset: z.number().int().nonnegative(),
      waitMs: z.number().int().min(0).max(2000),
    }),
    result: z.strictObject({
      /** `absent` no lock and no record yet; `alive` the runner holds the lock; `ended` the last record is `end`;
       *  `unknown` nobody holds the lock and there is no `end`. */
      state: z.enum(['absent', 'alive', 'ended', 'unknown']),
      /** Whole lines of records.jsonl from `offset`, at most 256 KB. */
      lines: z.array(z.string()),
      offset: z.number().int().nonnegative(),
      /** Of an `absent` action: whether its task is registered; `unread` where the Task Scheduler does not answer. */
      task: z.enum(['none', 'registered', 'unread']),
      /** LastTaskResult of a registered task (0x41303 not yet run, 0x41301 running, 0x41325 queued). */
      taskResult: z.number().int().nullable(),
    }),
  }),
  'Stop-Run': operation({
    kind: 'change',
    runs: 'session',
    cancel: 'never',
    silenceMs: 30_000,
    limitMs: minutes(1),
    /** False takes it back. */
    params: z.strictObject({ ...runPlace, asked: z.boolean() }),
    result: z.strictObject({ asked: z.boolean() }),
  }),
  'Set-Lease': operation({
    kind: 'change',
    runs: 'session',
    cancel: 'never',
    silenceMs: 30_000,
    limitMs: minutes(1),
    /** Null gives back what the run holds. */
    params: z.strictObject({ runId: runPlace.runId, lease: leaseClaimSchema.nullable() }),
    result: z.strictObject({ held: z.boolean() }),
  }),
  'Send-Package': operation({
    kind: 'change',
    runs: 'across',
    cancel: 'immediate',
    silenceMs: 30_000,
    limitMs: minutes(60),
    params: z.strictObject({
      files: z.array(kitFileSchema.extend({ source: z.string() })).min(1),
      /** Whether it may try the administrative share of a server of the network before the session. */
      adminShare: z.boolean().optional(),
    }),
    result: z.strictObject({ ...changed, files: z.array(kitFileSchema) }),
  }),
  'Install-Prerequisite': operation({
    ...task,
    cancel: 'afterStep',
    silenceMs: minutes(3),
    limitMs: minutes(45),
    longTool: installer,
    params: z.discriminatedUnion('fix', [
      z.strictObject({ fix: z.literal('defenderFeature') }),
      z.strictObject({ fix: z.literal('defenderEnable') }),
      z.strictObject({
        fix: z.literal('windowsUpdate'),
        kb: z.string().regex(/^KB\d{6,8}$/),
        file: kitFileSchema,
      }),
      z.strictObject({ fix: z.literal('platformUpdate'), file: kitFileSchema }),
    ]),
    result: z.strictObject(toolResult),
  }),
  ...sensorOperations,
  'Set-PassiveMode': operation({
    ...task,
    cancel: 'never',
    silenceMs: 30_000,
    limitMs: minutes(2),
    /** `unset` removes the value: the undo of a value that was not there before. */
    params: z.strictObject({ mode: z.enum(['passive', 'active', 'unset']) }),
    result: z.strictObject({
      ...changed,
      before: z.number().int().nullable(),
      after: z.number().int().nullable(),
    }),
  }),
  ...policyOperations,
  ...defenderOperations,
  'Invoke-DetectionTest': operation({
    ...task,
    cancel: 'never',
    silenceMs: minutes(2),
    limitMs: minutes(5),
    params: z.strictObject({}),
    result: z.strictObject({ sentAt: instantSchema }),
  }),
  'Invoke-AntivirusTest': operation({
    ...task,
    cancel: 'never',
    silenceMs: minutes(2),
    limitMs: minutes(5),
    params: z.strictObject({}),
    /** Given, too, where it then fails with `test.notDetected`, `test.threatStays` or `test.takenByOther`. */
    result: antivirusAnswerSchema,
  }),
  'Test-Connectivity': operation({
    ...probe,
    cancel: 'afterStep',
    silenceMs: minutes(1),
    limitMs: minutes(20),
    params: z.strictObject({
      hosts: z.array(cloudAddressSchema).min(1).max(60),
      /** Organisations whose certificates a pinned address may stand under. */
      issuers: z.array(z.string().min(1)).min(1).max(20),
      /** Nobody knows which addresses the tenant has: these are only those that every server needs. */
      partial: z.literal(true).optional(),
    }),
    /** It only looks, as SYSTEM because the sensor calls so. Given, too, where it then fails with `cloud.unreachable`, `cloud.inspected` or `cloud.partial`. */
    result: z.strictObject({ hosts: z.array(cloudAnswerSchema) }),
  }),
  'Test-ScriptShare': operation({
    ...probe,
    cancel: 'never',
    silenceMs: minutes(3),
    limitMs: minutes(5),
    params: z.strictObject({ path: sharedPathSchema }),
    /** It only opens the file, as SYSTEM because the task of a policy does. */
    result: shareAnswerSchema,
  }),
  'Invoke-ClientAnalyzer': operation({
    ...probe,
    cancel: 'never',
    silenceMs: minutes(10),
    limitMs: minutes(45),
    longTool: { afterMs: minutes(analyzerMinutes), is: 'ended' },
    params: z.strictObject({ file: kitFileSchema }),
    result: analyzerResultSchema,
  }),
  'Restart-Server': operation({
    kind: 'change',
    runs: 'session',
    cancel: 'never',
    silenceMs: 30_000,
    limitMs: minutes(2),
    params: z.strictObject({ delaySeconds: z.number().int().min(0).max(600) }),
    /** Ends at "asked": a newer `boot.startedAt` proves it. */
    result: z.strictObject({ askedAt: instantSchema }),
  }),
} as const satisfies Readonly<Record<OperationName, object>>;

export type OperationName = (typeof operationNames)[number];
export type ParamsOf<N extends OperationName> = z.infer<(typeof operations)[N]['params']>;
export type ResultOf<N extends OperationName> = z.infer<(typeof operations)[N]['result']>;
export { operationNames };
