import type { Page } from 'playwright/test';
import { expect } from '../fixtures';
import { violations } from './violations';

/** How a page can look. The last one is that in which it is asked about everything but colours. */
const looks = [
  { name: 'forced colours', media: { colorScheme: 'light', forcedColors: 'active' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
] as const;
/** For axe, contrast is five sixths of the work. */
const colours = ['color-contrast', 'link-in-text-block'];

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
  for (const { name, media } of looks) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    const found = await violations(page, { only: colours, seen: seenOn(page, name) });
    expect.soft(found, `${what}, ${name}`).toEqual([]);
  }
  expect.soft(await violations(page, { without: colours }), what).toEqual([]);
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  expect.soft(moving, `what moves on ${what} although less motion was asked for`).toBe(0);
  expect.soft(await smallTargets(page), `targets below 24 px on ${what}`).toEqual([]);
  return looks.length;
}
