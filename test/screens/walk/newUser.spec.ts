import type { Page } from 'playwright/test';
import { test } from '../../e2e/fixtures';
import { decideForAll, openSeveral } from '../../e2e/queueUp';
import type { Walk } from '../../e2e/walk';
import { everyLook } from './everyLook';

type Stop = (page: Page, name: string) => Promise<void>;

/** From onboarding to the end, as every server ends. */
async function prove(walk: Walk, page: Page, stop: Stop): Promise<void> {
  await walk.awaitCloud();
  await stop(page, 'onboarded');
  await page.getByRole('button', { name: 'Show the full output' }).click();
  await page
    .getByRole('region', { name: 'Output of the run', description: /lines/ })
    .scrollIntoViewIfNeeded();
  await stop(page, 'onboarded-output');
  await walk.primary('Continue to detection test').click();
  await walk.primary('Send the test').waitFor();
  await stop(page, 'test');
  await walk.primary('Send the test').click();
  await walk.primary('I see the alert').waitFor();
  await stop(page, 'test-sent');
  await walk.primary('I see the alert').click();
  await walk.primary('Save report and finish').waitFor();
  await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
  await stop(page, 'handover');
  await walk.saveReport();
  await stop(page, 'handed-over');
  await page.keyboard.press('Control+L');
  await page.getByRole('dialog').waitFor();
  await stop(page, 'ledger');
}

test.describe('a new user', () => {
  test.setTimeout(560_000);

  test('takes a 2016 server the whole way', async ({ walk, page }) => {
    const stop = everyLook('2016');
    await stop(page, 'first-run');
    await page.getByRole('button', { name: 'Start practice' }).click();
    await stop(page, 'practice');
    await page.getByRole('navigation').getByRole('button').first().click();
    await walk.openPractice('2016-prerequisites');
    await walk.primary('Read the server').waitFor();
    await stop(page, 'connect');
    await walk.readServer();
    await stop(page, 'server');
    await walk.choosePath();
    await stop(page, 'packages-empty');
    await walk.addPackages(['onboarding', 'installation', 'onboardingLocal']);
    await page.getByRole('heading', { level: 1 }).focus();
    await stop(page, 'packages-missing');
    await walk.addPackages(['platformUpdate']);
    await page.getByRole('heading', { level: 1 }).focus();
    await stop(page, 'packages');
    await walk.acceptPackages();
    await stop(page, 'prerequisites');
    await page.getByRole('button', { name: /^Explain The Defender Antivirus/ }).click();
    await stop(page, 'prerequisites-explained');
    await walk.acceptFixes();
    await page.getByRole('button', { name: 'Show raw values' }).click();
    await stop(page, 'prerequisites-planned');
    await walk.acceptPrerequisites();
    await stop(page, 'mode');
    await walk.chooseMode('Passive');
    await stop(page, 'plan');
    await page.getByRole('list', { name: 'Actions of the plan' }).getByRole('button').nth(2).click();
    await walk.button('PowerShell').click();
    await page.getByText('SHA-256', { exact: false }).first().waitFor();
    await stop(page, 'plan-powershell');
    await walk.button('Close').click();
    await walk.speed.selectOption('1');
    await walk.startChanges();
    await walk.speed.selectOption('8');
    await walk.button('Stop after this action').waitFor();
    await walk.speed.selectOption('1');
    await stop(page, 'running');
    await walk.button('Stop after this action').click();
    await page.getByRole('dialog').waitFor();
    await stop(page, 'stop');
    await walk.button('Keep watching').click();
    await walk.speed.selectOption('600');
    await page.getByRole('heading', { level: 1, name: /^Restart PRACTICE/ }).waitFor();
    await stop(page, 'restart');
    await walk.speed.selectOption('1');
    await walk.button('Restart now').click();
    await page.getByRole('heading', { level: 1, name: /^Restarting/ }).waitFor();
    await stop(page, 'restarting');
    await walk.speed.selectOption('600');
    await walk.primary('Continue to onboarding').click();
    await page.getByRole('heading', { level: 1, name: /waiting for the cloud/ }).waitFor();
    await stop(page, 'waiting');
    await walk.openStep('Install');
    await stop(page, 'installed');
    await walk.openStep('Onboard');
    await prove(walk, page, stop);
  });

  test('takes a 2016 server that speaks French the whole way', async ({ walk, page }) => {
    const stop = everyLook('2016fr');
    await page.getByRole('button', { name: 'Start practice' }).click();
    await stop(page, 'practice');
    await page.getByRole('navigation').getByRole('button').first().click();
    await walk.openPractice('2016fr-prerequisites');
    await walk.readServer();
    await stop(page, 'server');
    await walk.choosePath();
    await walk.addPackages(['onboarding', 'installation', 'platformUpdate']);
    await walk.acceptPackages();
    await walk.acceptFixes();
    await stop(page, 'prerequisites');
    await walk.acceptPrerequisites();
    await walk.chooseMode('Passive');
    await walk.startChanges();
    await page.getByRole('heading', { level: 1, name: /^Restart PRACTICE/ }).waitFor();
    await stop(page, 'restart');
    await walk.button('Restart now').click();
    await walk.primary('Continue to onboarding').click();
    await page.getByRole('heading', { level: 1, name: /waiting for the cloud|six of six/ }).waitFor();
    await walk.openStep('Install');
    await stop(page, 'installed');
    await walk.openStep('Onboard');
    await prove(walk, page, stop);
  });

  test('takes a 2019 server the whole way', async ({ walk, page }) => {
    const stop = everyLook('2019');
    await walk.openPractice('2019-fresh');
    await walk.readServer();
    await stop(page, 'server');
    await walk.choosePath();
    await walk.addPackages(['onboarding']);
    await stop(page, 'packages');
    await walk.acceptPackages();
    await stop(page, 'prerequisites');
    await walk.acceptPrerequisites();
    await stop(page, 'mode');
    await walk.chooseMode('Active');
    await stop(page, 'plan');
    await walk.openStep('Install');
    await stop(page, 'not-needed');
    await walk.openStep('Plan');
    await walk.startChanges();
    await prove(walk, page, stop);
  });

  test('meets a failure, and a server of 2012 R2 that lacks an update', async ({ walk, page }) => {
    const stop = everyLook('failed');
    await walk.prepareByHand({
      machine: '2016-fails',
      packages: ['onboarding', 'installation', 'platformUpdate'],
      mode: 'Active',
    });
    await walk.startChanges();
    await page.getByRole('region', { name: 'What it said' }).waitFor({ timeout: 30_000 });
    await stop(page, 'stopped');
    await walk.button('Leave practice').click();
    await walk.openPractice('2012r2-prerequisites');
    await walk.readServer();
    await walk.choosePath();
    await stop(page, '2012r2-packages');
    await walk.openStep('Prerequisites');
    await stop(page, '2012r2-prerequisites');
  });

  test('decides once for several servers, and queues them', async ({ walk, page }) => {
    const stop = everyLook('several');
    await openSeveral(walk, [
      '2019-fresh-01; Lyon',
      '2022-fresh-01; Lyon',
      '2016-trellix-02; Nord',
      '2016-prerequisites-01; Nord',
    ]);
    await stop(page, 'before');
    await decideForAll(walk);
    await stop(page, 'decided');
    await page.getByRole('textbox', { name: 'Type the number of servers' }).fill('4');
    await walk.button(/^Add \d plans to the queue$/).click();
    await page.getByRole('list', { name: 'Queue' }).waitFor();
    await stop(page, 'queued');
    await walk.button('Start the queue').click();
    await page
      .getByRole('list', { name: 'Queue' })
      .getByText('Every action of the plan is done')
      .first()
      .waitFor();
    await stop(page, 'queue-runs');
  });
});
