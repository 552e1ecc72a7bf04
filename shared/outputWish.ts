import { z } from 'zod';
import type { OutputLine } from './output';

/** What a person wants to see of an output: a level, and words that a line must contain (letters of any case). */
export const outputWishSchema = z.strictObject({
  level: z.enum(['all', 'warn', 'error']),
  words: z.string().max(200),
});
export type OutputWish = z.infer<typeof outputWishSchema>;

/** Words as an expression that finds them in any case; it needs no lower-case copy of every line. */
export const wordsPattern = (words: string, flags = 'i'): RegExp =>
  new RegExp(words.trim().replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), flags);

/** Whether lines meet a wish: their level, and the words in their text or in who spoke. */
export function matchesWish(wish: OutputWish): (line: OutputLine) => boolean {
  const words = wordsPattern(wish.words);
  return (line) =>
    (wish.level === 'all' || line.level === wish.level) && (words.test(line.text) || words.test(line.source));
}
