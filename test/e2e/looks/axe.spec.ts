import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright/test';
import { expect, test } from '../fixtures';
import { decideForAll, openSeveral, queueUp, readList } from '../queueUp';
import { stepNames, type Walk } from '../walk';
import { examine as examined } from './examine';

let combinations = 0;
const examine = async (page: Page, what: string): Promise<void> => {
  combinations += await examined(page, what);
};
test.afterAll(() => console.log(`axe: no finding in ${combinations} combinations of page, state and look`));

async function examineSteps(walk: Walk, when: string): Promise<void> {
  for (const name of stepNames) {
    await walk.openStep(name);
    await expect(walk.title).toBeVisible();
    await examine(walk.page, `${name} ${when}`);
  }
}

test.describe('no finding of axe', () => {
  test.setTimeout(120_000);

  test('first run, practice, settings, and all steps before anything is known', async ({ walk }) => {
    await examine(walk.page, 'first run');
    await walk.button('Settings').click();
    await expect(walk.page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await examine(walk.page, 'settings');
    await walk.page.keyboard.press('Escape');
    await walk.openPractice('2012r2-prerequisites');
    await examineSteps(walk, 'before reading');
    await walk.button('Leave practice').click();
    await walk.page.getByRole('button', { name: /^Practice/ }).click();
    await examine(walk.page, 'practice');
  });

  test('a list of servers, their tags, and a queue', async ({ walk }) => {
    await walk.button('Start practice').click();
    await readList(walk, '2019-fresh; Lyon; wave 1\n2019-conflict; wave 1\n2019-FRESH\nnowhere');
    await examine(walk.page, 'what a list says');
    await walk.page.getByRole('dialog').getByRole('button', { name: 'Add 2 servers' }).click();
    await walk.page
      .getByRole('button', { name: /^Tags of / })
      .first()
      .click();
    await expect(walk.page.getByRole('dialog', { name: /^Tags of / })).toBeVisible();
    await examine(walk.page, 'tags');
    await walk.page.keyboard.press('Escape');
    await queueUp(walk, ['2019-conflict', '2019-fresh']);
    await examine(walk.page, 'a queue that waits');
    await walk.button('Start the queue').click();
    await expect(walk.page.getByText(/^The queue stopped at/)).toBeVisible({ timeout: 30_000 });
    await examine(walk.page, 'a queue that stopped');
  });

  test('one decision for several servers', async ({ walk }) => {
    await openSeveral(walk, ['2019-fresh-01; Lyon', '2022-fresh-01; Lyon', '2016-prerequisites-01; Nord']);
    await examine(walk.page, 'several servers, nothing decided');
    await decideForAll(walk);
    await examine(walk.page, 'several servers, plans to confirm');
  });

  test('all steps of a server that is ready for its plan', async ({ walk }) => {
    await walk.prepare({
      machine: '2012r2-prerequisites',
      packages: ['onboarding', 'installation', 'updateUcrt', 'onboardingLocal'],
      mode: 'Active',
    });
    await examineSteps(walk, 'with a plan');
    await walk.button('Explain').click();
    await expect(walk.page.getByRole('dialog', { name: /, explained$/ })).toBeVisible();
    await examine(walk.page, 'explain');
    await walk.page.keyboard.press('Escape');
    await walk.openStep('Plan');
    await walk.button('PowerShell').click();
    await expect(walk.page.getByRole('dialog', { name: 'PowerShell' })).toBeVisible();
    await examine(walk.page, 'powershell');
  });

  test('all steps of a server that is handed over, and its report', async ({ walk, app }) => {
    await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await walk.awaitCloud();
    await walk.primary('Continue to detection test').click();
    await walk.confirmAlert();
    await walk.saveReport();
    await examineSteps(walk, 'handed over');
    await walk.button('Overview').click();
    await expect(walk.page.getByRole('list', { name: 'Before' })).toBeVisible();
    await examine(walk.page, 'the overview');
    await walk.button(/^Open the handover ?, Onboard/).click();
    await walk.page.keyboard.press('Control+L');
    await expect(walk.page.getByRole('dialog')).toBeVisible();
    await examine(walk.page, 'ledger');

    const [report = ''] = await app.list('reports');
    await walk.page.goto(pathToFileURL(join(app.folder, 'reports', report)).href);
    await examine(walk.page, 'saved report');
  });

  test('a run, its stop dialog, a restart, a conflict and a failure', async ({ walk }) => {
    await walk.prepare({ machine: '2019-restart', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await expect(walk.title).toHaveText(/^Restart /);
    await examine(walk.page, 'restart');
    await walk.page.getByRole('combobox', { name: 'Speed' }).selectOption('1');
    await walk.primary('Restart now').click();
    await expect(walk.title).toHaveText(/^Restarting /);
    await examine(walk.page, 'restarting');
    await walk.button('Leave practice').click();

    await walk.prepare({ machine: '2019-conflict', packages: [], mode: 'Active' });
    await walk.startChanges();
    await expect(walk.title).toHaveText('It ran, but the server does not show it');
    await examine(walk.page, 'conflict');
    await walk.button('Leave practice').click();

    await walk.prepare({
      machine: '2016-fails',
      packages: ['installation', 'platformUpdate'],
      mode: 'Active',
    });
    await walk.startChanges();
    await expect(walk.page.getByRole('region', { name: 'What it said' })).toBeVisible({ timeout: 20_000 });
    await walk.button('Show the full output').click();
    await examine(walk.page, 'failure');
    await walk.page.getByRole('combobox', { name: 'Speed' }).selectOption('1');
    await walk.page.getByRole('button', { name: 'Run this action again' }).click();
    await expect(walk.title).toHaveText('Carrying out the plan');
    await examine(walk.page, 'running');
    await walk.page.setViewportSize({ width: 900, height: 640 });
    await walk.button('More tools').click();
    await expect(walk.page.getByRole('menu', { name: 'More tools' })).toBeVisible();
    await examine(walk.page, 'running, narrow, with the menu of the log open');
    await walk.page.keyboard.press('Escape');
    await walk.page.setViewportSize({ width: 1280, height: 800 });
    await walk.button('Stop after this action').click();
    await expect(walk.page.getByRole('dialog')).toBeVisible();
    await examine(walk.page, 'stop');
  });
});
