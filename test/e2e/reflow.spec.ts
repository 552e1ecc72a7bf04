import type { Page } from 'playwright/test';
import { expect, test } from './fixtures';
import { queueUp, readList } from './queueUp';
import { stepNames, type Walk } from './walk';

/** What is wider than its place: the page itself, or a part that scrolls sideways and is neither log nor code. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const edge = window.innerWidth;
    const free = (element: Element) => element.closest('pre, [role="region"][tabindex="0"]') !== null;
    const beyond = [...document.body.querySelectorAll('*')]
      .filter((element) => !free(element) && element.getBoundingClientRect().right > edge + 1)
      .map((element) => element.outerHTML.slice(0, 90));
    if (document.documentElement.scrollWidth > edge) found.push(`the page, by ${beyond.join(' | ')}`);
    for (const element of document.body.querySelectorAll('*')) {
      const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
      if (scrolls && !free(element) && element.scrollWidth > element.clientWidth + 1)
        found.push(
          `${element.className}: ${element.scrollWidth} in ${element.clientWidth}, by ${beyond.join(' | ')}`,
        );
    }
    return found;
  });

/** Opens a step by its number, through the menu where the rail is one. */
async function openStep(walk: Walk, number: number): Promise<void> {
  const menu = walk.page.getByRole('button', { name: /^\d+ of 10, / });
  if (await menu.isVisible()) await menu.click();
  await walk.page
    .getByRole('listitem')
    .getByRole('button', { name: new RegExp(`^${number}, `) })
    .click();
  await expect(walk.title).toHaveAccessibleName(new RegExp(`step ${number} of 10`));
}

async function expectFit(walk: Walk, where: string): Promise<void> {
  expect.soft(await tooWide(walk.page), where).toEqual([]);
  const { width, height } = walk.page.viewportSize() ?? { width: 0, height: 0 };
  const primary = walk.page.getByRole('contentinfo').getByRole('button').last();
  await primary.scrollIntoViewIfNeeded();
  const box = await primary.boundingBox();
  expect.soft(box, `the way on, ${where}`).not.toBeNull();
  if (box === null) return;
  expect.soft(box.x, `left edge, ${where}`).toBeGreaterThanOrEqual(0);
  expect.soft(box.x + box.width, `right edge, ${where}`).toBeLessThanOrEqual(width);
  expect.soft(box.y + box.height, `lower edge, ${where}`).toBeLessThanOrEqual(height);
  const covered = await primary.evaluate((button) => {
    const { left, top, width: w, height: h } = button.getBoundingClientRect();
    const hit = document.elementFromPoint(left + w / 2, top + h / 2);
    return hit === null || !(button.contains(hit) || hit.contains(button));
  });
  expect.soft(covered, `covered, ${where}`).toBe(false);
}

for (const [width, height] of [
  [900, 640],
  [320, 568],
] as const)
  test.describe(`a window of ${width} by ${height}`, () => {
    test('every page fits, and its way on can be reached', async ({ walk, page }) => {
      await walk.prepare({
        machine: '2016-prerequisites',
        packages: ['onboarding', 'installation', 'platformUpdate', 'onboardingLocal'],
        mode: 'Passive',
      });
      await page.setViewportSize({ width, height });
      for (const [index, name] of stepNames.entries()) {
        await openStep(walk, index + 1);
        await expectFit(walk, `${name} before changes`);
        // On the smallest windows the whole page scrolls, the banner with it.
        if (width >= 900) await expect.soft(page.getByText('Practice.', { exact: true })).toBeInViewport();
      }
      await page.getByRole('button', { name: 'Leave practice' }).click();
      expect.soft(await tooWide(page), 'first run').toEqual([]);
      await page.getByRole('button', { name: /^Practice/ }).click();
      expect.soft(await tooWide(page), 'practice').toEqual([]);
    });

    test('a queue fits, and what a list says', async ({ walk, page }) => {
      await walk.button('Start practice').click();
      await readList(
        walk,
        '2019-fresh; Lyon; wave 1\n2022-fresh; a tag as long as forty characters allow \nnowhere',
      );
      await page.setViewportSize({ width, height });
      expect.soft(await tooWide(page), 'what a list says').toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Add 2 servers' }).click();
      await page.setViewportSize({ width: 1280, height: 800 });
      await queueUp(walk, ['2019-fresh', '2022-fresh']);
      await page.setViewportSize({ width, height });
      expect.soft(await tooWide(page), 'a queue').toEqual([]);
    });

    test('a finished server and a failed one fit as well', async ({ walk, page }) => {
      await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
      await walk.startChanges();
      await walk.awaitCloud();
      await page.setViewportSize({ width, height });
      for (const number of [7, 8, 9, 10]) {
        await openStep(walk, number);
        await expectFit(walk, `${stepNames[number - 1] ?? ''} after onboarding`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await walk.button('Leave practice').click();
      await walk.prepare({
        machine: '2016-fails',
        packages: ['installation', 'platformUpdate'],
        mode: 'Active',
      });
      await walk.startChanges();
      await expect(page.getByRole('region', { name: 'What it said' })).toBeVisible({ timeout: 20_000 });
      await page.setViewportSize({ width, height });
      expect.soft(await tooWide(page), 'failure').toEqual([]);
    });
  });
