import { test } from '../e2e/fixtures';
import { startInstalling } from '../e2e/startInstalling';
import { picture } from './album';

const minute = 60_000;

test.describe('what stands in the way', () => {
  test('checks, fixes, and a moment without protection', async ({ walk, page }) => {
    await walk.openPractice('2016-prerequisites');
    await walk.readServer();
    await walk.choosePath();
    await walk.addPackages(['onboarding', 'installation', 'platformUpdate']);
    await walk.acceptPackages();
    await picture(page, '13-prerequisites');
    await picture(page, '42-prerequisites-narrow', { width: 900, height: 640 });
    await picture(page, '46-prerequisites-forced-colours', { forced: true });
    await walk.acceptFixes();
    await picture(page, '14-prerequisites-planned');
    await walk.acceptPrerequisites();
    await walk.button('Explain').click();
    await page.getByRole('dialog', { name: /, explained$/ }).waitFor();
    await picture(page, '20-explain');
    await walk.button('Close').click();
    await walk.button('Leave practice').click();
    await walk.openPractice('2012r2-fresh');
    await walk.readServer();
    await walk.openStep('Protection');
    await page.getByRole('radio', { name: 'Passive', exact: true }).check();
    await page.getByText('Nobody blocks').first().waitFor();
    await picture(page, '16-mode-gap');
  });

  test('packages that are refused, and a rung that stops', async ({ walk, page }) => {
    await walk.openPractice('2019-othertenant');
    await walk.readServer();
    await walk.choosePath();
    await walk.addPackages(['onboarding']);
    await picture(page, '12-packages-other-tenant');
    await walk.button('Leave practice').click();
    await walk.openPractice('2019-fresh');
    await walk.readServer();
    await walk.choosePath();
    await walk.addPackages(['onboardingLocal']);
    await picture(page, '11-packages-refused');
    await walk.openStep('Connect');
    await page.getByRole('combobox', { name: 'Fault' }).selectOption('linkDown');
    await walk.button('Test again').click();
    await page.getByText(/^Stopped at/).waitFor();
    await picture(page, '06-connect-stopped');
    await walk.button('Leave practice').click();
    await page.getByRole('button', { name: /^Practice/ }).click();
    await picture(page, '03-practice');
  });
});

test.describe('a run', () => {
  test.describe('that is slow', () => {
    test.use({ settings: { practiceSpeed: 8, technician: 'A. Technician' } });

    test('without output, without contact, and stopped', async ({ walk, page }) => {
      await startInstalling(walk);
      await page.clock.setFixedTime(Date.now() + 4 * minute);
      await page
        .getByRole('note')
        .filter({ hasText: /^No output for/ })
        .waitFor();
      await picture(page, '25-stalled');
      await page.clock.setFixedTime(Date.now());
      await page.getByRole('combobox', { name: 'Fault' }).selectOption('linkDrops');
      await page
        .getByRole('note')
        .filter({ hasText: /^No contact for/ })
        .waitFor();
      await page.clock.setFixedTime(Date.now() + 40_000);
      await page.getByText('No contact for 00:4').waitFor();
      await picture(page, '24-no-contact');
      await page.clock.setFixedTime(Date.now());
      await walk.button('Stop after this action').click();
      await page.getByRole('button', { name: /^Stop after action/ }).click();
      await walk.speed.selectOption('600');
      await walk.primary('Continue to onboarding').click({ timeout: 60_000 });
      await walk.title.filter({ hasText: /^Stopped/ }).waitFor();
      await picture(page, '26-stopped');
    });
  });

  test('that waits for a restart', async ({ walk, page }) => {
    await walk.prepareByHand({
      machine: '2016-restart',
      packages: ['onboarding', 'installation', 'platformUpdate'],
      mode: 'Passive',
    });
    await walk.startChanges();
    await walk.primary('Restart now').waitFor();
    await picture(page, '27-restart');
    await walk.speed.selectOption('1');
    await walk.primary('Restart now').click();
    await page.getByText('Gone for').first().waitFor({ timeout: 30_000 });
    await page.clock.setFixedTime(Date.now() + 2 * minute);
    await page.getByText(/^02:/).waitFor();
    await picture(page, '28-restarting');
    await page.clock.setFixedTime(Date.now() + 13 * minute);
    await walk.title.filter({ hasText: /is still away$/ }).waitFor();
    await picture(page, '29-restart-overdue');
  });

  test('that failed', async ({ walk, page }) => {
    await walk.prepareByHand({
      machine: '2016-fails',
      packages: ['onboarding', 'installation', 'platformUpdate'],
      mode: 'Active',
    });
    await walk.startChanges();
    await page.getByRole('region', { name: 'What it said' }).waitFor({ timeout: 20_000 });
    await picture(page, '30-failed');
    await picture(page, '31-failed-french', { french: true });
  });

  test('that the server contradicts', async ({ walk, page }) => {
    await walk.prepareByHand({ machine: '2019-conflict', packages: ['onboarding'], mode: 'Active' });
    await walk.openStep('Install');
    await picture(page, '33-not-needed');
    await walk.openStep('Plan');
    await walk.startChanges();
    await page.getByRole('heading', { level: 1, name: 'It ran, but the server does not show it' }).waitFor();
    await picture(page, '32-conflict');
  });
});
