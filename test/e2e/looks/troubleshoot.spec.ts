import type { Page } from 'playwright/test';
import type { InputChange } from '../../../shared/model/inputs';
import { ask } from '../ask';
import { expect, test } from '../fixtures';
import { arrive, openPractice, press, pressInRow, pressPrimary, startChanges, tabTo } from '../keys';
import type { Walk } from '../walk';
import { expectWayOn } from './fit';
import { lookOver } from './lookOver';

const targetId = 'practice-2022-prerequisites';
const decide = (page: Page, change: InputChange) => ask(page, 'changeInputs', { targetId, change });

async function open(page: Page, step: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${targetId}/troubleshoot/${step}`);
}

/** The pages of Troubleshoot in each of their states: nobody searches, a cause, everything, a person is asked, nothing known. */
async function walkThrough(walk: Walk, look: (what: string) => Promise<void>): Promise<void> {
  const { page } = walk;
  const way = page.getByRole('list', { name: /How it was found/ });
  await walk.openPractice('2022-prerequisites');
  await walk.readServer();
  await open(page, 'symptom');
  await expect(walk.title).toHaveText('What do you see?');
  await look('symptom, nothing chosen');
  await open(page, 'findings');
  await look('findings, nobody searches');
  await decide(page, { kind: 'search', symptom: 'everything' });
  await ask(page, 'lookFor', { targetId });
  await look('findings, everything');
  await decide(page, { kind: 'search', symptom: 'antivirusOff' });
  await ask(page, 'lookFor', { targetId });
  await expect(way).toBeVisible();
  await look('findings, a cause');
  await decide(page, { kind: 'planFix', cause: 'defenderRunning', planned: true });
  await look('findings, its fix in the plan');
  await decide(page, { kind: 'search', symptom: 'remoteRefused' });
  await ask(page, 'lookFor', { targetId });
  await look('findings, a person is asked');
  await decide(page, { kind: 'search', symptom: 'listedTwice' });
  await ask(page, 'lookFor', { targetId });
  await look('findings, another cause');
}

test.describe('the pages of Troubleshoot', () => {
  test.setTimeout(180_000);

  test('have no finding of axe, speak both languages and fit every window, in every state', async ({
    walk,
  }) => {
    const look = lookOver(walk);
    await walkThrough(walk, (what) => look(what, (where) => expectWayOn(walk, where)));
  });
});

test('the keyboard alone leads from a symptom to its proof', async ({ walk, page }) => {
  const { keyboard } = page;
  await openPractice(walk, '2019-restart');
  await pressPrimary(walk, 'Read the server');
  await arrive(walk, 'Server at a glance');
  await press(walk, walk.button('Overview'));
  await arrive(walk, /^PRACTICE-2019/);
  await pressInRow(walk, walk.button(/^Open step 3, Symptom/));
  await arrive(walk, 'What do you see?');
  await press(walk, walk.button('Check everything'));
  await arrive(walk, /finding/);
  await pressInRow(walk, walk.button(/^Add fix to plan/));
  await expect(walk.primary('Continue to plan, 1 fix')).toBeVisible();
  await keyboard.press('Control+Enter');
  await arrive(walk, 'Plan');
  await startChanges(walk);
  await arrive(walk, /^Restart PRACTICE-/);
  await tabTo(walk, walk.primary('Restart now'), 12);
  await keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Steps' })).toContainText('Done');
});
