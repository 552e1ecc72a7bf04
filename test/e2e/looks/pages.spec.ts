import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '../fixtures';
import { decideForAll, openSeveral, queueUp, readList } from '../queueUp';
import { stepNames, type StepName, type Walk } from '../walk';
import { examine } from './examine';
import { expectWayOn, wordless } from './fit';
import { lookOver } from './lookOver';

/** Opens steps by the rail, and looks at each; its way on can be seen and pressed. */
async function lookAtSteps(walk: Walk, when: string, names: readonly StepName[] = stepNames): Promise<void> {
  const look = lookOver(walk);
  for (const name of names) {
    await walk.openStep(name);
    const number = stepNames.indexOf(name) + 1;
    await expect(walk.title).toHaveAccessibleName(new RegExp(`step ${String(number)} of 10`));
    await look(`${name} ${when}`, async (where, width) => {
      await expectWayOn(walk, where);
      // On the smallest windows the whole page scrolls, the banner with it.
      if (width >= 900) await expect.soft(walk.page.getByText(/^(Practice|Exercice)\.$/)).toBeInViewport();
    });
  }
}

test.describe('every page, in every look and window and in both languages', () => {
  test.setTimeout(240_000);

  test('first run, practice, settings, and all steps before anything is known', async ({ walk, page }) => {
    const look = lookOver(walk);
    await look('first run', async (where, width) => {
      // Between the widths the rail is a column of icons.
      if (width < 640) expect.soft(await wordless(page), where).toEqual([]);
    });
    await walk.button('Settings').click();
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await look('settings');
    await page.keyboard.press('Escape');
    await walk.openPractice('2012r2-prerequisites');
    await lookAtSteps(walk, 'before reading');
    await walk.button('Leave practice').click();
    await page.getByRole('button', { name: /^Practice/ }).click();
    await expect(walk.title).toHaveText('Practice');
    await look('practice');
  });

  test('a list of servers, their tags, and a queue', async ({ walk, page }) => {
    const look = lookOver(walk);
    await walk.button('Start practice').click();
    await readList(
      walk,
      '2019-fresh; Lyon; wave 1\n2019-conflict; a tag as long as forty characters allow \n2019-FRESH\nnowhere',
    );
    await look('what a list says');
    await page.getByRole('dialog').getByRole('button', { name: 'Add 2 servers' }).click();
    await page
      .getByRole('button', { name: /^Tags of / })
      .first()
      .click();
    await expect(page.getByRole('dialog', { name: /^Tags of / })).toBeVisible();
    await look('tags');
    await page.keyboard.press('Escape');
    await queueUp(walk, ['2019-conflict', '2019-fresh']);
    await look('a queue that waits');
    await walk.button('Start the queue').click();
    await expect(page.getByText(/^The queue stopped at/)).toBeVisible({ timeout: 30_000 });
    await look('a queue that stopped');
  });

  test('one decision for several servers', async ({ walk }) => {
    const look = lookOver(walk);
    await openSeveral(walk, ['2019-fresh-01; Lyon', '2022-fresh-01; Lyon', '2016-prerequisites-01; Nord']);
    await look('several servers, nothing decided');
    await decideForAll(walk);
    await look('several servers, plans to confirm', async (where) => {
      const confirm = walk.button(/^(Add 3 plans to the queue|Ajouter 3 plans à la file)$/);
      await confirm.scrollIntoViewIfNeeded();
      await expect.soft(confirm, where).toBeInViewport({ ratio: 1 });
    });
  });

  test('all steps of a server that is ready for its plan', async ({ walk, page }) => {
    const look = lookOver(walk);
    await walk.prepare({
      machine: '2012r2-prerequisites',
      packages: ['onboarding', 'installation', 'updateUcrt', 'onboardingLocal'],
      mode: 'Active',
    });
    await lookAtSteps(walk, 'with a plan');
    await walk.button('Explain').click();
    await expect(page.getByRole('dialog', { name: /, explained$/ })).toBeVisible();
    await look('explain');
    await page.keyboard.press('Escape');
    await walk.openStep('Plan');
    await walk.button('PowerShell').click();
    await expect(page.getByRole('dialog', { name: 'PowerShell' })).toBeVisible();
    await look('powershell');
    await page.keyboard.press('Escape');
    await walk.button('Leave practice').click();
    await walk.prepare({
      machine: '2016-trellix',
      packages: ['onboarding', 'installation', 'platformUpdate'],
      mode: 'Passive',
    });
    await walk.button('Overview').click();
    await expect(page.getByRole('list', { name: 'What do you want to do?' })).toBeVisible();
    await look('the overview of a server with another antivirus');
  });

  test('all steps of a server that is handed over, whatever its Windows speaks, and its report', async ({
    walk,
    app,
    page,
  }) => {
    const look = lookOver(walk);
    await walk.prepare({ machine: '2019de-fresh', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await walk.awaitCloud();
    await lookAtSteps(walk, 'after onboarding', ['Detection test', 'Handover']);
    await walk.openStep('Onboard');
    await walk.primary('Continue to detection test').click();
    await walk.confirmAlert();
    await walk.saveReport();
    await lookAtSteps(walk, 'handed over');
    await walk.button('Overview').click();
    await expect(page.getByRole('list', { name: 'Before' })).toBeVisible();
    await look('the overview');
    await walk.button(/^Open the handover ?, Onboard/).click();
    await expect(walk.title).toHaveText(/ is handed over$/);
    await page.keyboard.press('Control+L');
    await expect(page.getByRole('dialog')).toBeVisible();
    await look('ledger');

    const [report = ''] = await app.list('reports');
    await page.goto(pathToFileURL(join(app.folder, 'reports', report)).href);
    await examine(page, 'saved report');
  });

  test('a run, its stop dialog, a restart, a conflict and a failure', async ({ walk, page }) => {
    const look = lookOver(walk);
    await walk.prepare({ machine: '2019-restart', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await expect(walk.title).toHaveText(/^Restart /);
    await look('restart');
    await walk.speed.selectOption('1');
    await walk.primary('Restart now').click();
    await expect(walk.title).toHaveText(/^Restarting /);
    await look('restarting');
    await walk.button('Leave practice').click();

    await walk.prepare({ machine: '2019-conflict', packages: [], mode: 'Active' });
    await walk.startChanges();
    await expect(walk.title).toHaveText('It ran, but the server does not show it');
    await look('conflict');
    await walk.button('Leave practice').click();

    await walk.prepare({
      machine: '2016-fails',
      packages: ['installation', 'platformUpdate'],
      mode: 'Active',
    });
    await walk.startChanges();
    await expect(page.getByRole('region', { name: 'What it said' })).toBeVisible({ timeout: 20_000 });
    await walk.button('Show the full output').click();
    await look('failure');
    await walk.speed.selectOption('1');
    await page.getByRole('button', { name: 'Run this action again' }).click();
    await expect(walk.title).toHaveText('Carrying out the plan');
    await look('running');
    await page.setViewportSize({ width: 900, height: 640 });
    await walk.button('More tools').click();
    await expect(page.getByRole('menu', { name: 'More tools' })).toBeVisible();
    await examine(page, 'running, narrow, with the menu of the log open');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1280, height: 800 });
    await walk.button('Stop after this action').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look('stop');
  });
});
