import type { Say } from '../../../shared/locales/keys';
import type { Offer, Setting } from '../../../shared/plan/settings/setting';
import type { Situation } from '../../../shared/plan/situation';
import type { Wishes } from '../../../shared/model/wishes';

/** The offer that a person chose; undefined where nothing is wanted, or where it was typed. */
export const chosenOffer = (setting: Setting, situation: Situation): Offer | undefined =>
  setting.offers(situation).find(({ wishes }) => isWanted(wishes, situation.inputs.wishes));

const isWanted = (offered: Partial<Wishes>, wishes: Wishes): boolean => {
  const entries: [string, unknown][] = Object.entries(offered);
  return entries.every(([wish, value]) =>
    Object.entries(wishes).some(([own, is]) => own === wish && is === value),
  );
};

/** What is wanted of a setting, in words; null where nothing is. */
export function wantedText(t: Say<'settings'>, setting: Setting, situation: Situation): string | null {
  const offer = chosenOffer(setting, situation);
  return offer === undefined
    ? (setting.field?.textOf(situation.inputs.wishes) ?? null)
    : t(`settings:offer.${offer.id}`);
}
