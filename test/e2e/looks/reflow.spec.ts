import type { Page } from 'playwright/test';
import { cutOrOver, expectFit, openStep, tooWide, wordless } from './fit';
import { expect, test } from '../fixtures';
import { decideForAll, openSeveral, queueUp, readList } from '../queueUp';
import { stepNames } from '../walk';

/** Looks at what is shown in each of the small windows, and goes back to the usual one. */
async function inSmallWindows(page: Page, look: (width: number, where: string) => Promise<void>) {
  for (const [width, height] of [
    [900, 640],
    [320, 568],
  ] as const) {
    await page.setViewportSize({ width, height });
    await look(width, `${width} by ${height}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test.describe('windows of 900 by 640 and of 320 by 568', () => {
  test.setTimeout(90_000);

  test('every page fits, and its way on can be reached', async ({ walk, page }) => {
    await walk.prepare({
      machine: '2016-prerequisites',
      packages: ['onboarding', 'installation', 'platformUpdate', 'onboardingLocal'],
      mode: 'Passive',
    });
    await inSmallWindows(page, async (width, where) => {
      for (const [index, name] of stepNames.entries()) {
        await openStep(walk, index + 1);
        await expectFit(walk, `${name} before changes, ${where}`);
        // On the smallest windows the whole page scrolls, the banner with it.
        if (width >= 900) await expect.soft(page.getByText('Practice.', { exact: true })).toBeInViewport();
      }
    });
    await page.getByRole('button', { name: 'Leave practice' }).click();
    await inSmallWindows(page, async (width, where) => {
      expect.soft(await tooWide(page), `first run, ${where}`).toEqual([]);
      // Between these two widths the rail is a column of icons.
      if (width < 900) expect.soft(await wordless(page), `first run, ${where}`).toEqual([]);
    });
    await page.getByRole('button', { name: /^Practice/ }).click();
    await inSmallWindows(page, async (_, where) => {
      expect.soft(await tooWide(page), `practice, ${where}`).toEqual([]);
    });
  });

  test('a queue fits, and what a list says', async ({ walk, page }) => {
    await walk.button('Start practice').click();
    await readList(
      walk,
      '2019-fresh; Lyon; wave 1\n2022-fresh; a tag as long as forty characters allow \nnowhere',
    );
    await inSmallWindows(page, async (_, where) => {
      expect.soft(await tooWide(page), `what a list says, ${where}`).toEqual([]);
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Add 2 servers' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await queueUp(walk, ['2019-fresh', '2022-fresh']);
    await inSmallWindows(page, async (_, where) => {
      expect.soft(await tooWide(page), `a queue, ${where}`).toEqual([]);
    });
  });

  test('one decision for several servers fits, before and after', async ({ walk, page }) => {
    await openSeveral(walk, ['2019-fresh-01; Lyon', '2022-fresh-01; Lyon', '2016-prerequisites-01; Nord']);
    await inSmallWindows(page, async (_, where) => {
      expect.soft(await tooWide(page), `before, ${where}`).toEqual([]);
      expect.soft(await cutOrOver(page), `before, ${where}`).toEqual([]);
    });
    await decideForAll(walk);
    await inSmallWindows(page, async (_, where) => {
      expect.soft(await tooWide(page), `decided, ${where}`).toEqual([]);
      expect.soft(await cutOrOver(page), `decided, ${where}`).toEqual([]);
      const confirm = walk.button('Add 3 plans to the queue');
      await confirm.scrollIntoViewIfNeeded();
      await expect.soft(confirm, where).toBeInViewport({ ratio: 1 });
    });
  });

  test('a finished server and a failed one fit as well', async ({ walk, page }) => {
    await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await walk.awaitCloud();
    await inSmallWindows(page, async (_, where) => {
      for (const number of [7, 8, 9, 10]) {
        await openStep(walk, number);
        await expectFit(walk, `${stepNames[number - 1] ?? ''} after onboarding, ${where}`);
      }
    });
    await walk.button('Leave practice').click();
    await walk.prepare({
      machine: '2016-fails',
      packages: ['installation', 'platformUpdate'],
      mode: 'Active',
    });
    await walk.startChanges();
    await expect(page.getByRole('region', { name: 'What it said' })).toBeVisible({ timeout: 20_000 });
    await inSmallWindows(page, async (_, where) => {
      expect.soft(await tooWide(page), `failure, ${where}`).toEqual([]);
    });
  });
});
