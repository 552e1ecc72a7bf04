import { ask } from '../ask';
import { expect, test } from '../fixtures';
import { tabTo } from '../keys';
import { giveKit, openKits, prepareKit, siteFiles, withoutFile, writtenAt } from '../offline/siteKit';
import type { Walk } from '../walk';
import { lookOver, type Look } from './lookOver';

/** Every state of Kits, one after the other. */
async function walkThrough(walk: Walk, look: Look): Promise<void> {
  const { page } = walk;
  await openKits(page, 'kits');
  await look('kits, none');
  await openKits(page, 'build');
  await look('a kit for nobody');
  await prepareKit(
    page,
    siteFiles.filter((id) => id !== 'intelligence'),
  );
  await expect(page.getByRole('table').getByRole('row').nth(3)).toBeVisible();
  for (const folded of await page.locator('summary').all()) await folded.click();
  await look('a kit that is put together');
  await ask(page, 'writeSite', { form: 'zip', incomplete: true });
  const zip = await writtenAt(page);
  await openKits(page, 'kits');
  await expect(page.getByRole('listitem').filter({ hasText: 'Nord, November' })).toBeVisible();
  await look('kits, one');
  await giveKit(page, await withoutFile(zip, 'installation'));
  await expect(page.getByRole('heading', { name: 'Kit Nord, November' })).toBeVisible();
  await look('an opened kit');
}

test.describe('kits for sites', () => {
  test.setTimeout(150_000);

  test('have no finding of axe and fit every window, in every state', async ({ walk }) => {
    await expect(walk.title).toBeVisible();
    await walkThrough(walk, lookOver(walk));
  });

  test('are built by the keyboard alone', async ({ walk, page }) => {
    await openKits(page, 'build');
    await tabTo(walk, walk.button('Add a profile'), 8);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(walk, dialog.getByRole('radio', { name: 'Windows Server 2012 R2' }), 4);
    await page.keyboard.press('Space');
    await tabTo(walk, dialog.getByRole('button', { name: 'Add', exact: true }), 4);
    await page.keyboard.press('Enter');
    await expect(page.getByText('1 server, not read')).toBeVisible();
    await tabTo(walk, walk.button('One more, Windows Server 2012 R2'), 8);
    await page.keyboard.press('Enter');
    await expect(page.getByText('2 servers, none read')).toBeVisible();
    await tabTo(walk, walk.primary('Write it incomplete'), 40);
    await page.keyboard.press('Enter');
    await writtenAt(page);
  });
});
