import { expect, test } from '../fixtures';
import { giveResult, openToolFolder } from '../offline/toolFolder';
import type { Walk } from '../walk';
import { examine } from './examine';
import { cutOrOver, speak, tooWide } from './fit';

/** Where Microsoft's tool is chosen, and where its folder for Server 2008 R2 is written, with a result. */
async function walkThrough(walk: Walk, look: (what: string) => Promise<void>): Promise<void> {
  const { page } = walk;
  await openToolFolder(page);
  await look('the folder for Server 2008 R2');
  await giveResult(page, 'OLD-FS01', 400);
  await expect(page.getByRole('listitem').filter({ hasText: 'OLD-FS01' })).toBeVisible();
  await look('the folder, a result');
  await walk.prepare({
    machine: '2016-trellix',
    packages: ['platformUpdate', 'deploymentTool', 'onboardingFile'],
    mode: 'Passive',
  });
  await page.getByRole('radio', { name: /Microsoft/ }).check();
  await expect(page.locator('details')).not.toHaveCount(0);
  await look('the plan, by the tool');
}

test.describe("Microsoft's deployment tool", () => {
  test.setTimeout(150_000);

  test('has no finding of axe in any look', async ({ walk, page }) => {
    await expect(walk.title).toBeVisible();
    await walkThrough(walk, async (what) => {
      await examine(page, what);
    });
  });

  for (const [width, height] of [
    [1024, 700],
    [320, 568],
  ] as const)
    test(`fits a window of ${width} by ${height}`, async ({ walk, page }) => {
      await expect(walk.title).toBeVisible();
      await page.setViewportSize({ width, height });
      await walkThrough(walk, async (what) => {
        for (const language of width === 1024 ? (['fr', 'en'] as const) : (['en'] as const)) {
          await speak(page, language);
          expect.soft(await tooWide(page), what).toEqual([]);
          expect.soft(await cutOrOver(page), what).toEqual([]);
        }
      });
    });
});
