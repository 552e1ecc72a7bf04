import { holds, type Rule } from '../rules/rule';
import type { Action, ActionRules, Wanted } from './action';

/** So on every server. */
export const always: Rule = { all: [] };
/** So on none. */
export const never: Rule = { any: [] };

/**
 * `applies` and `isDone` of an action that decides by rules, so that each is decided once. The rules cannot look at the facts: they are
 * the same for every server, and can be judged on one that nobody has read. Where nothing is wanted it is done.
 */
export function byRules(
  rules: (wanted: Wanted) => ActionRules | null,
): Pick<Action, 'rules' | 'applies' | 'isDone'> {
  return {
    rules,
    applies(situation) {
      const own = rules(situation);
      return own !== null && holds(own.applies, situation.facts);
    },
    isDone(situation) {
      const own = rules(situation);
      return own === null || holds(own.done, situation.facts);
    },
  };
}
