import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openZip } from '../../fixtures/openZip';
import { ask } from '../ask';
import { expect, test } from '../fixtures';
import { examine } from '../looks/examine';
import { speak, tooWide } from '../looks/fit';

// Layers come and go here, and take the keyboard with them: as slowly as a person sees it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('a bundle is looked at file by file, has no name of the server, and is saved as it was shown', async ({
  walk,
  page,
  app,
}) => {
  await walk.prepare({
    machine: '2016-fails',
    packages: ['onboarding', 'installation', 'platformUpdate'],
    mode: 'Active',
  });
  await walk.startChanges();
  await expect(page.getByRole('region', { name: 'What it said' })).toBeVisible({ timeout: 20_000 });
  await walk.button('Bundle for support').click();
  const dialog = page.getByRole('dialog', { name: /^Bundle for support/ });
  await dialog.getByRole('button', { name: /^Show output\// }).click();
  const output = dialog.getByRole('region', { name: /^output\// });
  await expect(output).toContainText(/^\d+ of \d+ lines/);
  await expect(output).not.toContainText('PRACTICE-2016');
  await examine(page, 'the bundle for support');
  await dialog.getByRole('button', { name: 'Save the bundle' }).click();
  const hash = await dialog.getByText(/^SHA-256 [0-9a-f]{64}$/).textContent();
  const [name = ''] = (await app.list('reports')).filter((each) => each.endsWith('.zip'));
  const path = join(app.folder, 'reports', name);
  expect(
    `SHA-256 ${createHash('sha256')
      .update(await readFile(path))
      .digest('hex')}`,
  ).toBe(hash);
  for (const [file, text] of await openZip(path))
    expect([file, text.includes('PRACTICE-2016')]).toEqual([file, false]);

  await page.keyboard.press('Escape');
  await speak(page, 'fr');
  await page.setViewportSize({ width: 1024, height: 700 });
  await walk.button('Dossier pour le support').click();
  await expect(page.getByRole('dialog').getByText('Contenu', { exact: true })).toBeVisible();
  expect(await tooWide(page)).toEqual([]);
});

test('a bundle of open logs is shown in French at 1024 by 700, and tells no name', async ({
  walk,
  page,
  app,
}) => {
  await expect(walk.title).toBeVisible();
  await speak(page, 'fr');
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.evaluate(() => {
    window.location.hash = '#/logs';
  });
  await ask(page, 'addPracticeLogs', { ids: ['installer', 'journal', 'otherAgent'] });
  await walk.button('Dossier pour le support').click();
  const dialog = page.getByRole('dialog', { name: /^Dossier pour le support/ });
  await dialog.getByRole('button', { name: /^Afficher logs\/01-msi/ }).click();
  await expect(dialog.getByRole('region', { name: /^logs\/01-msi/ })).toContainText('install-server-1.log');
  expect(await tooWide(page)).toEqual([]);
  await examine(page, 'the bundle of open logs');
  await dialog.getByRole('button', { name: 'Enregistrer le dossier' }).click();
  await expect(dialog.getByText(/^SHA-256 [0-9a-f]{64}$/)).toBeVisible();
  const [name = ''] = (await app.list('reports')).filter((each) => each.endsWith('.zip'));
  for (const [file, text] of await openZip(join(app.folder, 'reports', name)))
    expect([file, text.includes('NORD-FILE01')]).toEqual([file, false]);
});
