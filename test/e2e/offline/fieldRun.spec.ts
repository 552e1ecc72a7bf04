import { expect, test } from '../fixtures';
import { violations } from '../looks/violations';

test('a plan is written by keyboard as a folder that a technician runs', async ({ walk, page }) => {
  await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
  await page.getByRole('textbox', { name: /^Type / }).fill('PRACTICE-2019');
  // By keyboard alone.
  await walk.button('Other ways').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: /^I will run it/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const folder = page.getByRole('region', { name: 'The plan as a folder' });
  await expect(folder).toContainText('gangway-run-PRACTICE-2019');
  expect(await violations(page)).toEqual([]);
});
