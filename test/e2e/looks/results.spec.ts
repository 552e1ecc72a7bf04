import { ask } from '../ask';
import { expect, test } from '../fixtures';
import { tabTo } from '../keys';
import type { Walk } from '../walk';
import { lookOver, type Look } from './lookOver';

const open = (walk: Walk) =>
  walk.page.evaluate(() => {
    window.location.hash = '#/results/practice';
  });

/** Every state of the page of results, one after the other. */
async function walkThrough(walk: Walk, look: Look): Promise<void> {
  const { page } = walk;
  await ask(page, 'addTarget', { kind: 'practice', machine: '2022-fresh' });
  await open(walk);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Results|Résultats/);
  await look('nothing read');
  await ask(page, 'playFleet', {});
  await expect(page.getByRole('row').nth(6)).toBeVisible();
  await look('results and a list without its columns');
  const { fleet } = await ask(page, 'getSession', {});
  const list = fleet.lists[0];
  if (list === undefined) throw new Error('no list');
  await ask(page, 'nameColumns', { list: list.id, chosen: list.chosen, confirmed: true });
  await ask(page, 'takeFleet', { practice: true, add: true });
  await expect(page.getByRole('button', { name: /^(Noted|Noté) / }).first()).toBeVisible();
  await look('taken');
}

test.describe('results of a fleet', () => {
  test.setTimeout(120_000);

  test('have no finding of axe and fit every window, in every state', async ({ walk }) => {
    await expect(walk.title).toBeVisible();
    await walkThrough(walk, lookOver(walk));
  });

  test('are read, named and taken by the keyboard alone, and each opens its overview', async ({
    walk,
    page,
  }) => {
    await ask(page, 'addTarget', { kind: 'practice', machine: '2022-fresh' });
    await open(walk);
    await expect(walk.title).toHaveText('Results of many servers');
    await tabTo(walk, walk.button('Let a practice fleet answer'), 10);
    await page.keyboard.press('Enter');
    await tabTo(walk, walk.button('Use these columns'), 30);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Its rows count.')).toBeVisible();
    await tabTo(walk, walk.primary('Take into the list'), 40);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Servers added: 3. Servers noted: 4.')).toBeVisible();
    await walk.button('Back').press('Enter');
    const row = page.getByRole('listitem').filter({ hasText: 'Its fleet says: Conflict' });
    await expect(row).toBeVisible();
    await open(walk);
    await walk.button(/Open 2019-fresh-22/).press('Enter');
    await expect(page.getByRole('heading', { name: 'What its fleet says' })).toBeVisible();
    await expect(page.getByText('This is a hint and no proof.')).toBeVisible();
  });
});
