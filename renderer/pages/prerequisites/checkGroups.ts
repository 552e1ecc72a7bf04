import type { JudgedCheck } from '../../../shared/plan/checkStates';

/** The checks as the page groups them; a decided check stays among those to fix, so that its decision can be seen. */
export interface CheckGroups {
  readonly toFix: readonly JudgedCheck[];
  readonly toKnow: readonly JudgedCheck[];
  readonly notChecked: readonly JudgedCheck[];
  readonly passed: readonly JudgedCheck[];
}

const undone: readonly JudgedCheck['state'][] = ['toFix', 'inPlan', 'waived'];

/** Puts checks into the groups of the page, each in the order of the checks. */
export function checkGroups(checks: readonly JudgedCheck[]): CheckGroups {
  const only = (state: JudgedCheck['state']) => checks.filter((check) => check.state === state);
  return {
    // The order stays when a check is decided, so that its row does not move away from the pointer.
    toFix: checks.filter(({ state, bare }) => undone.includes(state) && bare !== 'notProvable'),
    toKnow: only('toKnow'),
    notChecked: checks.filter(({ bare }) => bare === 'notProvable'),
    passed: only('passed'),
  };
}
