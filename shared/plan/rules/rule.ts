import { z } from 'zod';
import { unreadable, type ServerState } from '../../model/facts';
import { compareVersions } from '../../version';

/** What a fact can be compared with. A text is equal only to the same characters, a number never to a text. */
const plainSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Where a fact stands: names of properties with points between them, e.g. `policy.deviceTag`. Never a place in a list. */
const pathSchema = z.string().regex(/^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/);

/** A dotted version whose parts fit into 32 bits, so that every PowerShell counts with them. */
const version = /^[0-9]{1,9}(\.[0-9]{1,9}){0,3}$/;

/**
 * A question about the facts of a server, as data: it can be sent, and judged where this code is not. `main/operations/Rules.ps1`
 * judges the same forms, and a test of the lab holds both equal.
 */
export type Rule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule }
  /** The fact is this value. One that is not there is null, and so is all that would stand in it. */
  | { readonly fact: string; readonly is: string | number | boolean | null }
  /** The fact is this text, which is of small letters, whatever letters it is written in: an identifier or a word of Windows. */
  | { readonly fact: string; readonly reads: string }
  /** The fact is a number, or a version as text, and not below this one. */
  | { readonly fact: string; readonly atLeast: number | string }
  /** The fact was read: nothing says that it, a part of it, or the whole of which it is a part could not be. */
  | { readonly read: string }
  /** Of the list, one entry at least is so. `fact` is then a place in that entry; `read` stays one of the whole reading. */
  | { readonly some: string; readonly where: Rule };

/** A rule as it comes from elsewhere. */
export const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(ruleSchema) }),
    z.strictObject({ any: z.array(ruleSchema) }),
    z.strictObject({ not: ruleSchema }),
    z.strictObject({ fact: pathSchema, is: plainSchema }),
    // Printable ASCII without capitals: letters beyond it change with the version of Unicode that an engine knows.
    z.strictObject({ fact: pathSchema, reads: z.string().regex(/^[\x20-\x40\x5b-\x7e]*$/) }),
    z.strictObject({ fact: pathSchema, atLeast: z.union([z.number(), z.string().regex(version)]) }),
    z.strictObject({ read: pathSchema }),
    z.strictObject({ some: pathSchema, where: ruleSchema }),
  ]),
);

const isVersion = (value: unknown): value is string => typeof value === 'string' && version.test(value);

/** What stands at a path; null where nothing does. Only objects have places: a text has no length here, a list no numbers. */
function valueAt(from: unknown, path: string): unknown {
  let value = from;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    // That place alone is looked at: who notes what a question reads (`shared/field`) sees no other.
    const found: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : null;
    value = found ?? null;
  }
  return value;
}

function isAtLeast(have: unknown, least: number | string): boolean {
  if (typeof least === 'number') return typeof have === 'number' && have >= least;
  return isVersion(have) && isVersion(least) && compareVersions(have, least) >= 0;
}

/** Whether a value is this text of small letters, whatever letters of ASCII it is written in. */
export const reads = (have: unknown, text: string): boolean =>
  typeof have === 'string' && have.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) === text;

/** The part of a reading that a rule cannot do without; what else it asks for may be missing. */
type Reading = Pick<ServerState, 'unreadable'>;

function judge(rule: Rule, at: unknown, facts: Reading): boolean {
  if ('all' in rule) return rule.all.every((one) => judge(one, at, facts));
  if ('any' in rule) return rule.any.some((one) => judge(one, at, facts));
  if ('not' in rule) return !judge(rule.not, at, facts);
  if ('read' in rule) return unreadable(facts, rule.read) === null;
  if ('some' in rule) {
    const list = valueAt(at, rule.some);
    return Array.isArray(list) && list.some((entry) => judge(rule.where, entry, facts));
  }
  const have = valueAt(at, rule.fact);
  if ('is' in rule) return have === rule.is;
  if ('reads' in rule) return reads(have, rule.reads);
  return isAtLeast(have, rule.atLeast);
}

/** Whether a rule is so on a server. It answers for any facts, and never throws. */
export const holds = (rule: Rule, facts: Reading): boolean => judge(rule, facts, facts);
