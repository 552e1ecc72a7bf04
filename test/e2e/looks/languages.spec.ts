import { expect, test } from '../fixtures';
import { stepNames } from '../walk';
import { expectWords } from './words';

test('the language is chosen in the settings while the app runs, and chosen back', async ({ walk, page }) => {
  await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
  await page.getByRole('button', { name: 'Leave practice' }).click();
  for (const language of ['fr', 'en'] as const) {
    await walk.button(/^(Settings|Réglages|Paramètres)$/).click();
    await page.getByRole('combobox', { name: /^(Language|Langue)$/ }).selectOption(language);
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(language);
    await expectWords(page, language, 'settings');
    await page.keyboard.press('Escape');
    for (const [index, place] of ['kits', 'logs', 'practice'].entries()) {
      await page
        .getByRole('navigation')
        .getByRole('button')
        .nth(index + 1)
        .click();
      await expectWords(page, language, place);
    }
  }
  await page
    .getByRole('button', { name: /PRACTICE-2019$/ })
    .first()
    .click();
  await expect(walk.step(stepNames[5])).toBeVisible();
});
