import { join } from 'node:path';
import { practiceTenant } from '../../../build/practice/blob';
import { onboardingScript } from '../../../build/practice/onboardingScript';
import { ask } from '../ask';
import { expect, test } from '../fixtures';

test('a script with lines that nobody knows runs only once they were confirmed by name', async ({
  walk,
  app,
}) => {
  const { page } = walk;
  const script = onboardingScript(practiceTenant, 'groupPolicy')
    .replace('\r\n', '\r\ncall C:\\Deploy\\before.cmd & rem\r\n')
    .replace('net.exe session >nul 2>&1\r\n', '');
  await app.write('elsewhere/WindowsDefenderATPOnboardingScript.cmd', script);
  await walk.openPractice('2019-fresh');
  await walk.readServer();
  await walk.choosePath();
  const chooser = page.waitForEvent('filechooser');
  await walk.button('Browse').click();
  await (await chooser).setFiles(join(app.folder, 'elsewhere/WindowsDefenderATPOnboardingScript.cmd'));

  const lines = page.getByRole('list', { name: 'Lines that are not known' });
  await expect(lines.getByRole('listitem')).toHaveCount(2);
  await expect(lines).toContainText('Line 2');
  await expect(lines).toContainText('call C:\\Deploy\\before.cmd & rem');
  await expect(lines).toContainText('a line of the practice script');
  await expect(page.getByRole('note').filter({ hasText: 'does not read the language of cmd' })).toBeVisible();
  await expect(walk.primary('Continue')).toHaveAttribute('aria-disabled', 'true');
  await expect(walk.primary('Continue')).toHaveAccessibleDescription(/2 lines of the script are not known/);
  await expect(walk.step('Packages')).toHaveAccessibleName(/2 lines to confirm/);

  await walk.button('Confirm these lines').click();
  const question = page.getByRole('dialog', { name: 'Confirm lines that nobody knows?' });
  const field = question.getByRole('textbox', { name: 'Type the server name, PRACTICE-2019' });
  const confirm = question.getByRole('button', { name: 'Confirm these lines' });
  await field.fill('PRACTICE');
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await field.fill('practice-2019');
  await confirm.click();
  await expect(question).toBeHidden();
  await expect(page.getByRole('note').filter({ hasText: /^Confirmed/ })).toBeVisible();
  await expect(lines).toBeHidden();

  await walk.acceptPackages();
  await walk.acceptPrerequisites();
  await walk.chooseMode('Active');
  await expect(
    page.getByRole('note').filter({ hasText: 'The script has 2 lines that are not known' }),
  ).toContainText('Confirmed');
  await walk.startChanges();
  await expect(walk.title).toHaveText(/waiting for the cloud|Onboarded/, { timeout: 30_000 });
  const { html } = await ask(page, 'previewReport', { journey: 'onboard', targetId: 'practice-2019-fresh' });
  expect(html).toContain('Unknown lines: 2');
});
