import type { Page } from 'playwright/test';
import { ask } from '../ask';
import { expect, test } from '../fixtures';
import { tabTo } from '../keys';
import type { Walk } from '../walk';
import { examine } from './examine';
import { expectWayOn } from './fit';
import { lookOver } from './lookOver';

const installation = ['installer', 'installScript', 'journal', 'sensorEvents', 'otherAgent'];

/** Opens a view of the desk by its address, and waits until it stands. */
async function openView(page: Page, view: '' | '/timeline'): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/logs${view}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(Logs|Journaux)$/);
}

/** Every state of the desk, one after the other. */
async function walkThrough(walk: Walk, look: (what: string) => Promise<void>): Promise<void> {
  const { page } = walk;
  const files = page.getByRole('list', { name: /^(Files|Fichiers)$/ });
  await openView(page, '');
  await look('logs, empty');
  await ask(page, 'addPracticeLogs', { ids: ['damaged'] });
  await expect(page.getByRole('heading', { name: /^(None of|Aucun de) / })).toBeVisible();
  await look('logs, refused');
  await ask(page, 'closeLogs', {});
  await ask(page, 'addPracticeLogs', { ids: installation });
  await expect(page.getByRole('heading', { name: /^(Where it says so|Où c’est écrit)$/ })).toBeVisible();
  await look('logs, cause');
  if (await files.isVisible()) await files.getByRole('button').first().click();
  await look('logs, a file open');
  await page.getByRole('button', { name: /^(Not the cause|Ce n’est pas la cause)$/ }).click();
  await look('logs, set aside');
  await openView(page, '/timeline');
  await expect(page.getByRole('table').getByRole('row').nth(2)).toBeVisible();
  await look('logs, timeline');
  const find = page.getByRole('textbox', { name: /^(Search all files|Chercher partout)$/ });
  await find.fill('1603');
  await expect(page.getByRole('heading', { name: /^(What was found|Ce qui a été trouvé)$/ })).toBeVisible();
  await look('logs, searched');
  await find.fill('');
}

test.describe('the logs', () => {
  test.setTimeout(150_000);

  test('have no finding of axe and fit every window, in every state', async ({ walk, page }) => {
    await expect(walk.title).toBeVisible();
    const look = lookOver(walk);
    await walkThrough(walk, (what) =>
      look(what, what === 'logs, empty' ? undefined : (where) => expectWayOn(walk, where)),
    );
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog', { name: 'Logs, explained' })).toBeVisible();
    await examine(page, 'logs, explained');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('table').getByRole('button').first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await examine(page, 'logs, text of a file');
  });

  test('are led by the keyboard alone, from the places to a line in its file', async ({ walk, page }) => {
    await openView(page, '');
    await expect(walk.title).toBeFocused();
    await tabTo(walk, walk.button(/^Read ?An installation that stopped$/), 8);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Where it says so' })).toBeVisible();
    await tabTo(walk, walk.button('Timeline'), 30);
    await page.keyboard.press('Enter');
    await tabTo(walk, page.getByRole('region', { name: 'Timeline' }), 20);
    await page.keyboard.press('Home');
    await tabTo(walk, page.getByRole('region', { name: 'Lines' }), 4);
    await expect(page.getByRole('region', { name: 'Lines' })).toHaveAttribute('aria-busy', 'false');
    await page.keyboard.press('End');
    await expect(page.getByRole('table').getByRole('button').last()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('table').getByRole('button').last()).toBeFocused();
    await tabTo(walk, walk.button('Close these files'), 6);
  });
});
