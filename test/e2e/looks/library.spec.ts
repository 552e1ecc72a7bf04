import type { Page } from 'playwright/test';
import { ask } from '../ask';
import { expect, test } from '../fixtures';
import { mostTabs, tabTo } from '../keys';
import { lookOver } from './lookOver';

const ids = ['installation', 'onboarding', 'deploymentTool', 'offboardingFile', 'trustedRoots'];

/** Opens the library by its address, with a server that chooses from it, and waits until it stands. */
async function openLibrary(page: Page): Promise<void> {
  const { targetId } = await ask(page, 'addTarget', { kind: 'practice', machine: '2016-trellix' });
  await ask(page, 'connect', { targetId });
  await ask(page, 'readFacts', { targetId });
  await ask(page, 'addPracticePackages', { to: 'libraryPractice', ids });
  await ask(page, 'addPracticePackages', { to: 'libraryPractice', ids: ['offboardingExpired'] });
  await page.evaluate(() => {
    window.location.hash = '#/kits/library';
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(Library|Bibliothèque)$/);
  await expect(page.getByRole('rowheader')).toHaveCount(ids.length);
}
const drawer = (page: Page) => page.getByRole('dialog');

test.describe('the library', () => {
  test.setTimeout(150_000);

  test('has no finding of axe and fits every window, with a file open and while it is asked for too', async ({
    walk,
    page,
  }) => {
    const look = lookOver(walk);
    await expect(walk.title).toBeVisible();
    await openLibrary(page);
    await expect(page.getByText(/This offboarding package has ended/)).toBeVisible();
    await look('library');
    await page.getByRole('button', { name: 'Installation package', exact: true }).click();
    await expect(drawer(page).getByText('Used by')).toBeVisible();
    await look('library, a file open');
    await drawer(page).getByRole('button', { name: 'Remove from library' }).click();
    await expect(drawer(page).getByText('PRACTICE-2016 chooses it.')).toBeVisible();
    await look('library, asked');
  });

  test('is walked by keyboard: one stop for the table, arrows within, and a file is kept or removed', async ({
    walk,
    page,
  }) => {
    await expect(walk.title).toBeVisible();
    await openLibrary(page);
    const first = page.getByRole('table').getByRole('button').first();
    await tabTo(walk, first, mostTabs);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('table').getByRole('button').nth(1)).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(drawer(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await expect(first).toBeFocused();
    await page.keyboard.press('Enter');
    await tabTo(walk, drawer(page).getByRole('button', { name: 'Remove from library' }), mostTabs);
    await page.keyboard.press('Enter');
    // What keeps it is reached first.
    await expect(drawer(page).getByRole('button', { name: 'Keep it' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('rowheader')).toHaveCount(ids.length - 1);
    await expect(drawer(page)).toBeHidden();
  });

  test('saves a copy and says where it lies', async ({ walk, page }) => {
    await expect(walk.title).toBeVisible();
    await openLibrary(page);
    await page.getByRole('button', { name: 'Deployment tool', exact: true }).click();
    await drawer(page).getByRole('button', { name: 'Save a copy' }).click();
    await expect(drawer(page).getByText(/^Saved and read back: .*DefenderDT\.exe$/)).toBeVisible();
  });
});
