import { z } from 'zod';
import { instantSchema } from '../model/facts';

const head = { n: z.number().int().nonnegative(), at: instantSchema };

/** How serious a line of output is. Only for filtering: no decision is taken from it. */
export const levelSchema = z.enum(['info', 'warn', 'error']);

/** A named stage of an operation that began, ended or was not needed; `key` is looked up in the locale files. */
export const stageSchema = z.strictObject({
  key: z.string(),
  state: z.enum(['begin', 'done', 'skipped']),
  detail: z.string(),
});
export type Stage = z.infer<typeof stageSchema>;

/**
 * One line of a run's `records.jsonl` on the server: numbered from 0 without gaps, one `start` first,
 * exactly one `end` last if the runner was not killed before.
 * - `step`: a named stage of the operation, see `stageSchema`.
 * - `progress`: `done` of `total` units (bytes or percent); `total` null = not known.
 * - `log`: a line for people; `source` says where it comes from (`run`, `msi`, `cmd`, `dism`, `check`, `out`, `err`, `warn`).
 * - `result`: the one result of the operation, validated with the schema of its catalogue entry.
 * - `end`: how it ended; `code` from the closed set of `errors.ts` when `ok` is false; `native` the exit code of a tool.
 */
export const recordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, kind: z.literal('start'), operation: z.string(), pid: z.number().int() }),
  z.strictObject({ ...head, kind: z.literal('step'), ...stageSchema.shape }),
  z.strictObject({
    ...head,
    kind: z.literal('progress'),
    done: z.number(),
    total: z.number().nullable(),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('log'),
    source: z.string().max(16),
    level: levelSchema,
    text: z.string(),
  }),
  z.strictObject({ ...head, kind: z.literal('result'), value: z.unknown() }),
  z.strictObject({
    ...head,
    kind: z.literal('end'),
    ok: z.boolean(),
    code: z.string().nullable(),
    text: z.string(),
    native: z.number().int().nullable(),
  }),
]);
export type RunRecord = z.infer<typeof recordSchema>;
