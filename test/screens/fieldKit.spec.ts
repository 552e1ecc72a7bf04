import { expect, test } from '../e2e/fixtures';
import { picture } from './album';

test('a plan as a folder that a technician runs', async ({ walk, page }) => {
  await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
  await page.getByRole('textbox', { name: /^Type / }).fill('PRACTICE-2019');
  await walk.button('Other ways').click();
  await page.getByRole('menuitem', { name: /^I will run it/ }).click();
  await expect(page.getByRole('region', { name: 'The plan as a folder' })).toBeVisible();
  await picture(page, '125-field-run', { height: 1000 });
  await picture(page, '126-field-run-french', { french: true, width: 1024, height: 700 });
});
