import { z } from 'zod';
import { decisionsInFacts } from './decisions/inFacts';
import { decisionsInScripts } from './decisions/inScripts';
import { decisionsInTables } from './decisions/inTables';
import { Gathered, nameOf, type DecisionValue } from './decisions/value';
import { holds, type Row } from './row';
import written from './standing.json' with { type: 'json' };

/** What a decision value stands on. */
const standSchema = z.union([
  /** Rows that show it. `as`: how Windows writes it, where Gangway has a word of its own for it, or what is missing there. */
  z.strictObject({ rows: z.array(z.string()).min(1), as: z.union([z.string(), z.number()]).optional() }),
  /** Nobody ever saw it: the row of `docs/manual-testing.md` that would show it. */
  z.strictObject({ never: z.number().int().positive() }),
  /** No Windows says it: a word, a number or a form of Gangway's own, and which. */
  z.strictObject({ own: z.string().min(5) }),
]);
export type Stand = z.infer<typeof standSchema>;

/** What is written of each decision value, by its name. */
export const stands: ReadonlyMap<string, Stand> = new Map(
  Object.entries(z.record(z.string(), standSchema).parse(written)),
);

/** Every decision value of the product, taken from its code. Reading the types of the code takes seconds. */
export async function decisionValues(): Promise<readonly DecisionValue[]> {
  const all = new Gathered();
  for (const { path, value, files } of [
    ...decisionsInFacts(),
    ...decisionsInTables(),
    ...(await decisionsInScripts()),
  ])
    for (const file of files) all.add(path, value, file);
  return all.all();
}

/** Whether that row shows the value, in the form in which Windows writes it. */
export function shows(row: Row, { value }: DecisionValue, as?: string | number): boolean {
  const looked = as ?? value;
  if (looked === null) return false;
  const missing: string[] = row.missing ?? [];
  return holds(row, looked) || missing.includes(String(looked));
}

/** How many values stand on a row, of how many that Windows would have to say. */
export function countStanding(values: readonly DecisionValue[]): {
  standing: number;
  all: number;
  percent: number;
} {
  const told = values.map((value) => stands.get(nameOf(value))).filter((stand) => stand !== undefined);
  const standing = told.filter((stand) => 'rows' in stand).length;
  const all = told.filter((stand) => !('own' in stand)).length;
  return { standing, all, percent: Math.round((100 * standing) / all) };
}
