import { z } from 'zod';
import { instantSchema } from '../model/facts';
import { levelSchema, stageSchema } from './records';

/**
 * One line of a run's live output: what a person reads, never what a decision is taken from. `seq` counts from 0
 * without gaps within a run, so a reader that missed lines can ask for them. Secrets are already replaced.
 */
export const outputLineSchema = z.strictObject({
  seq: z.number().int().nonnegative(),
  at: instantSchema,
  /** Where the line comes from: a `source` of `records.ts`, or `gangway` for the wizard's own lines. */
  source: z.string().max(16),
  level: levelSchema,
  text: z.string(),
  /** Id of the action that was under way; null between actions. */
  action: z.string().nullable(),
  /** Left out for all but a stage of an operation, which a page puts into words; `text` is then its raw form, for the file. */
  stage: stageSchema.optional(),
});
export type OutputLine = z.infer<typeof outputLineSchema>;

const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const names = Object.keys(outputLineSchema.shape).filter((name) => name !== 'stage');

/** Checks a value by the rules of `outputLineSchema`, written by hand. */
function isOutputLine(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { seq, at, source, level, text, action, stage }: Partial<Record<keyof OutputLine, unknown>> = value;
  if (!isCount(seq) || !isCount(at) || typeof text !== 'string') return false;
  // The schema counts code points. A text has never more of them than UTF-16 units, so a text short in units fits.
  if (typeof source !== 'string' || (source.length > 16 && Array.from(source).length > 16)) return false;
  if (level !== 'info' && level !== 'warn' && level !== 'error') return false;
  if (action !== null && typeof action !== 'string') return false;
  if (stage !== undefined && !stageSchema.safeParse(stage).success) return false;
  // All known names are there, so one more is an unknown name.
  let count = 'stage' in value ? -1 : 0;
  for (const _ in value) count += 1;
  return count === names.length;
}

/**
 * Lines as they cross the bridge, by the hundred thousand in a flood: as strict as a list of `outputLineSchema` (a property test
 * holds them against each other) and checked without a copy, since zod, which may not compile in the page, would take most
 * of the time that a line has. For a list that is wrong, the schema itself gives the message.
 */
export const outputLinesSchema = z.custom<OutputLine[]>(
  (value) => {
    if (!Array.isArray(value)) return false;
    const lines: readonly unknown[] = value;
    // `every` would skip a hole in the list.
    for (const line of lines) if (!isOutputLine(line)) return false;
    return true;
  },
  { error: ({ input }) => z.array(outputLineSchema).safeParse(input).error?.message },
);

/** Which lines of an output a person wants to see: those of a level, and those that contain words in any case. */
export const outputWishSchema = z.strictObject({
  level: z.enum(['all', 'warn', 'error']),
  words: z.string().max(200),
});
export type OutputWish = z.infer<typeof outputWishSchema>;

/** Words as an expression that finds them in any case; it needs no lower-case copy of every line. */
export const wordsPattern = (words: string, flags = 'i'): RegExp =>
  new RegExp(words.trim().replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), flags);

/** Whether a line matches the filter: its level, and the words in its text or its source. */
export function matchesWish(wish: OutputWish): (line: OutputLine) => boolean {
  const words = wordsPattern(wish.words);
  return (line) =>
    (wish.level === 'all' || line.level === wish.level) && (words.test(line.text) || words.test(line.source));
}
