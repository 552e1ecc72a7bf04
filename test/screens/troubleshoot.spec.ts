import { hiddenScenarios } from '../../shared/model/practice';
import { expect, test } from '../e2e/fixtures';
import type { Page } from 'playwright/test';
import type { Walk } from '../e2e/walk';
import { picture } from './album';

const small = { french: true, width: 1024, height: 700 };

test('Troubleshoot: what is seen, the cause, and everything', async ({ walk, page }) => {
  await walk.openPractice('2022-prerequisites');
  await walk.readServer();
  await walk.button('Overview').click();
  await walk.button(/^Open step 3, Symptom/).click();
  await expect(walk.title).toHaveText('What do you see?');
  await picture(page, '95-symptom');
  await page.getByRole('radio', { name: 'Defender Antivirus is turned off' }).check();
  await walk.primary('Look for the cause').click();
  await expect(walk.title).toHaveText('Defender Antivirus does not run');
  await picture(page, '96-findings');
  await picture(page, '97-findings-french', small);
  await walk.button('Pick another symptom').click();
  await walk.button('Check everything').click();
  await expect(walk.title).toHaveText(/^2 findings/);
  await picture(page, '98-check-everything');
});

/** A hidden fault of Group Policy, searched as far as the search goes by itself. */
async function searchFor(id: string, walk: Walk, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start practice' }).click();
  const index = hiddenScenarios.findIndex((one) => one.id === id);
  const fault = page.getByRole('list', { name: 'Find the fault' }).getByRole('listitem').nth(index);
  await fault.getByRole('button', { name: /^Start/ }).click();
  await walk.readServer();
  await walk.button('Overview').click();
  await walk.button(/^Open step 3, Symptom/).click();
  await page.getByRole('radio', { name: 'A Group Policy should have onboarded it' }).check();
  await walk.primary('Look for the cause').click();
}

test('Troubleshoot: a Group Policy that should have onboarded', async ({ walk, page }) => {
  await searchFor('hidden-policy-denied', walk, page);
  await expect(walk.title).toHaveText('The policy may not be applied to this server');
  await picture(page, '99-findings-policy');
  await picture(page, '100-findings-policy-french', small);
});

test('Troubleshoot: a test of a share', async ({ walk, page }) => {
  await searchFor('hidden-policy-share', walk, page);
  await walk.button('Test now').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await picture(page, '101-share-test');
  await picture(page, '102-share-test-french', small);
});
