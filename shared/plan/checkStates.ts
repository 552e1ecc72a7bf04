import type { Say } from '../locales/keys';
import { actions } from './actions';
import type { Inputs } from '../model/inputs';
import type { Kit } from '../model/kit';
import type { Check } from '../checks/prerequisites';
import type { ServerState } from '../model/facts';
import type { Situation } from './situation';

/** A check with what a person decided about it: its fix is in the plan, or it is waived with a reason. */
export interface JudgedCheck extends Omit<Check, 'state'> {
  readonly state: Check['state'] | 'inPlan' | 'waived';
  /** What the server alone says, before any decision. */
  readonly bare: Check['state'];
  readonly reason: string | null;
  /** False when its fix needs a file that is not in the kit. */
  readonly fixReady: boolean;
  /** Its fix is in the plan because another accepted fix brings it along: the restart that turning on the feature asks for. */
  readonly fixImplied: boolean;
}

/** Puts the decisions of a person over the bare checks. A passed check stays passed whatever was decided before. */
export function judgeChecks(
  checks: readonly Check[],
  facts: ServerState,
  inputs: Inputs,
  kit: Kit,
): JudgedCheck[] {
  const situation: Situation = { journey: 'onboard', facts, inputs, kit };
  return checks.map((check) => {
    const waiver = inputs.journeys.onboard.waivers.find((entry) => entry.check === check.id) ?? null;
    const fixReady = check.fix !== null && hasFile(check.fix, situation);
    const open = check.state === 'toFix' || check.state === 'notProvable';
    const accepted = check.fix !== null && inputs.fixes.includes(check.fix);
    const fixImplied = check.fix !== null && !accepted && isPlanned(check.fix, situation);
    const inPlan = open && (accepted || fixImplied) && fixReady;
    const waived = check.state === 'toFix' && !inPlan && check.waivable && waiver !== null;
    return {
      ...check,
      bare: check.state,
      state: inPlan ? 'inPlan' : waived ? 'waived' : check.state,
      reason: waived ? waiver.reason : null,
      fixReady,
      fixImplied,
    };
  });
}

const fixAction = (fix: string) => actions.find(({ id }) => id === fix);

const hasFile = (fix: string, situation: Situation): boolean =>
  (fixAction(fix)?.call(situation) ?? null) !== null;

const isPlanned = (fix: string, situation: Situation): boolean => fixAction(fix)?.applies(situation) ?? false;

/**
 * The result of a check as a title: "A restart is pending", not "Restart". A decision changes no result, so the title says
 * what the server alone says; some results have a title of their own for the value that was found.
 */
export const checkTitle = (say: Say, check: Pick<JudgedCheck, 'id' | 'bare' | 'found'>): string =>
  say(`checks:${check.id}.title.${check.bare}`, { context: check.found });
