import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';

test('a plan is handed to Group Policy: the page asks, shows what is written, and writes it', async ({
  walk,
  page,
}) => {
  await walk.prepare({
    machine: '2016-trellix',
    packages: ['onboarding', 'installation', 'platformUpdate'],
    mode: 'Passive',
  });
  await walk.openStep('Plan');
  await walk.button('Many servers').click();
  await expect(walk.title).toHaveText('Do this on many servers');
  const write = walk.button('Write the files');
  await expect(write).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('row', { name: /PRACTICE-2016/ })).toContainText('The plan was made here');

  const share = page.getByRole('textbox', { name: 'Folder on a share where servers read the files' });
  await share.fill('nord-fs01\\files');
  await expect(page.getByText('A full path as').first()).toBeVisible();
  await expect(write).toHaveAttribute('aria-disabled', 'true');
  await share.fill('\\\\nord-fs01.nord.example\\gangway$\\defender');
  const files = page.getByRole('complementary', { name: 'What is written' });
  await expect(files.getByLabel('Files that are written')).toContainText('Import-Policy.ps1');
  await expect(files).toContainText('1 file can take servers into the tenant');

  await write.click();
  const done = page.getByText('The files are written and were read back.');
  await expect(done).toBeVisible();
  const folder = /They lie in (.+?)\. Begin/.exec(
    (await page.getByRole('note').first().textContent()) ?? '',
  )?.[1];
  const readMe = readFileSync(join(folder ?? '', 'Read me.html'), 'utf8');
  expect(readMe).toContain('Right-click Group Policy Objects');
  expect(readFileSync(join(folder ?? '', 'policies.json'), 'utf8')).toContain(
    'Microsoft Defender - onboard - Server 2016',
  );

  // Nothing is written over what is there.
  await write.click();
  await expect(page.getByText('The folder is there already.', { exact: true })).toBeVisible();
});
