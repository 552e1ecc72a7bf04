import { describe, expect, it } from 'vitest';
import { noWishes, type Wishes } from '../../../../../shared/model/wishes';
import { settings } from '../../../../../shared/plan/settings';
import { having } from '../actions/having';

describe('the settings', () => {
  it('answer for every wish once', () => {
    expect(settings.flatMap(({ wishes }) => wishes).sort()).toEqual(Object.keys(noWishes).sort());
  });

  it('touch nothing where nothing is wanted, and can do what they offer', () => {
    for (const setting of settings) {
      const quiet = having([], { wishes: noWishes });
      expect([setting.id, setting.actions.filter((action) => action.applies(quiet))]).toEqual([
        setting.id,
        [],
      ]);
      for (const offer of setting.offers(quiet)) {
        const wishes: Wishes = { ...noWishes, ...offer.wishes };
        expect(Object.keys(offer.wishes).every((wish) => setting.wishes.some((own) => own === wish))).toBe(
          true,
        );
        const wanted = having([], { wishes });
        const open = setting.actions.filter((action) => action.applies(wanted) && !action.isDone(wanted));
        expect([offer.id, open.filter((action) => action.call(wanted) === null)]).toEqual([offer.id, []]);
      }
    }
  });
});
