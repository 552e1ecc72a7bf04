import { z } from 'zod';
import { sha256Schema } from '../../shared/model/packages';
import type { JournalEntry } from '../journal/entry';

const markSchema = z.strictObject({
  /** How many lines of the result are in the journal, and the hash of the last of them. */
  lines: z.number().int().positive(),
  hash: sha256Schema,
  /** The first and the last time that the lines tell, by the server's own clock. */
  firstAt: z.number(),
  lastAt: z.number(),
  /** The clock of the server told times that cannot be: the journal shows them moved. */
  clockOff: z.boolean(),
});
/** What a journal says of a result that was taken in. */
export type Mark = z.infer<typeof markSchema>;

const notedSchema = z.object({ field: markSchema });

/** How far a result was taken in before, by the journal of its run; null where it was not. */
export function markIn(entries: readonly JournalEntry[]): Mark | null {
  const found = entries.map(({ data }) => notedSchema.safeParse(data)).findLast((one) => one.success);
  return found?.data.field ?? null;
}
