import type { Page } from 'playwright/test';
import { numberOf } from '../../../shared/steps/journeys';
import type { StepId } from '../../../shared/model/journeys';
import type { InputChange } from '../../../shared/model/inputs';
import { ask } from '../ask';
import { expect, test } from '../fixtures';
import type { Walk } from '../walk';
import { expectWayOn } from './fit';
import { lookOver } from './lookOver';

const targetId = 'practice-2012r2-onboarded';
const decide = (page: Page, change: InputChange) => ask(page, 'changeInputs', { targetId, change });

/** Opens a step by its address. */
async function open(page: Page, journey: 'maintain' | 'takeOff', step: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${targetId}/${journey}/${step}`);
}

/** An onboarded server, read, with what Take off needs. */
async function prepare(walk: Walk): Promise<void> {
  const { page } = walk;
  await walk.openPractice('2012r2-onboarded');
  await walk.readServer();
  await ask(page, 'addPracticePackages', { to: targetId, ids: ['offboarding', 'onboardingOtherTenant'] });
}

/** Wishes of every kind that the server can be given, one of them typed. */
const wishes: InputChange = {
  kind: 'wish',
  wishes: { deviceTag: 'File servers', winHttpProxy: { proxy: 'proxy.example:8080', bypass: null } },
};

/** The pages of Maintain and Take off that say something of their own, as a server goes through both. */
async function walkThrough(walk: Walk, look: (what: string) => Promise<void>) {
  const { page } = walk;
  const lookAt = async (journey: 'maintain' | 'takeOff', when: string, ids: readonly StepId[]) => {
    for (const id of ids) {
      await open(page, journey, id);
      await expect(walk.title).toHaveAccessibleName(new RegExp(` ${String(numberOf(journey, id))} of `));
      await look(`${journey}, ${id}, ${when}`);
    }
  };
  const rail = page.getByRole('navigation', { name: 'Steps' });
  await prepare(walk);
  await lookAt('maintain', 'nothing wanted', ['settings', 'change', 'proof']);
  await decide(page, wishes);
  await open(page, 'maintain', 'settings');
  for (const row of [/^Device tag/, /WinHTTP/]) {
    await page.getByRole('button', { name: row }).click();
    await look(`settings, ${String(row)} open`);
  }
  await lookAt('maintain', 'to confirm', ['plan']);
  await walk.startChanges();
  await expect(rail).toContainText('Done');
  await lookAt('maintain', 'done', ['change', 'proof', 'handover']);
  await lookAt('takeOff', 'nothing said', ['package', 'offboard']);
  await decide(page, { kind: 'afterwards', uninstall: true });
  await decide(page, { kind: 'takeBack', action: 'set-device-tag', back: true });
  await lookAt('takeOff', 'nobody protects', ['afterwards']);
  await decide(page, { kind: 'acceptNobodyAfter', accepted: true });
  await lookAt('takeOff', 'to confirm', ['plan']);
  await walk.startChanges();
  await expect(rail).toContainText('Removed');
  await lookAt('takeOff', 'done', ['offboard', 'uninstall', 'proof']);
}

test.describe('the pages of Maintain and Take off', () => {
  test.setTimeout(240_000);

  test('have no finding of axe, speak both languages and fit every window, in every state', async ({
    walk,
  }) => {
    const look = lookOver(walk);
    await walkThrough(walk, (what) => look(what, (where) => expectWayOn(walk, where)));
  });
});
