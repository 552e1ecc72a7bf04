import { dangerOf } from '../../plan/guard';
import { hasGap, isPassiveTrapped } from '../../plan/modes';
import { remaining } from '../../plan/plan';
import type { Step } from '../steps';
import { held, note, notRead, settled } from './status';

/** A choice that fits what is installed, with every unprotected moment accepted by a person. */
export const mode: Step = {
  id: 'mode',
  group: 'decide',
  status({ view, known }) {
    if (known === null) return notRead();
    const chosen = view.inputs.wishes.mode;
    if (chosen === null) return held('ahead', note('blocker.chooseMode'));
    const right = note(`mode.${chosen}`);
    const { facts } = known.situation;
    if (chosen === 'passive' && isPassiveTrapped(facts))
      return held('toFix', note('blocker.passiveTrapped'), right);
    if (hasGap(facts, chosen) && view.inputs.noProtectorAcceptedAt === null)
      return held('toFix', note('blocker.nobodyBlocks'), right);
    const danger = dangerOf(facts, chosen);
    // A server that nobody protects, or two products, is never shown as right, even if a person accepted it.
    return danger === null ? settled('done', right) : settled('stopped', note(`danger.${danger}`));
  },
};

/** The plan was confirmed, and nothing that facts call for lies outside it. */
export const planStep: Step = {
  id: 'plan',
  group: 'decide',
  status({ view, journey, elsewhere, known }) {
    if (known === null) return notRead();
    if (elsewhere !== null) return held('waiting', note(`blocker.elsewhere.${elsewhere}`));
    const { confirmed } = view.inputs.journeys[journey];
    const open = remaining(known.plan);
    const agreed = confirmed?.keys.length ?? 0;
    if (open.length === 0 && (journey !== 'onboard' || view.inputs.wishes.mode !== null))
      return settled('done', agreed === 0 ? note('plan.nothing') : note('plan.actions', { count: agreed }));
    const blocked = open.find((item) => item.blocked);
    if (blocked !== undefined)
      return held(
        'ahead',
        note(blocked.hindered === null ? 'blocker.planIncomplete' : 'blocker.planHindered'),
      );
    if (!known.confirmed) {
      const changed = confirmed !== null;
      return held(
        changed ? 'lookAgain' : 'ahead',
        note(changed ? 'blocker.planChanged' : 'blocker.confirmPlan'),
      );
    }
    return settled('done', note('plan.actions', { count: agreed }));
  },
};
