import { beforeEach, describe, expect, it } from 'vitest';
import { chooseLanguage, setLanguage, startTexts } from '../../../renderer/i18n';
import english from '../../../shared/locales/en/components.json';
import french from '../../../shared/locales/fr/components.json';

function keys(texts: object, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keys(value, `${prefix}${key}.`) : `${prefix}${key}`,
  );
}

/** French has a third plural, for a million and more; English has none. */
const withoutMany = (all: string[]) => all.filter((key) => !key.endsWith('_many')).sort();

describe('texts', () => {
  beforeEach(() => startTexts('en'));

  it('has every text of the components in both languages', () => {
    expect(withoutMany(keys(french))).toEqual(withoutMany(keys(english)));
    expect(keys(french).filter((key) => key.endsWith('_many'))).toHaveLength(
      keys(french).filter((key) => key.endsWith('_other')).length,
    );
  });

  it('chooses the first language that it speaks', () => {
    expect(chooseLanguage(['de-DE', 'fr-CA', 'en'])).toBe('fr');
    expect(chooseLanguage(['EN-us'])).toBe('en');
    expect(chooseLanguage(['ja'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });

  it('switches at run time and tells the document', async () => {
    const texts = await startTexts('en');
    expect(document.documentElement.lang).toBe('en');
    expect(texts.t('components:log.newer', { count: 46, number: '46' })).toBe('46 new lines');
    await setLanguage('fr');
    expect(document.documentElement.lang).toBe('fr');
    expect(texts.t('components:log.newer', { count: 1_000_000, number: '1 000 000' })).toBe(
      '1 000 000 nouvelles lignes',
    );
  });
});
