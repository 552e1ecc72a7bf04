import { ask } from '../ask';
import { expect, test } from '../fixtures';
import { examine } from '../looks/examine';
import { speak, tooWide } from '../looks/fit';

// Layers come and go here, and take the keyboard with them: as slowly as a person sees it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('a code is looked up from any page, by the keyboard alone, and leads to the step where it matters', async ({
  walk,
  page,
}) => {
  await walk.openPractice('2012r2-prerequisites');
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Look up a code' });
  const field = dialog.getByRole('combobox', { name: 'Code, event or words' });
  await expect(field).toBeFocused();
  await page.keyboard.type('0x80070643');
  await expect(dialog.getByRole('option').first()).toContainText('The installation failed');
  await expect(dialog.getByRole('region')).toContainText('Read the server again');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(
    page.getByRole('navigation', { name: 'Steps' }).locator('[aria-current="step"]'),
  ).toContainText('Install');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a person who has a code looks it up where the symptoms stand', async ({ walk, page }) => {
  await walk.openPractice('2019-onboarded');
  const targetId = 'practice-2019-onboarded';
  await ask(page, 'connect', { targetId });
  await ask(page, 'readFacts', { targetId });
  await page.evaluate((id) => {
    window.location.hash = `#/${id}/troubleshoot/symptom`;
  }, targetId);
  await walk.button('I have a code').click();
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('SENSE 5');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('cannot reach the cloud');
});

test('the search has no finding of axe in any look, and fits in French at 1024 by 700', async ({
  walk,
  page,
}) => {
  const dialog = page.getByRole('dialog');
  await walk.button(/^Look up a code/).click();
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await examine(page, 'the search, before anything is asked');
  await page.keyboard.type('5');
  await expect(dialog.getByRole('option').first()).toBeVisible();
  await examine(page, 'the search, with entries');
  await dialog.getByRole('combobox').fill('0xDEADBEEF');
  await expect(dialog.getByText('0xDEADBEEF (-559038737) is in no table')).toBeVisible();
  await examine(page, 'the search, with an unknown code');
  await page.keyboard.press('Escape');
  await speak(page, 'fr');
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('connexion refusee');
  await expect(dialog.getByRole('option').first()).toBeVisible();
  expect(await tooWide(page)).toEqual([]);
});
