import { z } from 'zod';
import { instantSchema } from './facts';
import { levelSchema } from './records';

/**
 * One line of a run's live output: what a person reads, never what a decision is taken from. `seq` counts from 0
 * without gaps within a run, so a reader that missed lines can ask for them. Secrets are already replaced.
 */
export const outputLineSchema = z.strictObject({
  seq: z.number().int().nonnegative(),
  at: instantSchema,
  /** Who spoke: a `source` of `records.ts`, or `gangway` for the wizard's own lines. */
  source: z.string().max(16),
  level: levelSchema,
  text: z.string(),
  /** Id of the action that was under way; null between actions. */
  action: z.string().nullable(),
});
export type OutputLine = z.infer<typeof outputLineSchema>;
