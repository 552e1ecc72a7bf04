import type { JudgedCheck } from '../../../shared/checkStates';

/** The checks as the page groups them; a decided check stays among those to fix, so that its decision can be seen. */
export interface CheckGroups {
  readonly toFix: readonly JudgedCheck[];
  readonly toKnow: readonly JudgedCheck[];
  readonly notChecked: readonly JudgedCheck[];
  readonly passed: readonly JudgedCheck[];
}

const order = { toFix: 0, inPlan: 1, waived: 2 } as const;
type Decided = JudgedCheck & { state: keyof typeof order };
const isToFix = (check: JudgedCheck): check is Decided => Object.hasOwn(order, check.state);

/** Sorts checks into the groups of the page, those that ask for something first. */
export function checkGroups(checks: readonly JudgedCheck[]): CheckGroups {
  const only = (state: JudgedCheck['state']) => checks.filter((check) => check.state === state);
  return {
    toFix: checks.filter(isToFix).sort((a, b) => order[a.state] - order[b.state]),
    toKnow: only('toKnow'),
    notChecked: only('notProvable'),
    passed: only('passed'),
  };
}
