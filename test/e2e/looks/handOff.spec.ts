import { ask } from '../ask';
import { expect, test } from '../fixtures';
import { tabTo } from '../keys';
import type { Walk } from '../walk';
import { lookOver, type Look } from './lookOver';

/** Three practice servers that were read, with the package of their tenant. */
async function prepare(walk: Walk): Promise<void> {
  const { page } = walk;
  for (const machine of ['2016-trellix', '2012r2-fresh', '2022-fresh'] as const) {
    const { targetId } = await ask(page, 'addTarget', { kind: 'practice', machine });
    await ask(page, 'connect', { targetId });
    await ask(page, 'readFacts', { targetId });
  }
  const ids = ['onboarding', 'installation'];
  await ask(page, 'addPracticePackages', { to: 'practice-2016-trellix', ids });
  await page.evaluate(() => {
    window.location.hash = '#/handoff/practice';
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/many servers|plusieurs serveurs/);
}

/** The page with each tool, for what it does to servers, and while something typed cannot be meant. */
async function walkThrough(walk: Walk, look: Look): Promise<void> {
  const { page } = walk;
  const radio = (index: number) => page.getByRole('radio').nth(index);
  await prepare(walk);
  await look('Group Policy, nothing named');
  await page.getByRole('textbox').nth(1).fill('\\\\nord-fs01.nord.example\\gangway$\\defender');
  await page.getByRole('textbox').nth(2).fill('nord');
  await look('a folder that cannot be meant');
  await page.getByRole('textbox').nth(2).fill('\\\\nord-fs01.nord.example\\results$');
  for (const [index, tool] of ['Group Policy', 'Configuration Manager', 'Ansible', 'scripts'].entries()) {
    await radio(index).check();
    await expect(page.getByRole('list').last()).toBeVisible();
    await look(tool);
  }
  await radio(0).check();
  await radio(6).check();
  await look('offboarding without its package');
}

test.describe('many servers by other tools', () => {
  test.setTimeout(150_000);

  test('have no finding of axe and fit every window, in every state', async ({ walk }) => {
    await expect(walk.title).toBeVisible();
    await walkThrough(walk, lookOver(walk));
  });

  test('are chosen, named and written by the keyboard alone', async ({ walk, page }) => {
    await prepare(walk);
    await tabTo(walk, page.getByRole('radio', { name: 'Group Policy' }), 12);
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('radio', { name: 'Scripts' })).toBeChecked();
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('radio', { name: 'Ansible' })).toBeChecked();
    const taken = page.getByRole('checkbox', { name: 'PRACTICE-2022 takes part' });
    await tabTo(walk, taken, 8);
    await page.keyboard.press('Space');
    await expect(taken).not.toBeChecked();
    await tabTo(walk, page.getByRole('textbox', { name: /^Folder on a share/ }), 8);
    await page.keyboard.type('\\\\nord\\files');
    await tabTo(walk, walk.primary('Write the files'), 30);
    await expect(walk.primary('Write the files')).not.toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The files are written and were read back.')).toBeVisible();
  });
});
