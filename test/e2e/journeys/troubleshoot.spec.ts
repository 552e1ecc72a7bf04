import { hiddenScenarios } from '../../../shared/model/practice';
import { expect, test } from '../fixtures';
import { examine } from '../looks/examine';

test('a server whose antivirus is off is searched, mended by a confirmed plan, and asked again, by what the app says alone', async ({
  walk,
  page,
}) => {
  const rail = page.getByRole('navigation', { name: 'Steps' });
  await walk.openPractice('2022-prerequisites');
  await walk.readServer();
  await walk.button('Overview').click();
  await expect(page.getByRole('list', { name: 'What do you want to do?' })).toContainText(
    '2 findings, among them: Defender Antivirus does not run',
  );
  await walk.button(/^Open step 3, Symptom/).click();
  await expect(walk.title).toHaveText('What do you see?');
  // What the facts prove is marked, and nothing is chosen by it.
  const off = page.getByRole('radio', { name: 'Defender Antivirus is turned off' });
  await expect(page.locator('label', { has: off })).toContainText('The facts show this');
  await expect(walk.primary('Look for the cause')).toHaveAttribute('aria-disabled', 'true');
  await off.check();
  await walk.primary('Look for the cause').click();

  await expect(walk.title).toHaveText('Defender Antivirus does not run');
  const way = page.getByRole('list', { name: 'How it was found' });
  await expect(way.getByRole('listitem').filter({ hasText: 'Does Defender Antivirus run?' })).toContainText(
    'No',
  );
  await walk.button(/^Add fix to plan/).click();
  await expect(walk.button(/^Remove from plan/)).toBeVisible();
  await walk.primary('Continue to plan, 1 fix').click();
  await expect(walk.title).toHaveText('Plan');
  await walk.startChanges();
  await expect(walk.title).toHaveText(/^Restart PRACTICE-/);
  await walk.primary('Restart now').click();
  await expect(rail).toContainText('Done');
  await walk.button(/^7, Proof/).click();
  await expect(walk.title).toHaveText('1 of 1 is as asked');
  await expect(walk.main).toContainText('Does Defender Antivirus run?');
  await walk.primary('Back to the findings').click();
  await walk.button('Check again').click();
  await expect(walk.title).not.toHaveText('Defender Antivirus does not run');
});

test('a cause that is ruled out leads on, a person is asked last, and findings are saved and taken up again', async ({
  walk,
  page,
}) => {
  await walk.openPractice('2016-onboarded');
  await walk.readServer();
  await walk.button('Overview').click();
  await walk.button(/^Open step 3, Symptom/).click();
  await page.getByRole('radio', { name: 'It is listed twice' }).check();
  await walk.primary('Look for the cause').click();
  await expect(walk.title).toHaveText('One answer is missing');
  await walk.button('I do not know').click();
  await walk.button('Yes').click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('One answer is missing');
  const found = await walk.title.innerText();
  await walk.button('Save findings').click();
  await walk.button('Not the cause, go on').click();
  await expect(walk.title).not.toHaveText(found);
  await expect(page.getByRole('list', { name: 'How it was found' })).toContainText(
    'You said that this is not the cause.',
  );
  await walk.button('Pick another symptom').click();
  await walk.button('Check everything').click();
  await expect(walk.title).toHaveText(/finding/);
  await expect(walk.main).toContainText(/Nothing found by \d+ questions/);
});

test('a failed installation leads into the search with what is known filled in', async ({ walk, page }) => {
  await walk.openPractice('2019-conflict');
  await walk.readServer();
  await walk.button('Overview').click();
  await walk.button(/^Open step 3, Symptom/).click();
  await page.getByRole('radio', { name: 'The server is not listed' }).check();
  await walk.primary('Look for the cause').click();
  await expect(walk.title).toHaveText('The server is not onboarded');
  await walk.button(/^Open Onboard/).click();
  await expect(walk.title).toHaveText('Packages');
});

test('whether SYSTEM may read the script of a policy is asked by a press, which shows the file first', async ({
  walk,
  page,
}) => {
  await page.getByRole('button', { name: 'Start practice' }).click();
  const index = hiddenScenarios.findIndex(({ id }) => id === 'hidden-policy-share');
  const fault = page.getByRole('list', { name: 'Find the fault' }).getByRole('listitem').nth(index);
  await fault.getByRole('button', { name: /^Start/ }).click();
  await walk.readServer();
  await walk.button('Overview').click();
  await walk.button(/^Open step 3, Symptom/).click();
  await page.getByRole('radio', { name: 'A Group Policy should have onboarded it' }).check();
  await walk.primary('Look for the cause').click();
  await walk.button('Test now').click();
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText(
    '\\\\files.practice.example\\deploy$\\WindowsDefenderATPOnboardingScript.cmd',
  );
  await examine(page, 'the test of a share, before it starts');
  await asked.getByRole('button', { name: 'Test now' }).click();
  await expect(walk.title).toHaveText('The share does not let computers read');
});
