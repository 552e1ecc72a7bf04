import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causes } from '../../../../shared/findings/causes';
import { entries } from '../../../../shared/search/entries';
import { numbersIn } from '../../../../shared/search/numbers';
import { createSearch } from '../../../../shared/search/search';
import { holds } from '../../properties/holds';
import { sayIn } from '../../../fixtures/say';

const searches = { en: createSearch(sayIn('en')), fr: createSearch(sayIn('fr')) };
const languages = ['en', 'fr'] as const;
const ids = (query: string, language: 'en' | 'fr' = 'en') =>
  searches[language](query).hits.map(({ id }) => id);

/** Every way in which a log, a tool or a person writes a number of 32 bits. */
const forms = (number: number): string[] => [
  String(number),
  String(number | 0),
  `0x${number.toString(16)}`,
  `0x${number.toString(16).toUpperCase().padStart(8, '0')}`,
  `error ${number}`,
  `(${number | 0})`,
  `ExitCode=${number}.`,
  `\u2212${number}`
    .replace('\u2212', (number | 0) < 0 ? '\u2212' : '')
    .replace(String(number), String(Math.abs(number | 0))),
  ...(number >= 2 ** 31 ? [number.toString(16), `0xFFFFFFFF${number.toString(16)}`] : []),
];

const numbered = entries.filter(({ number, also }) => number !== null || also.length > 0);

describe.each(languages)('in %s', (language) => {
  it('finds every entry by each form of its number', () =>
    holds(
      fc.property(fc.constantFrom(...numbered), fc.nat(), (entry, pick) => {
        const own = [...(entry.number === null ? [] : [entry.number]), ...entry.also];
        const number = own[pick % own.length] ?? expect.unreachable();
        for (const form of forms(number))
          expect([form, ids(form, language)]).toEqual([form, expect.arrayContaining([entry.id])]);
      }),
      400,
    ));

  it('puts the entry first whose log or tool is named beside its number', () =>
    holds(
      fc.property(fc.constantFrom(...entries.filter(({ number }) => number !== null)), (entry) => {
        const { number, kind } = entry;
        const [first] = searches[language](`${sayIn(language)(`search:kind.${kind}`)} ${number}`).hits;
        expect([first?.kind, first?.number]).toEqual([kind, number]);
      }),
      400,
    ));

  it('finds every entry by its title, and first those that are called so', () => {
    for (const [at, entry] of entries.entries()) {
      const written = sayIn(language)(entry.title);
      // Each second one as people type it: without accents, in capitals.
      const query = at % 2 === 0 ? written : written.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase();
      const titles = searches[language](query).hits.map(({ title }) => sayIn(language)(title));
      // A title may name a number: then what has that number stands there as well.
      expect(titles).toContain(written);
      if (numbersIn(query).length === 0) expect(titles[0]).toBe(written);
    }
  });

  it('answers anything, and calls no number unknown that was not asked for', () =>
    holds(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (query) => {
        const { hits, unknown } = searches[language](query);
        expect(hits.length).toBeLessThanOrEqual(entries.length);
        expect(unknown.every((number) => numbersIn(query).includes(number))).toBe(true);
      }),
      200,
    ));
});

it.each<[string, string]>([
  ['error 15', 'onboarding.15'],
  ['event 5', 'onboarding.5'],
  ['SENSE 5', 'sense.5'],
  ['sense event id 5', 'sense.5'],
  ['1603', 'msiexec.1603'],
  ['0x643', 'msiexec.1603'],
  ['0x80070643', 'msiexec.1603'],
  ['-2147023293', 'msiexec.1603'],
  ['2147944003', 'msiexec.1603'],
  ['MainEngineThread is returning 1603', 'msiexec.1603'],
  ['Installation failed. Error code: 0x80070643 (-2147023293)', 'msiexec.1603'],
  ['14098', 'dism.14098'],
  ['80240017', 'wusa.2149842967'],
  ['K20', 'K20'],
  ['target.accessDenied', 'gangway.target.accessDenied'],
  ['dism 0x80073712', 'dism.2147956498'],
])('%s leads to %s', (query, id) => {
  expect(ids(query)[0]).toBe(id);
});

it.each(['KB5005292', 'kb5005292', '5005292'])('finds what names an update by %s', (query) => {
  const { hits, unknown } = searches.en(query);
  expect(hits.length).toBeGreaterThan(0);
  expect(unknown).toEqual([]);
});

it('finds a word by its beginning, and every entry that has it', () => {
  const whole = ids('certificate');
  expect(whole.length).toBeGreaterThan(0);
  expect(ids('certific')).toEqual(expect.arrayContaining(whole));
});

it('finds the French words with and without their accents', () => {
  expect(ids('accès refusé', 'fr')).toEqual(ids('acces refuse', 'fr'));
  expect(ids('acces refuse', 'fr').length).toBeGreaterThan(0);
});

it.each([
  ['0xDEADBEEF', [0xdeadbeef]],
  ['4294967295', [0xffffffff]],
  ['-1', [0xffffffff]],
  ['error 987654', [987_654]],
])('says of %s that no table has it, and guesses nothing', (query, numbers) => {
  expect(searches.en(query)).toEqual({ hits: [], unknown: numbers, whole: true });
});

it('shows what has half of the words, and says so, where nothing has all', () => {
  const found = searches.en('certificate xylophone');
  expect(found.whole).toBe(false);
  expect(found.hits.length).toBeGreaterThan(0);
  expect(searches.en('xylophone')).toEqual({ hits: [], unknown: [], whole: true });
});

it.each(['', '   ', 'error code', '…', '4.18.26040.5001', 'x1603y', '99999999999999999999'])(
  'finds nothing by "%s"',
  (query) => {
    expect(searches.en(query)).toEqual({ hits: [], unknown: [], whole: true });
  },
);

it('has every cause in which a search through a server can end, each told once', () => {
  const titles = new Set(entries.map(({ title }) => title));
  expect(causes.filter(({ says }) => !titles.has(says.title))).toEqual([]);
  expect(entries.filter(({ kind }) => kind === 'cause').length).toBeGreaterThan(20);
});

it('has each entry once', () => {
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
});
