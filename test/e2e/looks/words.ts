import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { z } from 'zod';
import { rawWords } from '../../../shared/checks/checkValue';
import { expect } from '../fixtures';

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

/** No key stands where a text should, and French has no English sentence and no raw word of a fact in it. */
export async function expectWords(page: Page, language: 'en' | 'fr', where: string): Promise<void> {
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
