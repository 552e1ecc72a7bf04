import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantSchema } from '../../shared/model/facts';
import { jsonSchema } from '../redact/redactJson';

/**
 * What an entry says about its action. `planned intent sent ack verified` are the way of an action that works;
 * `alreadySo failed needsReboot conflict unknown stopped` are its other ends; `ended` closes the run; `note` is evidence.
 */
const phaseSchema = z.enum([
  'planned',
  'intent',
  'sent',
  'ack',
  'verified',
  'alreadySo',
  'failed',
  'needsReboot',
  'conflict',
  'unknown',
  'stopped',
  'ended',
  'note',
]);

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** One line of a run's journal. `seq` counts from 0 without gaps; `hash` covers all the other fields, `prev` is the former entry's. */
export const journalEntrySchema = z.strictObject({
  v: z.literal(1),
  seq: z.number().int().nonnegative(),
  at: instantSchema,
  runId: z.string(),
  targetId: z.string(),
  /** Id of the action; null for what concerns the whole run. */
  action: z.string().nullable(),
  /** Position of the action in its plan, from 1; null where `action` is. */
  nn: z.number().int().nullable(),
  phase: phaseSchema,
  data: jsonSchema,
  prev: hashSchema,
  hash: hashSchema,
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** `prev` of the first entry. */
export const noHash = '0'.repeat(64);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** Hash is always the last field, so that it can be cut off the line as it stands. */
const tailLength = `,"hash":"${noHash}"}`.length;

/** Gives an entry its hash and writes it as one line, without the line's end. */
export function toLine(entry: Omit<JournalEntry, 'hash'>): {
  readonly entry: JournalEntry;
  readonly line: string;
} {
  const body = JSON.stringify(entry);
  const hash = sha256(body);
  return { entry: { ...entry, hash }, line: `${body.slice(0, -1)},"hash":"${hash}"}` };
}

/** Reads one line. Null when it is no entry; `intact` is false when the text is not what its hash was made of. */
export function fromLine(line: string): { readonly entry: JournalEntry; readonly intact: boolean } | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = journalEntrySchema.safeParse(json);
  if (!parsed.success) return null;
  const body = `${line.slice(0, -tailLength)}}`;
  return { entry: parsed.data, intact: sha256(body) === parsed.data.hash };
}
