import { dangerOf } from '../../plan/guard';
import { isPassiveTrapped } from '../../plan/modes';
import { wantedSettings } from '../claims';
import type { Step } from '../steps';
import { idsOf, runStatus } from './change';
import { held, note, notRead, settled } from './status';

/** At least one setting is wanted, and none that the server would ignore. */
export const settings: Step = {
  id: 'settings',
  group: 'decide',
  status({ known }) {
    if (known === null) return notRead();
    const { situation } = known;
    const { facts, inputs } = situation;
    const wanted = wantedSettings(situation).length;
    if (wanted === 0) return held('ahead', note('blocker.chooseSettings'));
    const count = note('settings.wanted', { count: wanted });
    if (inputs.wishes.mode === 'passive' && isPassiveTrapped(facts))
      return held('toFix', note('blocker.passiveTrapped'), count);
    const danger = inputs.wishes.mode === null ? null : dangerOf(facts, inputs.wishes.mode);
    return danger === null ? settled('done', count) : settled('stopped', note(`danger.${danger}`));
  },
};

/** Everything that was wanted is so. */
export const change: Step = {
  id: 'change',
  group: 'change',
  status({ view, journey, known }) {
    if (known === null) return notRead();
    const open = known.plan.filter((item) => item.needed);
    if (open.length === 0) {
      if (journey === 'troubleshoot' && known.plan.length === 0)
        return held('ahead', note('blocker.chooseFix'));
      return journey === 'maintain' && wantedSettings(known.situation).length === 0
        ? held('ahead', note('blocker.chooseSettings'))
        : settled('done', note('change.done'));
    }
    return (
      runStatus(view.run, idsOf(known, 'change')) ??
      held('ahead', note(known.confirmed ? 'blocker.changeFirst' : 'blocker.confirmPlan'))
    );
  },
};
