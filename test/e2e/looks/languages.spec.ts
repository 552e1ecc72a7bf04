import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { z } from 'zod';
import { rawWords } from '../../../shared/checks/checkValue';
import { expect, test } from '../fixtures';
import { stepNames, type Walk } from '../walk';

interface Texts {
  readonly [key: string]: string | Texts;
}
const textsSchema: z.ZodType<Texts> = z.lazy(() => z.record(z.string(), z.union([z.string(), textsSchema])));

const folder = new URL('../../../shared/locales/', import.meta.url);
const areas = readdirSync(new URL('en/', folder)).map((name) => name.replace('.json', ''));
const read = (language: string, area: string) =>
  textsSchema.parse(JSON.parse(readFileSync(new URL(`${language}/${area}.json`, folder), 'utf8')));

function flat(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  );
}

const english = areas.flatMap((area) =>
  flat(read('en', area)).map(([key, text]) => [`${area}:${key}`, text] as const),
);
const french = new Map(
  areas.flatMap((area) => flat(read('fr', area)).map(([key, text]) => [`${area}:${key}`, text])),
);
/** Every key with and without its area, plural endings left out: what a missing text looks like on a page. */
const keys = new Set(
  english.flatMap(([key]) => {
    const plain = key.replace(/_(zero|one|other)$/, '');
    return [plain, plain.slice(plain.indexOf(':') + 1)].filter((each) => /[.:]/.test(each));
  }),
);
/** English texts of more than one word that no French text is the same as; those with placeholders are left out. */
const sameInFrench = new Set(french.values());
const onlyEnglish = new Set(
  english
    .map(([, text]) => text)
    .filter((text) => text.includes(' ') && !text.includes('{{') && !sameInFrench.has(text)),
);

/** Raw words of facts that French has another word for. */
const rawOnly = new Set<string>(rawWords.filter((word) => french.get(`values:word.${word}`) !== word));

/** Every text a person can read or hear on the page, but what is marked as being in another language. */
const shownTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const language = document.documentElement.lang;
    const ours = (element: Element | null) => element?.closest('[lang]')?.getAttribute('lang') === language;
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (ours(node.parentElement)) found.push((node.textContent ?? '').trim());
    for (const element of document.body.querySelectorAll('*'))
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt'])
        if (ours(element)) found.push(element.getAttribute(name) ?? '');
    return found.filter((text) => text !== '');
  });

async function expectWords(page: Page, language: 'en' | 'fr', where: string): Promise<void> {
  const texts = await shownTexts(page);
  const raw = texts.filter((text) => keys.has(text) || text.includes('{{'));
  expect.soft(raw, `keys without a text on ${where}, ${language}`).toEqual([]);
  if (language === 'fr') {
    expect
      .soft(
        texts.filter((text) => onlyEnglish.has(text)),
        `English on ${where}`,
      )
      .toEqual([]);
    expect
      .soft(
        texts.filter((text) => text.split(', ').some((part) => rawOnly.has(part))),
        `raw words on ${where}`,
      )
      .toEqual([]);
  }
}

/** Opens the settings from the list of servers, in whatever language they are. */
async function chooseLanguage(walk: Walk, language: 'en' | 'fr'): Promise<void> {
  await walk.button(/^(Settings|Réglages|Paramètres)$/).click();
  await walk.page.getByRole('combobox', { name: /^(Language|Langue)$/ }).selectOption(language);
  await expect.poll(() => walk.page.evaluate(() => document.documentElement.lang)).toBe(language);
  await expectWords(walk.page, language, 'settings');
  await walk.page.keyboard.press('Escape');
}

test.describe('both languages', () => {
  test.setTimeout(90_000);

  test('the language is switched while the app runs, and no page lacks a text', async ({ walk, page }) => {
    await expectWords(page, 'en', 'first run');
    await walk.prepare({
      machine: '2012r2-prerequisites',
      packages: ['onboarding', 'installation', 'updateUcrt', 'onboardingLocal'],
      mode: 'Active',
    });
    for (const language of ['en', 'fr'] as const) {
      await page.getByRole('button', { name: /^(Leave practice|Quitter)/ }).click();
      await chooseLanguage(walk, language);
      await expectWords(page, language, 'first run');
      for (const [index, place] of ['kits', 'logs', 'practice'].entries()) {
        await page
          .getByRole('navigation')
          .getByRole('button')
          .nth(index + 1)
          .click();
        await expectWords(page, language, place);
      }
      await page
        .getByRole('button', { name: /PRACTICE-\S+$/ })
        .first()
        .click();
      for (const [index, name] of stepNames.entries()) {
        await page
          .getByRole('listitem')
          .getByRole('button', { name: new RegExp(`^${index + 1}, `) })
          .click();
        await expect(walk.title).toBeFocused();
        await expectWords(page, language, name);
      }
    }
    await expect(walk.title).toHaveAccessibleName(/étape 10 sur 10/);
  });

  test('a finished server tells its story in French, whatever its Windows speaks', async ({ walk, page }) => {
    await walk.prepare({ machine: '2019de-fresh', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await walk.awaitCloud();
    await walk.primary('Continue to detection test').click();
    await walk.confirmAlert();
    await walk.saveReport();
    await walk.button('Leave practice').click();
    await chooseLanguage(walk, 'fr');
    await page.getByRole('navigation').getByRole('button').nth(3).click();
    await page
      .getByRole('button', { name: /PRACTICE-2019DE$/ })
      .first()
      .click();
    for (const [index, name] of stepNames.entries()) {
      await page
        .getByRole('listitem')
        .getByRole('button', { name: new RegExp(`^${index + 1}, `) })
        .click();
      await expect(walk.title).toBeFocused();
      await expectWords(page, 'fr', `${name}, finished`);
    }
    const report = page.frameLocator('iframe').getByRole('heading', { level: 1 });
    await expect(report).toBeVisible();
  });
});
