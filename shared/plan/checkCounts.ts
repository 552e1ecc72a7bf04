import type { Say } from '../locales/keys';
import type { JudgedCheck } from './checkStates';

/** What each check is counted as, in the order in which it is told. Every check is exactly one of them. */
export const countedAs = ['toFix', 'inPlan', 'waived', 'passed', 'toKnow', 'untested'] as const;
export type CountedAs = (typeof countedAs)[number];

/** How the checks of a server stand; the numbers of the groups add up to `total`, on whatever page they are told. */
export type CheckCounts = Readonly<Record<CountedAs | 'total', number>>;

/** Counts checks by what they are now, decisions included: a check whose fix is planned is no longer one to fix. */
export function checkCounts(checks: readonly Pick<JudgedCheck, 'state'>[]): CheckCounts {
  const counts = { toFix: 0, inPlan: 0, waived: 0, passed: 0, toKnow: 0, untested: 0, total: checks.length };
  for (const { state } of checks) counts[state === 'notProvable' ? 'untested' : state] += 1;
  return counts;
}

/** The groups that have a member, e.g. "19 passed, 2 to know, 1 untested". */
export const groupsInWords = (say: Say, counts: CheckCounts): string =>
  countedAs
    .filter((group) => counts[group] > 0)
    .map((group) => say(`prerequisites:count.${group}`, { count: counts[group] }))
    .join(', ');

/** All checks with their groups: "22 checks: 19 passed, 2 to know, 1 untested." */
export const checksInWords = (say: Say, checks: readonly Pick<JudgedCheck, 'state'>[]): string => {
  const counts = checkCounts(checks);
  return say('prerequisites:counted', { count: counts.total, groups: groupsInWords(say, counts) });
};
