import { ask } from './ask';
import { expect, test } from './fixtures';
import { planTest } from './planTest';

test.describe('the test of the cloud addresses', () => {
  test('runs first; where every required address is reached the plan goes on, and the check has passed', async ({
    walk,
  }) => {
    await planTest(walk, '2019-fresh');
    await walk.openStep('Onboard');
    await walk.awaitCloud();
    await walk.openStep('Prerequisites');
    await expect(walk.page.getByRole('list', { name: 'Passed' })).toContainText(
      'The required cloud addresses were reached',
    );
  });

  test('stops the plan where a required address is missing, in both languages; a waiver with a reason lets it go on', async ({
    walk,
    page,
  }) => {
    await planTest(walk, '2019-offline');
    await expect(walk.title).toHaveText('Required cloud addresses are not reached from the server');
    await expect(walk.main).toContainText('edr.practice.invalid:443');
    await expect(walk.step('Onboard')).not.toHaveAccessibleName(/done/);
    await ask(page, 'changeSettings', { locale: 'fr' });
    await expect(walk.title).toHaveText(
      'Des adresses requises du cloud ne sont pas atteintes depuis le serveur',
    );
    await expect(walk.main).toContainText('Ouvrez les adresses nommées ci-dessous');
    await ask(page, 'changeSettings', { locale: 'en' });
    await expect(walk.title).toHaveText('Required cloud addresses are not reached from the server');

    await walk.openStep('Prerequisites');
    await walk.button('Remove from plan A required cloud address was not reached').click();
    await expect(page.getByRole('list', { name: 'To fix' })).toContainText(
      'A required cloud address was not reached',
    );
    await walk.button('Waive with a reason A required cloud address was not reached').click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('The proxy comes on Friday.');
    await walk.button('Waive this check').click();
    await expect(walk.main).toContainText('Waived: The proxy comes on Friday.');
    await expect(walk.step('Install')).toHaveAccessibleName(/Not needed/);
    await walk.openStep('Onboard');
    await walk.primary('Open the plan').click();
    await walk.startChanges();
    await walk.openStep('Onboard');
    await expect(walk.title).toContainText('Onboarded');
  });
});
