import { z } from 'zod';

/** What a line of a script is for. Each has its words under `packages:line.<sort>`. */
export const lineSorts = [
  'output',
  'question',
  'variable',
  'label',
  'jump',
  'condition',
  'rights',
  'temporaryFile',
  'registryRead',
  'registryWrite',
  'registryDelete',
  'tenantValue',
  'service',
  'wait',
  'event',
  'engine',
  'certificate',
  'trace',
  'end',
  'practice',
] as const;
export type LineSort = (typeof lineSorts)[number];

/** The largest number of lines that may differ. A file with more is not a changed script of the portal. */
export const mostDifferences = 40;

/** Characters of a differing line that are kept, from its beginning and its end. */
export const longestShown = 300;

const line = z.int().positive();

/**
 * A line in which a script differs from those of the portal: one that is in none of them, with its text, or one that they have and it
 * lacks. `line` is its number, or that of the line before which it is missing. Secrets are taken out of the text.
 */
export const scriptDifferenceSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('own'), line, text: z.string().max(longestShown + 60) }),
  z.strictObject({ is: z.literal('missing'), line, sort: z.enum(lineSorts) }),
]);
export type ScriptDifference = z.infer<typeof scriptDifferenceSchema>;
