import { ask } from '../ask';
import { expect, test } from '../fixtures';
import {
  addPackages,
  arrive,
  openPractice,
  prepare,
  press,
  pressPrimary,
  startChanges,
  tabTo,
} from '../keys';
import type { Walk } from '../walk';

// Layers come and go here, and take the keyboard with them: as slowly as a person sees it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

/** F5 reads the server again until it shows that it is onboarded. */
async function readUntilOnboarded(walk: Walk): Promise<void> {
  await expect(async () => {
    await walk.page.keyboard.press('F5');
    await expect(walk.title).toHaveText('Onboarded: six of six proofs agree', { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
}

test.describe('what goes wrong, by the keyboard alone', () => {
  test('a file that is refused: its reason can be reached, and the right one goes on', async ({ walk }) => {
    await openPractice(walk, '2019-fresh');
    await pressPrimary(walk, 'Read the server');
    await arrive(walk, 'Server at a glance');
    await pressPrimary(walk, 'Continue to packages');
    await arrive(walk, 'Packages');
    await addPackages(walk, ['onboardingLocal']);
    const refused = walk.page.getByRole('list', { name: 'Refused' });
    await expect(refused).toContainText('This script asks a question and waits');
    const entry = refused.locator('button, [tabindex="0"]').first();
    await tabTo(walk, entry, 80);
    await tabTo(walk, walk.primary('Continue'), 80);
    await walk.page.keyboard.press('Enter');
    await expect(walk.title, 'a button that waits has no effect').toHaveText('Packages');
    await expect(walk.primary('Continue')).toHaveAccessibleDescription(/file is missing/);
    await addPackages(walk, ['onboarding']);
    await walk.page.keyboard.press('Control+Enter');
    await arrive(walk, 'Prerequisites');
  });

  test('a connection that stops at a rung is tested again', async ({ walk, page }) => {
    await openPractice(walk, '2019-fresh');
    const { targets } = await ask(page, 'getSession', {});
    const targetId = targets[0]?.target.id ?? '';
    await ask(page, 'setPractice', { targetId, fault: 'linkDown' });
    const again = page.getByRole('contentinfo').getByRole('button', { name: 'Test again', exact: true });
    await press(walk, again);
    const ladder = page.getByRole('listitem').filter({ has: page.getByRole('img', { name: 'stopped' }) });
    const onRung = ladder.getByRole('button', { name: 'Test again' });
    await expect(onRung).toBeVisible({ timeout: 20_000 });
    await expect(walk.primary('Read the server')).toHaveAccessibleDescription('Finish the connection first');
    await ask(page, 'setPractice', { targetId, fault: 'none' });
    await press(walk, onRung, 40);
    await expect(walk.primary('Read the server')).not.toHaveAttribute('aria-disabled', 'true');
    await tabTo(walk, walk.primary('Read the server'), 40);
    await page.keyboard.press('Enter');
    await arrive(walk, 'Server at a glance');
  });

  test('an installation that fails says what else it can be, and leads back to the plan', async ({
    walk,
    page,
  }) => {
    await prepare(walk, {
      machine: '2016-fails',
      packages: ['onboarding', 'installation', 'platformUpdate'],
      mode: 'Active',
    });
    await startChanges(walk);
    await expect(page.getByRole('region', { name: 'What it said' })).toBeVisible({ timeout: 20_000 });
    await expect(walk.title).toBeFocused();
    await expect(page.getByRole('region', { name: 'What else it can be', exact: true })).toBeVisible();
    await press(walk, walk.button('Show the full output'), 40);
    await expect(page.getByRole('region', { name: 'Output of the run' })).toBeVisible();
    const next = page.getByRole('button', { name: 'Open the plan', exact: true });
    for (
      let presses = 0;
      !(await next.evaluate((element) => element === document.activeElement));
      presses += 1
    ) {
      if (presses > 40) throw new Error('the next step was not reached backwards');
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await arrive(walk, 'Plan');
  });

  test('a conflict is read again, and is not left by going on', async ({ walk, page }) => {
    await prepare(walk, { machine: '2019-conflict', packages: ['onboarding'], mode: 'Active' });
    await startChanges(walk);
    await arrive(walk, 'It ran, but the server does not show it');
    await press(walk, page.getByRole('main').getByRole('button', { name: 'Read again' }));
    await expect(walk.title).toHaveText('It ran, but the server does not show it');
    await page.keyboard.press('Control+Enter');
    await expect(walk.title).toHaveText('It ran, but the server does not show it');
    await expect(walk.primary('Continue')).toHaveAccessibleDescription('Settle the conflict first');
  });

  test('a restart is decided, and the plan goes on to its end', async ({ walk, page }) => {
    await prepare(walk, { machine: '2019-restart', packages: ['onboarding'], mode: 'Active' });
    await startChanges(walk);
    await arrive(walk, /^Restart PRACTICE-/);
    await page.keyboard.press('Control+Enter');
    await expect(walk.title, 'Ctrl+Enter restarts nothing').toHaveText(/^Restart PRACTICE-/);
    await tabTo(walk, page.getByRole('radio', { name: 'Restart now' }), 12);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: 'I will restart it myself' })).toBeChecked();
    await page.keyboard.press('ArrowUp');
    await press(walk, walk.primary('Restart now'));
    await page.keyboard.press('F6');
    const rail = page.getByRole('navigation', { name: 'Steps' });
    await expect(async () => {
      if (!(await rail.evaluate((element) => element.contains(document.activeElement))))
        await page.keyboard.press('F6');
      expect(await rail.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }).toPass();
    for (const key of ['Home', ...Array<string>(7).fill('ArrowDown')]) await page.keyboard.press(key);
    await expect(walk.step('Onboard')).toBeFocused();
    await page.keyboard.press('Enter');
    await readUntilOnboarded(walk);
  });
});
