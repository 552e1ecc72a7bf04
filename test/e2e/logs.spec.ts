import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures';
import type { Walk } from './walk';

/** From the first run to the desk of the logs. */
async function openLogs(walk: Walk): Promise<void> {
  await walk.page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: /^Logs/ }).click();
  await expect(walk.title).toHaveText('Logs');
}
const lanes = (page: Page): Locator => page.getByRole('region', { name: 'Timeline' });
const rows = (page: Page): Locator => page.getByRole('table', { name: 'Lines' }).getByRole('row');

test('logs say what went wrong, in which lines, and what to do next', async ({ walk, page }) => {
  await openLogs(walk);
  await walk.button(/^Read ?An installation that stopped$/).click();
  const cause = page.getByRole('heading', { level: 2, name: 'Remnant of Defender stops the installation' });
  await expect(cause).toBeVisible();
  await expect(page.getByText(/^5 files from NORD-FILE01, /)).toBeVisible();
  await expect(page.getByText('Only files were read. Nothing was changed.')).toBeVisible();
  const files = page.getByRole('complementary', { name: 'Files' }).getByRole('listitem');
  await expect(files).toHaveCount(5);
  await expect(files.first()).toContainText(/MSI log, UTF-16.*names the cause/);
  await expect(files.last()).toContainText(/vendor-agent\.log.*Kept out of the search/);

  await walk
    .button(/^Show line \d+ in install-NORD-FILE01\.log$/)
    .first()
    .click();
  const drawer = page.getByRole('dialog', { name: 'MSI log, UTF-16' });
  await expect(drawer.locator('[aria-current]')).toContainText('MpAsDesc.dll,-310');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  await walk.button('Not the cause').click();
  await expect(cause).toBeHidden();
  await walk.button(/^It is the cause after all ?Remnant/).click();
  await expect(cause).toBeVisible();

  await walk.button('Close these files').click();
  await expect(page.getByText('Drop logs here')).toBeVisible();
});

test('all files lie on one timeline, and its table says the same by keyboard', async ({ walk, page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLogs(walk);
  await walk.button(/^Read ?An installation that stopped$/).click();
  await walk.button('Timeline').click();
  await expect(lanes(page).getByRole('listitem')).toHaveCount(5);
  await expect(
    page.getByText(/^Only files were read\. Times of all files are set to the clock of NORD-FILE01/),
  ).toBeVisible();
  const failing = rows(page).filter({ hasText: 'the failing moment' });
  await expect(failing).toBeInViewport();

  // The wheel shows less time around the pointer; a key brings all of it back.
  const shown = page.getByRole('group', { name: 'Time shown' });
  const whole = await shown.textContent();
  const box = await lanes(page).boundingBox();
  if (box === null) throw new Error('no lanes');
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2);
  await page.mouse.wheel(0, -400);
  await expect(shown).not.toHaveText(whole ?? '');
  await lanes(page).focus();
  await page.keyboard.press('End');
  await expect(shown).toHaveText(whole ?? '');
  await page.keyboard.press('Home');
  await expect(page.getByRole('heading', { name: 'Around the failing moment' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('heading', { name: 'In the marked time' })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(failing).toBeInViewport();

  await page.getByRole('region', { name: 'Lines' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('Control+F');
  await page.keyboard.type('1603');
  await expect(page.getByRole('heading', { name: 'What was found' })).toBeVisible();
  await expect(rows(page).nth(1)).toContainText('1603');
  await page.keyboard.press('Escape');
  await walk.button(/^Warnings/).click();
  await expect(rows(page).getByRole('img', { name: 'warning' }).first()).toBeVisible();
  await expect(rows(page).getByRole('img', { name: 'error' })).toHaveCount(0);
  await walk.button('Copy as table').click();
  await expect(walk.button('Copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')[0]).toMatch(/^Time \(UTC[^)]*\)\t\tSource\tWhere\tLine$/);
  expect(copied).toContain('\twarning\t');
});

test('a file that nobody knows is named and kept out, and one that cannot be read is refused with its reason', async ({
  walk,
  page,
}) => {
  await openLogs(walk);
  // A file that is dropped anywhere in the window.
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['It was a quiet day.\n'], 'diary.txt'));
    return transfer;
  });
  await page.dispatchEvent('body', 'drop', { dataTransfer: files });
  await expect(page.getByRole('heading', { name: 'None of these files is known' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Not known' })).toContainText('diary.txt');
  await page
    .getByRole('main')
    .locator('input[type="file"]')
    .setInputFiles({
      name: 'logs.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from('PK\u0003\u0004 cut off'),
    });
  const refused = page
    .getByRole('list', { name: 'Files' })
    .getByRole('listitem')
    .filter({ hasText: 'logs.zip' });
  await expect(refused).toContainText(
    'It is damaged: its parts do not fit together. Copy it again from the server.',
  );
  // A page that is loaded anew shows the same desk: it lies in the app.
  await page.reload();
  await expect(page.getByRole('list', { name: 'Not known' })).toContainText('diary.txt');
});

test('a connected server gives its logs, and nothing is changed there', async ({ walk, page }) => {
  await walk.openPractice('2019-fresh');
  await walk.readServer();
  await page.evaluate(() => {
    window.location.hash = '#/logs';
  });
  await walk.button('From a server').click();
  await page
    .getByRole('dialog', { name: 'Take logs from a server' })
    .getByRole('button', { name: /^Take its logs ?PRACTICE-2019$/ })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText(/^\d+ files?\b.*Read here, nothing leaves this computer\.$/)).toBeVisible();
  await expect(page.getByText('Only files were read. Nothing was changed.')).toBeVisible();
});
