import { expect, test } from '../e2e/fixtures';
import { decideForAll, openSeveral, queueUp, readList } from '../e2e/queueUp';
import { picture } from './album';

const eight = [
  '2019-fresh',
  '2022-fresh',
  '2019-conflict',
  '2025-fresh',
  '2019core-fresh',
  '2022core-fresh',
  '2025core-fresh',
  'sac20h2-fresh',
] as const;

test.describe('several servers', () => {
  test('a list, a queue of eight with one that fails, and tags', async ({ walk, page }) => {
    test.setTimeout(400_000);
    await walk.button('Start practice').click();
    const lines = eight.map((id, index) => `${id}; ${index < 3 ? 'Lyon; wave 1' : 'Nord; wave 2'}`);
    await readList(
      walk,
      ['# servers of this week', ...lines, '2019-FRESH', 'nord fs03', '; Lyon'].join('\n'),
    );
    await picture(page, '60-list-preview');
    await page.getByRole('dialog').getByRole('button', { name: 'Add 8 servers' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await queueUp(walk, eight);
    await page.getByRole('combobox', { name: 'At the same time' }).selectOption('2');
    await walk.button('Start the queue').click();
    await page.getByText(/^The queue stopped at/).waitFor({ timeout: 60_000 });
    await expect(page.getByRole('list', { name: 'Queue' }).getByText('At work on the server')).toHaveCount(0);
    await picture(page, '61-queue-stopped');
    await picture(page, '62-queue-french', { french: true });
    await picture(page, '63-queue-narrow', { width: 900, height: 640 });
    await page.getByRole('group', { name: 'Only servers with the tag' }).getByText('wave 1').click();
    await page.getByRole('group', { name: 'Only servers with the tag' }).scrollIntoViewIfNeeded();
    await page.getByRole('heading', { name: 'Needs you' }).scrollIntoViewIfNeeded();
    await picture(page, '64-servers-by-tag', { height: 1500 });
  });

  test('one decision for several, and their plans on one sheet', async ({ walk, page }) => {
    await openSeveral(walk, [
      '2019-fresh-01; Lyon',
      '2019-fresh-02; Lyon',
      '2022-fresh-01; Lyon',
      '2016-prerequisites-01; Nord',
      '2016-trellix-02; Nord',
    ]);
    await picture(page, '75-several-decide', { height: 1000 });
    await decideForAll(walk);
    await page.getByRole('textbox', { name: 'Type the number of servers' }).fill('5');
    await page.getByRole('heading', { name: 'Look and confirm' }).scrollIntoViewIfNeeded();
    await picture(page, '76-several-confirm', { height: 2200 });
    await picture(page, '77-several-confirm-french', { french: true, height: 2200 });
  });
});
