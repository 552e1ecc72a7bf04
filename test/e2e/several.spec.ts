import { expect, test } from './fixtures';
import { ask } from './ask';
import { readMany } from './queueUp';

/** Thirty practice servers of three kinds, as a list of real ones would name them. */
const thirty = [
  ...Array.from({ length: 12 }, (_, n) => `2019-fresh-${String(n + 1).padStart(2, '0')}; Lyon`),
  ...Array.from({ length: 10 }, (_, n) => `2022-fresh-${String(n + 1).padStart(2, '0')}; Nord`),
  ...Array.from({ length: 8 }, (_, n) => `2016-trellix-${String(n + 1).padStart(2, '0')}; Nord`),
];

test('thirty servers that were read stand in the queue after at most ten clicks, and none is touched', async ({
  walk,
  page,
}) => {
  test.setTimeout(180_000);
  await readMany(walk, thirty);

  // From here on every press of a person counts.
  await page.evaluate(() => {
    Reflect.set(window, 'presses', 0);
    window.addEventListener(
      'pointerdown',
      () => Reflect.set(window, 'presses', Number(Reflect.get(window, 'presses')) + 1),
      true,
    );
  });
  await walk.button('Decide for several').click();
  await expect(walk.title).toHaveText('Several servers');
  await expect(page.getByText('30 of 30 chosen')).toBeVisible();
  await page.getByRole('radio', { name: 'What fits each server' }).click();
  await expect(page.getByText(/Passive on 8:/)).toBeVisible();
  for (const box of await page.getByRole('checkbox', { name: /Needed on/ }).all()) await box.click();
  await walk.button('Decide for 30 servers').click();
  await expect(page.getByText('Decided for 30 servers. Their plans stand below.')).toBeVisible();

  await expect(page.getByText('30 of 30 plans can be confirmed')).toBeVisible();
  const sheet = page.getByRole('region', { name: 'Look and confirm' });
  // Every server is named with its plan, and every plan can be opened.
  await expect(sheet.getByRole('button', { name: /Open its plan$/ })).toHaveCount(30);
  await expect(sheet.getByRole('list', { name: 'What to know before you confirm' })).toContainText(
    'Passive on 8: PRACTICE-2016-01',
  );
  const number = sheet.getByRole('textbox', { name: 'Type the number of servers' });
  const confirm = walk.button('Add 30 plans to the queue');
  await number.click();
  await number.fill('22');
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await number.fill('30');
  await confirm.click();
  await expect(walk.title).toHaveText('Practice');
  const queue = page.getByRole('list', { name: 'Queue' }).getByRole('listitem');
  await expect(queue).toHaveCount(30);
  expect(await page.evaluate(() => Number(Reflect.get(window, 'presses')))).toBeLessThanOrEqual(10);

  await expect(page.getByText('30 servers wait. Nothing starts before you start the queue.')).toBeVisible();
  const { targets, queues } = await ask(page, 'getSession', {});
  expect(targets.every(({ run, changes }) => run === null && changes.length === 0)).toBe(true);
  expect(queues.practice.entries.every(({ state }) => state === 'waiting')).toBe(true);
  // The confirmed plans are good: the first of them is carried out to its end.
  await walk.button('Start the queue').click();
  await expect(queue.first()).toContainText('Every action of the plan is done', { timeout: 60_000 });
  await walk.button('Stop each after its action').click();
});
