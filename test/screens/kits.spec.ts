import { ask } from '../e2e/ask';
import { expect, test } from '../e2e/fixtures';
import { giveKit, openKits, prepareKit, siteFiles, withoutFile, writtenAt } from '../e2e/offline/siteKit';
import { picture } from './album';

const small = { french: true, width: 1024, height: 700 };

test('a kit for a site, built and opened', async ({ walk, page }) => {
  await expect(walk.title).toBeVisible();
  await prepareKit(
    page,
    siteFiles.filter((id) => id !== 'intelligence' && id !== 'updateTelemetry'),
  );
  await openKits(page, 'build');
  await expect(page.getByRole('table').getByRole('row').nth(3)).toBeVisible();
  await picture(page, '115-kit-build');
  await picture(page, '116-kit-build-french', small);
  await page.getByRole('heading', { name: 'How the site reaches the cloud' }).scrollIntoViewIfNeeded();
  await page.getByRole('radio', { name: 'Not at all' }).check();
  await picture(page, '117-kit-way');

  await prepareKit(page);
  await walk.primary('Write kit').click();
  const incomplete = await writtenAt(page);
  await openKits(page, 'kits');
  await expect(page.getByRole('list', { name: 'Kits of this computer' }).getByRole('listitem')).toHaveCount(
    1,
  );
  await picture(page, '118-kits');
  await picture(page, '119-kits-french', small);
  await giveKit(page, await withoutFile(incomplete, 'intelligence'));
  await expect(page.getByRole('heading', { name: 'Kit Nord, November' })).toBeVisible();
  await picture(page, '120-kit-opened');
  await picture(page, '121-kit-opened-french', small);
  await ask(page, 'closeSite', {});
});
