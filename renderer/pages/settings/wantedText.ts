import type { Say } from '../../../shared/locales/keys';
import type { Offer, Setting } from '../../../shared/plan/settings/setting';
import type { Situation } from '../../../shared/plan/situation';
import type { Wishes } from '../../../shared/model/wishes';

/** The offer that a person chose; undefined where nothing is wanted, or where it was typed. */
export const chosenOffer = (setting: Setting, situation: Situation): Offer | undefined =>
  setting.offers(situation).find(({ wishes }) => isWanted(wishes, situation.inputs.wishes));

const isWanted = (offered: Partial<Wishes>, wishes: Wishes): boolean => {
  // A wish crosses as JSON, so its text is what two of them have in common.
  const own = new Map(Object.entries(wishes).map(([wish, value]) => [wish, JSON.stringify(value)]));
  return Object.entries(offered).every(([wish, value]) => own.get(wish) === JSON.stringify(value));
};

/** What is wanted of a setting, in words; null where nothing is. */
export function wantedText(t: Say<'settings'>, setting: Setting, situation: Situation): string | null {
  const offer = chosenOffer(setting, situation);
  return offer === undefined
    ? (setting.field?.textOf(situation.inputs.wishes) ?? null)
    : t(`settings:offer.${offer.id}`);
}
