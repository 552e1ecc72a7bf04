import { ask } from '../ask';
import { expect, test } from '../fixtures';

test('a person tests the antivirus, sees what became of the file, and finds it in the report', async ({
  walk,
  page,
}) => {
  await walk.openPractice('2019-onboarded');
  const targetId = 'practice-2019-onboarded';
  await ask(page, 'connect', { targetId });
  await ask(page, 'readFacts', { targetId });
  await ask(page, 'changeInputs', { targetId, change: { kind: 'wish', wishes: { mode: 'active' } } });
  await walk.openStep('Detection test');
  await walk.speed.selectOption('600');
  await walk.button('Test the antivirus').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Expect an alert about malware named EICAR');
  await dialog.getByRole('button', { name: 'Run the antivirus test' }).click();
  await expect(page.getByText(/Defender took the test file/)).toBeVisible();
  await expect(page.getByText('Virus:DOS/EICAR_Test_File (2147519003)')).toBeVisible();
  await expect(page.getByText('1116, 1117')).toBeVisible();
  const { html } = await ask(page, 'previewReport', { targetId, journey: 'onboard' });
  expect(html).toContain('Defender Antivirus found and took it.');
});
