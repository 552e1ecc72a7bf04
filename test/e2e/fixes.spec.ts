import { expect, test } from './fixtures';
import type { Walk } from './walk';

/** Restarts the server from the page that asks for it, as often as the plan asks. */
async function restartUntil(walk: Walk, title: string): Promise<void> {
  const reached = walk.title.filter({ hasText: title });
  const restart = walk.primary('Restart now');
  await expect(async () => {
    if (await restart.isVisible()) await restart.click({ timeout: 500 });
    await expect(reached).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 40_000 });
}

test.describe('what stands in the way', () => {
  test('missing updates of a 2012 R2 server are added, accepted, fixed, and the plan goes on', async ({
    walk,
  }) => {
    await walk.openPractice('2012r2-prerequisites');
    await walk.readServer();
    await walk.choosePath();
    await walk.addPackages(['onboarding', 'installation']);
    // Without the runtime nothing can be installed, so its file is missing from the kit as well.
    await expect(walk.step('Packages')).toHaveAccessibleName(/1 required file is missing/);
    await walk.openStep('Prerequisites');
    const toFix = walk.page.getByRole('list', { name: 'To fix' });
    await expect(toFix).toContainText('C Runtime is missing');
    await expect(walk.primary('Continue')).toHaveAccessibleDescription(/checks? to fix first/);

    await walk.page
      .getByRole('button', { name: /^Get the file/ })
      .first()
      .click();
    await expect(walk.title).toHaveText('Packages');
    await walk.addPackages(['updateUcrt', 'updateTelemetry', 'updateKernel']);
    await walk.acceptPackages();
    await walk.acceptFixes();
    await expect(toFix.getByRole('img', { name: 'In the plan' })).toBeVisible();
    await expect(walk.step('Prerequisites')).toHaveAccessibleName(/done/);
    await walk.acceptPrerequisites();
    await walk.chooseMode('Active');
    await expect(walk.page.getByRole('list', { name: 'Actions of the plan' })).toContainText(
      'Install KB2999226',
    );
    await walk.startChanges();
    await restartUntil(walk, 'Everything before onboarding is done');
    await expect(walk.main).toContainText('Install KB2999226');
    await walk.openStep('Onboard');
    await walk.awaitCloud();
  });

  test('a required restart is asked for, and the plan resumes by itself afterwards', async ({ walk }) => {
    await walk.prepare({ machine: '2019-restart', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await expect(walk.title).toHaveText(/^Restart PRACTICE-/);
    await expect(walk.step('Install')).toHaveAccessibleName(/Restart/);
    await expect(walk.page.getByRole('radio', { name: 'Restart now' })).toBeChecked();
    await walk.primary('Restart now').click();
    await walk.page
      .getByRole('navigation', { name: 'Steps' })
      .getByRole('button', { name: /^8, Onboard/ })
      .click();
    await walk.awaitCloud();
    await expect(walk.step('Install')).toHaveAccessibleName(/done/);
  });
});
