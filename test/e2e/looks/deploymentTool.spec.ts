import { expect, test } from '../fixtures';
import { giveResult, openToolFolder } from '../offline/toolFolder';
import type { Walk } from '../walk';
import { lookOver, type Look } from './lookOver';

/** Where Microsoft's tool is chosen, and where its folder for Server 2008 R2 is written, with a result. */
async function walkThrough(walk: Walk, look: Look): Promise<void> {
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

test("Microsoft's deployment tool has no finding of axe and fits every window, in every state", async ({
  walk,
}) => {
  test.setTimeout(150_000);
  await expect(walk.title).toBeVisible();
  await walkThrough(walk, lookOver(walk));
});
