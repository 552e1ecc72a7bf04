import { z } from 'zod';
import { fixIds } from './checkIds';
import { instantSchema } from './facts';
import { noWishes, wishesSchema, type Wishes } from './wishes';

/** What a person can say to a question. */
export const said = ['yes', 'no', 'notSure'] as const;

/**
 * One thing that happened in a search. `began`: with this symptom. `said`: a person answered a question. `ruledOut`: a cause that a person
 * says it is not. `found`: the search ended in this cause. `planned`, `unplanned`: its fix went into the plan, or out of it. `takenUp`: somebody went
 * on with it from a saved record.
 */
const searchStepSchema = z.strictObject({
  at: instantSchema,
  /** Who worked then, as the settings name that person; empty where they name nobody. */
  by: z.string(),
  kind: z.enum(['began', 'said', 'ruledOut', 'found', 'planned', 'unplanned', 'takenUp']),
  /** The symptom, the question or the cause. */
  what: z.string().max(100),
  /** What was said; null for the other kinds. */
  answer: z.enum(said).nullable(),
});
export type SearchStep = z.infer<typeof searchStepSchema>;

/** How many steps one search keeps. */
const searchLimit = 200;

/** The fix of a cause that is in the plan of Troubleshoot: what it wants, and the question whose answer it shall mend. */
const plannedFixSchema = z.strictObject({
  cause: z.string().max(100),
  question: z.string().max(100),
  wishes: wishesSchema.partial(),
  fixes: z.array(z.enum(fixIds)),
});
export type PlannedFix = z.infer<typeof plannedFixSchema>;

/**
 * A search for a cause, told as what happened in it, and what it put into the plan. What is true of the server is not in here: the search is
 * walked again over what the server shows.
 */
export const searchSchema = z.strictObject({
  steps: z.array(searchStepSchema).min(1).max(searchLimit),
  planned: z.array(plannedFixSchema).max(50),
});
export type Search = z.infer<typeof searchSchema>;

/** The name under which everything is asked instead of one symptom. */
export const everything = 'everything';

/** The symptom a search began with. */
export const symptomOf = ({ steps }: Search): string => steps[0]?.what ?? everything;

/** What a person said last to each question. */
export const saidIn = ({ steps }: Search): ReadonlyMap<string, string> =>
  new Map(
    steps.flatMap(({ kind, what, answer }) => (kind === 'said' && answer !== null ? [[what, answer]] : [])),
  );

/** The causes that a person ruled out. */
export const ruledOutIn = ({ steps }: Search): ReadonlySet<string> =>
  new Set(steps.filter(({ kind }) => kind === 'ruledOut').map(({ what }) => what));

/** What the fixes of a search want of the server. */
export const wishesIn = (search: Search | null): Wishes =>
  (search?.planned ?? []).reduce((all, { wishes }) => ({ ...all, ...wishes }), noWishes);

/** A search that begins with a symptom, or with everything. */
export const beginSearch = (symptom: string, at: number, by: string): Search => ({
  steps: [{ at, by, kind: 'began', what: symptom, answer: null }],
  planned: [],
});

/** The search with one more step; the oldest after the first make room. */
export function withStep(search: Search, step: SearchStep): Search {
  const [first, ...rest] = search.steps;
  if (first === undefined) return search;
  return { ...search, steps: [first, ...[...rest, step].slice(-(searchLimit - 1))] };
}
