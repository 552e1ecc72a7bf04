import { ask } from '../e2e/ask';
import { expect, test } from '../e2e/fixtures';
import { picture } from './album';

const small = { french: true, width: 1024, height: 700 };

test('results of many servers', async ({ walk, page }) => {
  await expect(walk.title).toBeVisible();
  for (const machine of ['2016-trellix', '2012r2-fresh', '2022-fresh'])
    await ask(page, 'addTarget', { kind: 'practice', machine });
  await page.evaluate(() => {
    window.location.hash = '#/results/practice';
  });
  await walk.button('Let a practice fleet answer').click();
  await expect(page.getByRole('heading', { name: 'Columns of devices.csv' })).toBeVisible();
  await picture(page, '155-results');
  await walk.button('Use these columns').click();
  await expect(page.getByText('Its rows count.')).toBeVisible();
  await walk.button('Take into the list').click();
  await expect(page.getByText('Taken into the list.')).toBeVisible();
  await walk.title.scrollIntoViewIfNeeded();
  await picture(page, '156-results-french', small);
  await walk.button('Back').click();
  await expect(page.getByText(/^Its fleet says: /).first()).toBeVisible();
  await walk.title.scrollIntoViewIfNeeded();
  await picture(page, '157-results-in-list');
});
