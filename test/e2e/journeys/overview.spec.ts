import { expect, test } from '../fixtures';

test('the overview of a server leads on, and after a restart of the app says what was found and done before', async ({
  walk,
  page,
  killAndRestart,
}) => {
  await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
  await walk.button('Overview').click();
  await expect(walk.title).toHaveText('PRACTICE-2019');
  const ways = page.getByRole('list', { name: 'What do you want to do?' }).getByRole('listitem');
  await expect(ways.filter({ hasText: 'Fits this server' })).toHaveText(/Onboard.*Next is step 6, Plan/s);
  await walk.button(/^Open step 6, Plan ?, Onboard/).click();
  await walk.startChanges();
  await walk.awaitCloud();
  await walk.primary('Continue to detection test').click();
  await walk.confirmAlert();
  await walk.saveReport();
  await walk.button('Overview').click();
  await expect(ways.filter({ hasText: 'Done. The report was saved' })).toHaveCount(1);
  const before = page.getByRole('list', { name: 'Before' }).getByRole('listitem');
  for (const line of [
    'Detection test: done, 1 change',
    'Onboarding: done, 2 changes',
    'Read: Onboarded, Defender active',
  ])
    await expect(before.filter({ hasText: line })).toHaveCount(1);

  await killAndRestart();
  await walk.button('Start practice').click();
  await page
    .getByRole('list', { name: 'Handed over' })
    .getByRole('button', { name: 'Open PRACTICE-2019' })
    .click();
  await expect(page.getByText('It was read last')).toContainText('Onboarded, Defender active.');
  await expect(before).toHaveCount(3);
  await walk.button(/^Open step 1, Connect ?, Onboard/).click();
  await expect(walk.title).toHaveText('Connect to the server');
});
