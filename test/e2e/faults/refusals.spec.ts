import { join } from 'node:path';
import { expect, test } from '../fixtures';

test.describe('packages that are refused', () => {
  test('a script that asks a question: the reason, and what to download instead', async ({ walk }) => {
    await walk.openPractice('2019-fresh');
    await walk.readServer();
    await walk.choosePath();
    await walk.addPackages(['onboardingLocal']);
    const refused = walk.page.getByRole('list', { name: 'Refused' });
    await expect(refused).toContainText('This script asks a question and waits');
    await expect(refused).toContainText('it would hang here without an answer');
    await expect(refused).toContainText('Download the Group Policy method instead');
    await expect(walk.primary('Continue')).toHaveAttribute('aria-disabled', 'true');
    await expect(walk.primary('Continue')).toHaveAccessibleDescription(/file is missing/);

    await walk.addPackages(['onboarding']);
    await walk.acceptPackages();
  });

  test('an offboarding package where onboarding is meant does not become the kit', async ({ walk }) => {
    await walk.openPractice('2019-fresh');
    await walk.readServer();
    await walk.choosePath();
    await walk.addPackages(['offboarding']);
    const refused = walk.page.getByRole('list', { name: 'Refused' });
    await expect(refused).toContainText('This package takes a server out');
    await expect(refused).toContainText('Download the onboarding package from the portal');
    await expect(walk.primary('Continue')).toHaveAttribute('aria-disabled', 'true');
    await expect(walk.primary('Continue')).toHaveAccessibleDescription(/file is missing/);
  });

  test('a package of another tenant than the server: both ids side by side', async ({ walk }) => {
    await walk.openPractice('2019-othertenant');
    await walk.readServer();
    await walk.choosePath();
    await walk.addPackages(['onboarding']);
    const kit = walk.page.getByRole('list', { name: /^Kit for / });
    await expect(kit).toContainText(
      /Wrong tenant\. The package belongs to ([0-9a-f]{4})\S+, the server to (?!\1)[0-9a-f]{4}/,
    );
    await expect(walk.primary('Continue')).toHaveAttribute('aria-disabled', 'true');
    await expect(walk.primary('Continue')).toHaveAccessibleDescription(/another tenant/);
    await expect(walk.step('Packages')).toHaveAccessibleName(/Other tenant/);
  });

  test('a file that is no package, chosen from disk, is named with its reason', async ({ walk, app }) => {
    await app.write('elsewhere/holiday.zip', 'no zip at all');
    await walk.openPractice('2019-fresh');
    await walk.readServer();
    await walk.choosePath();
    const chooser = walk.page.waitForEvent('filechooser');
    await walk.button('Browse').click();
    await (await chooser).setFiles(join(app.folder, 'elsewhere/holiday.zip'));
    await expect(walk.page.getByRole('list', { name: 'Refused' })).toContainText('holiday.zip');
  });
});
