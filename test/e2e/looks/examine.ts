import type { Page } from 'playwright/test';
import { expect } from '../fixtures';
import { violations } from './violations';

/** How a page can look: the rules that this can break beyond what the first look found, and the surroundings. */
interface Look {
  readonly name: string;
  readonly rules: readonly string[] | null;
  readonly media: Parameters<Page['emulateMedia']>[0];
}
const contrast = ['color-contrast', 'link-in-text-block'];
const looks: readonly Look[] = [
  { name: 'light', rules: null, media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', rules: contrast, media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', rules: contrast, media: { colorScheme: 'light', forcedColors: 'active' } },
];

/** Where words of a page were seen in a look. The same places have the same colours in the next state of the page. */
const seen = new WeakMap<Page, Map<string, Set<string>>>();

function seenOn(page: Page, look: string): Set<string> {
  const ofPage = seen.get(page) ?? new Map<string, Set<string>>();
  seen.set(page, ofPage);
  const places = ofPage.get(look) ?? new Set<string>();
  ofPage.set(look, places);
  return places;
}

/** Buttons and fields that are smaller than 24 by 24 and no part of a sentence (WCAG 2.2, 2.5.8). */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, textarea, a[href], [role="menuitem"]')]
      .filter((element) => {
        // What is chosen by pressing its words is as large as these.
        const target = element.closest('label') ?? element;
        const { width, height } = target.getBoundingClientRect();
        const hidden = width <= 1 || height <= 1 || getComputedStyle(element).visibility === 'hidden';
        return !hidden && (width < 23.5 || height < 23.5);
      })
      .map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return `${Math.round(width)} x ${Math.round(height)}: ${element.outerHTML.slice(0, 160)}`;
      }),
  );

/** Examines what is shown now in every look, that nothing moves, and that everything is large enough to be hit. Answers how many looks it had. */
export async function examine(page: Page, what: string): Promise<number> {
  await expect(page.locator('h1').first(), `the page of ${what} is there`).toBeVisible();
  for (const { name, rules, media } of looks) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    // For axe, contrast is five sixths of the work. The first look asks it of everything.
    const places = rules === contrast ? seenOn(page, name) : null;
    expect.soft(await violations(page, rules, places), `${what}, ${name}`).toEqual([]);
  }
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  expect.soft(moving, `what moves on ${what} although less motion was asked for`).toBe(0);
  expect.soft(await smallTargets(page), `targets below 24 px on ${what}`).toEqual([]);
  return looks.length;
}
