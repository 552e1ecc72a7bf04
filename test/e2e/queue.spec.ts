import { expect, test } from './fixtures';
import { queueUp, readList } from './queueUp';

test('three servers from a list: the pilot alone, the queue stops at a conflict, and goes on when told to', async ({
  walk,
  page,
}) => {
  await walk.button('Start practice').click();
  await readList(walk, '2019-fresh; pilot\n2019-conflict; wave 2\n2022-fresh; wave 2\nnowhere');
  const drawer = page.getByRole('dialog', { name: 'Open several practice servers' });
  await expect(drawer.getByRole('list', { name: 'Lines that are not taken' })).toContainText(
    'Line 4: nowhere',
  );
  await drawer.getByRole('button', { name: 'Add 3 servers' }).click();
  await expect(drawer).toBeHidden();
  const servers = page.getByRole('list', { name: 'Not read yet' }).getByRole('listitem');
  await expect(servers).toHaveCount(3);
  await page.getByRole('group', { name: 'Only servers with the tag' }).getByText('pilot').click();
  await expect(servers).toHaveCount(1);
  await page.getByRole('group', { name: 'Only servers with the tag' }).getByText('pilot').click();

  await queueUp(walk, ['2019-fresh', '2019-conflict', '2022-fresh']);
  const queue = page.getByRole('list', { name: 'Queue' }).getByRole('listitem');
  const says = page.getByRole('note').first();
  await expect(queue).toHaveCount(3);
  await expect(says).toHaveText('3 servers wait. Nothing starts before you start the queue.');
  await page.getByRole('combobox', { name: 'At the same time' }).selectOption('1');
  await walk.button('Start the queue').click();

  await expect(queue.nth(0)).toContainText('Every action of the plan is done', { timeout: 30_000 });
  await expect(queue.nth(1)).toContainText('It ran, but the server does not show it', { timeout: 30_000 });
  await expect(says).toContainText('1 server waits and was not touched');
  await expect(queue.nth(2)).toContainText('Waits for its turn');
  await walk.button('Go on with the rest').click();
  await expect(queue.nth(2)).toContainText('Every action of the plan is done', { timeout: 30_000 });
  await expect(says).toHaveText('Every server of the queue has ended.');
});
