import type { Page } from 'playwright/test';
import { journeys } from '../../../shared/steps/journeys';
import type { InputChange } from '../../../shared/model/inputs';
import { ask } from '../ask';
import { expect, test } from '../fixtures';
import type { Walk } from '../walk';
import { examine } from './examine';
import { cutOrOver, expectFit, speak } from './fit';

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
  await ask(page, 'addPracticePackages', { targetId, ids: ['offboarding', 'onboardingOtherTenant'] });
}

/** Wishes of every kind that the server can be given, one of them typed. */
const wishes: InputChange = {
  kind: 'wish',
  wishes: { deviceTag: 'File servers', winHttpProxy: { proxy: 'proxy.example:8080', bypass: null } },
};

/** Looks at every page of Maintain and Take off: before a wish, with wishes, and after the changes. */
async function walkThrough(
  walk: Walk,
  look: (what: string) => Promise<void>,
  start = () => walk.startChanges(),
) {
  const { page } = walk;
  const lookAt = async (journey: 'maintain' | 'takeOff', when: string) => {
    for (const { id } of journeys[journey].steps) {
      await open(page, journey, id);
      await expect(walk.title).toHaveAccessibleName(
        new RegExp(` ${String(journeys[journey].steps.findIndex((step) => step.id === id) + 1)} (of|sur) `),
      );
      await look(`${journey}, ${id}, ${when}`);
    }
  };
  await prepare(walk);
  await lookAt('maintain', 'nothing wanted');
  await decide(page, wishes);
  await open(page, 'maintain', 'settings');
  for (const row of await page.locator('.gw-settings .gw-row-title').all()) {
    await row.click();
    await look(`settings, ${(await row.textContent()) ?? ''} open`);
  }
  await open(page, 'maintain', 'plan');
  await look('the plan of Maintain');
  await start();
  await expect(page.getByRole('navigation', { name: /Steps|Étapes/ })).toContainText(/Done|Fait/);
  await lookAt('maintain', 'done');
  await lookAt('takeOff', 'nothing said');
  await decide(page, { kind: 'afterwards', uninstall: true });
  await decide(page, { kind: 'takeBack', action: 'set-device-tag', back: true });
  await open(page, 'takeOff', 'afterwards');
  await look('afterwards, nobody protects');
  await decide(page, { kind: 'acceptNobodyAfter', accepted: true });
  await open(page, 'takeOff', 'plan');
  await look('the plan of Take off');
  await start();
  await expect(page.getByRole('navigation', { name: /Steps|Étapes/ })).toContainText(/Removed|Supprimé/);
  await lookAt('takeOff', 'done');
}

test.describe('the pages of Maintain and Take off', () => {
  test.setTimeout(240_000);

  test('have no finding of axe in any state and look', async ({ walk, page }) => {
    await walkThrough(walk, async (what) => {
      await examine(page, what);
    });
  });

  test('are shown whole at 1280, 1024 and at 200 % zoom, in French', async ({ walk, page }) => {
    const start = async (): Promise<void> => {
      await page.getByRole('textbox', { name: /^Saisir|^Tapez|^Saisissez/ }).fill('PRACTICE-2012R2');
      await page.getByRole('contentinfo').getByRole('button').last().click();
    };
    let french = false;
    await walkThrough(
      walk,
      async (what) => {
        if (!french) await speak(page, 'fr');
        french = true;
        for (const [width, height] of [
          [1280, 800],
          [1024, 700],
          [640, 400],
        ] as const) {
          await page.setViewportSize({ width, height });
          await expectFit(walk, `${what}, ${String(width)}`);
          expect.soft(await cutOrOver(page), `${what}, ${String(width)}`).toEqual([]);
        }
        await page.setViewportSize({ width: 1280, height: 800 });
      },
      start,
    );
  });
});
