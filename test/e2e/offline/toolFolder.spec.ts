import { expect, test } from '../fixtures';
import { ask } from '../ask';
import { giveResult, openToolFolder } from './toolFolder';

test('the folder for Server 2008 R2 is written, and what comes back stays unproved, through a restart of the app', async ({
  walk,
  page,
  app,
  killAndRestart,
}) => {
  await expect(walk.title).toBeVisible();
  await openToolFolder(page);
  await page.getByRole('textbox', { name: 'Device tag' }).fill('Wave 1');
  await walk.primary('Write the folder').click();
  await expect(walk.main.getByText(/^The folder is written: /)).toBeVisible();
  const [folder = ''] = await app.list('reports');
  const run = await app.read(`reports/${folder}/run.cmd`);
  expect(run).toContain('-DeviceTag:"Wave 1"');
  await giveResult(page, 'OLD-FS01', 400);
  const result = page.getByRole('list', { name: 'Results' }).getByRole('listitem');
  await expect(result).toContainText('The tool ended with 400');
  await expect(result).toContainText('Not proved by Gangway');
  await giveResult(page, 'OLD-FS01', 400);
  await expect(page.getByText('This result was taken in before.', { exact: true })).toBeVisible();
  await killAndRestart();
  expect((await ask(page, 'getSession', {})).toolFolder.results).toHaveLength(1);
  await openToolFolder(page);
  await walk.button(/^Take off the list/).click();
  await expect(page.getByText('No result yet')).toBeVisible();
});
