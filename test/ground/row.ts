import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the rows lie: one folder for each topic, one file for each subject. */
export const rowFolder = join(import.meta.dirname, 'rows');

/** What became of what a row asks of the product. */
const dueSchema = z.discriminatedUnion('state', [
  /** The product, a fake or a test names the row and does it. */
  z.strictObject({
    state: z.literal('done'),
    ask: z.string().min(10),
    /** Nothing but a comment names the row: what it shows, or asks to be left alone, is no value that a test could hold. */
    only: z.literal('comment').optional(),
  }),
  /** It is not done, or nothing is to be done, for this reason. */
  z.strictObject({ state: z.literal('left'), ask: z.string().min(10), why: z.string().min(10) }),
]);

/** One thing that real Windows, or the text of its maker, was seen to say. Inferred things are no rows. */
export const rowSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)+$/),
  /** What was asked: a command, a key of the registry, a log. */
  asked: z.string(),
  /** Windows it was seen on, e.g. `2012R2` or `2019`; null where that is not known or does not matter. */
  windows: z.string().nullable(),
  /** Build, platform or tool, where the source shows it. */
  version: z.string().nullable(),
  /** Language of that Windows; null where nothing depends on it. */
  language: z.string().nullable(),
  /** Names to values, exactly as they were recorded. */
  shows: z.record(z.string(), z.unknown()),
  /** Names that were not there, though other versions have them. */
  missing: z.array(z.string()).optional(),
  /** An address, a repository and path, or `public file no. N` for a file whose address is not known. */
  source: z.string().min(5),
  trust: z.enum(['capture', 'vendor', 'source', 'report']),
  /** Null as long as nobody has looked at the row. */
  due: dueSchema.nullable(),
});
export type Row = z.infer<typeof rowSchema>;

/**
 * All rows by their full name, `<topic>/<id>`.
 * @throws where a file is no list of rows, or two rows have one id.
 */
export function readRows(): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  const ids = new Set<string>();
  for (const topic of readdirSync(rowFolder))
    for (const file of readdirSync(join(rowFolder, topic)))
      for (const row of z
        .array(rowSchema)
        .parse(JSON.parse(readFileSync(join(rowFolder, topic, file), 'utf8')))) {
        if (ids.has(row.id)) throw new Error(`${row.id} stands twice (${topic}/${file})`);
        ids.add(row.id);
        rows.set(`${topic}/${row.id}`, row);
      }
  return rows;
}

let known: ReadonlyMap<string, Row> | null = null;

/**
 * The row of that full name.
 * @throws where there is none: a test must not stand on nothing.
 */
export function rowOf(name: string): Row {
  known ??= readRows();
  const row = known.get(name);
  if (row === undefined) throw new Error(`there is no row ${name}`);
  return row;
}

/**
 * Whether a row shows that value anywhere: a name, a word or a text with it, or a number in any form in which Windows
 * writes it (with a sign or without, decimal or hexadecimal).
 */
export function holds({ shows }: Row, value: string | number | boolean): boolean {
  const leaves = leavesOf(shows);
  if (typeof value === 'boolean') return leaves.some((leaf) => leaf.toLowerCase() === String(value));
  if (typeof value === 'string') {
    const wanted = value.toLowerCase();
    return leaves.some((leaf) => leaf.toLowerCase().includes(wanted));
  }
  return leaves.some((leaf) => numbersIn(leaf).some((found) => found >>> 0 === value >>> 0));
}

function leavesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => [key, ...leavesOf(one)]);
  return [String(value)];
}

function numbersIn(text: string): number[] {
  return (text.match(/(?<![\w.])(?:0x[0-9a-f]+|-?\d+)(?![\w.]\d)/gi) ?? []).map(Number);
}
