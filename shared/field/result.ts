import { z } from 'zod';
import { recordSchema } from '../bridge/records';
import { instantSchema, serverStateSchema } from '../model/facts';
import { operationNames } from '../model/operations';
import { sha256Schema } from '../model/packages';
import { kitScriptSchema } from './factsFile';

const ends = { prev: sha256Schema, hash: sha256Schema };
/** Each line has its number, from 0 without gaps, and the time by the server's clock; it ends in the hash of the line before and its own. */
const head = { n: z.number().int().nonnegative(), at: instantSchema };
const nn = z.number().int().min(0);

/**
 * How an action of a field run ended, as the server could tell. `restart`: it waits for a restart of Windows, or worked and asks for one.
 * `again`: Windows has restarted in the middle of its work, and it is begun anew.
 */
export const verdicts = ['done', 'alreadySo', 'restart', 'again', 'conflict', 'failed', 'unknown'] as const;

/** How a start of run.cmd ended. `leased`: somebody works on the server; `otherFacts`: it is not as it was when the plan was confirmed. */
export const fieldOutcomes = [
  'done',
  'restartRequired',
  'conflict',
  'failed',
  'unknown',
  'leased',
  'otherFacts',
] as const;

/** One line of the result that run.cmd leaves. */
export const resultLineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...head,
    kind: z.literal('header'),
    format: z.literal('gangway-field-result'),
    v: z.literal(1),
    nonce: z.string(),
    runId: z.string(),
    planSha256: sha256Schema,
    planHash: z.string(),
    machineId: z.string(),
    computerName: z.string(),
    scripts: z.array(kitScriptSchema),
    ...ends,
  }),
  z.strictObject({ ...head, kind: z.literal('begin'), account: z.string(), psVersion: z.string(), ...ends }),
  z.strictObject({
    ...head,
    kind: z.literal('facts'),
    why: z.enum(['begin', 'after']),
    nn,
    facts: serverStateSchema,
    ...ends,
  }),
  z.strictObject({
    ...head,
    kind: z.literal('intent'),
    nn,
    operation: z.enum(operationNames),
    sha256: sha256Schema,
    ...ends,
  }),
  z.strictObject({ ...head, kind: z.literal('sent'), nn, ...ends }),
  z.strictObject({ ...head, kind: z.literal('record'), nn, record: recordSchema, ...ends }),
  z.strictObject({
    ...head,
    kind: z.literal('ended'),
    nn,
    verdict: z.enum(verdicts),
    /** The start of Windows that a later one is told from. */
    boot: instantSchema.nullable(),
    code: z.string(),
    text: z.string(),
    native: z.number().int().nullable(),
    ...ends,
  }),
  z.strictObject({
    ...head,
    kind: z.literal('end'),
    outcome: z.enum(fieldOutcomes),
    code: z.string(),
    text: z.string(),
    ...ends,
  }),
]);
export type ResultLine = z.infer<typeof resultLineSchema>;
/** A line of one kind. */
export type LineOf<K extends ResultLine['kind']> = Extract<ResultLine, { kind: K }>;
