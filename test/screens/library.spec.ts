import { ask } from '../e2e/ask';
import { expect, test } from '../e2e/fixtures';
import { picture } from './album';

const ids = [
  ...['intelligence', 'updateUcrt', 'installScript', 'trustedRoots', 'offboardingFile', 'onboardingFile'],
  ...['deploymentTool', 'clientAnalyzer', 'platformUpdate', 'onboarding', 'installation'],
];

test('the library of packages', async ({ walk, page }) => {
  const targets: string[] = [];
  for (const machine of ['2016-trellix', '2019-fresh'])
    targets.push((await ask(page, 'addTarget', { kind: 'practice', machine })).targetId);
  for (const targetId of targets) {
    await ask(page, 'connect', { targetId });
    await ask(page, 'readFacts', { targetId });
  }
  await ask(page, 'addPracticePackages', { to: 'libraryPractice', ids });
  await walk.button(/^Kits/).click();
  await walk.button('Library').click();
  await expect(walk.title).toHaveText('Library');
  await picture(page, '111-library');
  await walk.button('Installation package').click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText('Used by')).toBeVisible();
  await picture(page, '112-library-file');
  await drawer.getByRole('button', { name: 'Remove from library' }).click();
  await expect(page.getByRole('dialog').getByText(/chooses? it/)).toBeVisible();
  await picture(page, '114-library-remove');
  await page.keyboard.press('Escape');
  await picture(page, '113-library-french', { french: true, width: 1024, height: 700 });
});
