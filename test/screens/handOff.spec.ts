import { ask } from '../e2e/ask';
import { expect, test } from '../e2e/fixtures';
import { readMany } from '../e2e/queueUp';
import { picture } from './album';

const small = { french: true, width: 1024, height: 700 };

test('a plan for many servers', async ({ walk, page }) => {
  await readMany(walk, ['2016-trellix-01; Nord', '2012r2-prerequisites-01; Nord', '2022-fresh-01; Lyon']);
  const { targets } = await ask(page, 'getSession', {});
  const targetId = targets[0]?.target.id ?? '';
  await ask(page, 'addPracticePackages', { to: targetId, ids: ['onboarding', 'installation'] });
  await walk.button('Decide for several').click();
  await walk.button('Do this with other tools').click();
  await expect(walk.title).toHaveText('Do this on many servers');
  await page
    .getByRole('textbox', { name: 'Folder on a share where servers read the files' })
    .fill('\\\\nord-fs01.nord.example\\gangway$\\defender');
  await page
    .getByRole('textbox', { name: 'Folder on another share for their results' })
    .fill('\\\\nord-fs01.nord.example\\results$');
  await expect(page.getByLabel('Files that are written')).toContainText('Import-Policy.ps1');
  await walk.title.scrollIntoViewIfNeeded();
  await page.getByRole('radio', { name: 'Group Policy' }).focus();
  await picture(page, '145-many-servers');
  await picture(page, '146-many-servers-french', small);
});
