import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures';
import { giveKit, openKits, siteFiles, withoutFile, writtenAt } from './siteKit';
import { ask } from '../ask';

test('a kit is built for servers nobody read, opened by a fresh app that tells the truth, and onboards one server over a session and one by files', async ({
  walk,
  page,
  app,
  killAndRestart,
}) => {
  // A computer with Internet: the files that anybody may have come first, one is left out.
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: /^Kits/ }).click();
  await expect(walk.title).toHaveText('Kits');
  await walk.button('Build a kit').click();
  await expect(walk.title).toHaveText('Build a kit');
  for (const [os, more] of [
    ['Windows Server 2012 R2', 1],
    ['Windows Server 2019', 0],
  ] as const) {
    await walk.button('Add a profile').click();
    await page.getByRole('dialog').getByRole('radio', { name: os }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    for (let n = 0; n < more; n += 1) await walk.button(`One more, ${os}`).click();
  }
  await expect(page.getByText('3 servers, none read')).toBeVisible();
  const table = page.getByRole('table', { name: 'What the kit holds' });
  const row = (name: string) => table.getByRole('row').filter({ hasText: name });
  for (const kind of ['Installation package', 'Sensor update KB5005292'])
    await expect(row(kind)).toContainText('2 × 2012 R2');
  await expect(walk.primary('Write kit')).toHaveAttribute('aria-disabled', 'true');
  await table.getByRole('button', { name: 'Add practice file Security intelligence' }).click();
  await expect(row('Security intelligence')).toContainText('Ready');
  for (const id of siteFiles) await ask(page, 'bringPracticeFile', { id });
  await page.getByRole('radio', { name: 'Zip', exact: true }).check();
  await page.getByRole('textbox', { name: 'Name of the site' }).fill('Nord, November');
  await walk.primary('Write kit').click();
  const zip = await writtenAt(page);
  await expect(page.getByText(`The kit is written: ${zip}`)).toBeVisible();
  const whole = await withoutFile(zip, 'none');
  const less = await withoutFile(zip, 'intelligence');

  // A fresh app at the site: it knows no kit and no file.
  await killAndRestart(() => app.empty());
  await openKits(page, 'kits');
  await expect(page.getByText('No kit yet')).toBeVisible();
  await giveKit(page, less);
  const receivers = page.getByRole('list', { name: 'For whom, and whether it has everything' });
  await expect(
    receivers.getByRole('listitem').filter({ hasText: '2 × Windows Server 2012 R2' }),
  ).toContainText('Missing 1 of 8');
  await expect(receivers).toContainText('Security intelligence: is not there any more');
  await walk.button('Close the kit').click();
  await giveKit(page, whole);
  await expect(receivers).toContainText('Complete: 8 of 8 files');
  expect((await ask(page, 'getSession', {})).libraries.practice).toEqual([]);
  await walk.button('Fill the library').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Fill the library' }).click();
  await expect(page.getByText('8 files were taken, 0 were there already.')).toBeVisible();
  await walk.button('Go to the servers').click();

  // Nothing but the kit brings its files.
  await walk.prepare({ machine: '2019-fresh', packages: [], mode: 'Active' });
  await walk.startChanges();
  await walk.awaitCloud();

  // The other one has no session: its plan goes there as a folder, and comes back as its run.
  const other = 'practice-2012r2-fresh';
  await walk.prepare({ machine: '2012r2-fresh', packages: [], mode: 'Active' });
  await page.getByRole('textbox', { name: /^Type / }).fill('PRACTICE-2012R2');
  await walk.button('Other ways').click();
  await page.getByRole('menuitem', { name: /^I will run it/ }).click();
  const folder = page.getByRole('region', { name: 'The plan as a folder' });
  await walk.button('Play the field run here').click();
  await expect(folder).toContainText('The result was taken in on', { timeout: 30_000 });
  const { path } = await ask(page, 'saveReport', { targetId: other, journey: 'onboard' });
  const report = await readFile(path ?? '', 'utf8');
  expect(report).toContain('PRACTICE-2012R2');
  expect(report).toContain('By files: a technician ran it with run.cmd');
});
