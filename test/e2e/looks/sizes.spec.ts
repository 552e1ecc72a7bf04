import { cutOrOver, expectFit, openStep, speak, tooWide } from './fit';
import { expect, test } from '../fixtures';
import { startInstalling } from '../startInstalling';
import { stepNames, type Walk } from '../walk';

/** The reference window, the window of a small screen, and the reference window at 200 % zoom. */
const sizes = [
  [1280, 800],
  [1024, 700],
  [640, 400],
] as const;

/** Opens the steps, and measures each in every size. */
async function expectSizes(walk: Walk, steps: readonly number[], when: string): Promise<void> {
  const { page } = walk;
  for (const number of steps) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await openStep(walk, number);
    for (const [width, height] of sizes) {
      const where = `${stepNames[number - 1] ?? ''} ${when}, ${width} by ${height}`;
      await page.setViewportSize({ width, height });
      await expectFit(walk, where);
      expect.soft(await cutOrOver(page), where).toEqual([]);
    }
  }
}

test.describe('every page at 1280 by 800, at 1024 by 700 and at 200 % zoom', () => {
  test.setTimeout(120_000);
  for (const language of ['en', 'fr'] as const)
    test(`nothing is cut, nothing lies over another thing, the way on is there, in ${language}`, async ({
      walk,
      page,
    }) => {
      await walk.prepare({
        machine: '2016-prerequisites',
        packages: ['onboarding', 'installation', 'platformUpdate', 'onboardingLocal'],
        mode: 'Passive',
      });
      await speak(page, language);
      await expectSizes(walk, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], `before changes in ${language}`);
      await speak(page, 'en');
      await page.setViewportSize({ width: 1280, height: 800 });
      await walk.button('Leave practice').click();
      await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
      await walk.startChanges();
      await walk.awaitCloud();
      await speak(page, language);
      await expectSizes(walk, [7, 8, 9, 10], `after onboarding in ${language}`);
    });

  test('a run is shown whole in every size, in French', async ({ walk, page }) => {
    await startInstalling(walk);
    await speak(page, 'fr');
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      expect.soft(await tooWide(page), `${width} by ${height}`).toEqual([]);
      expect.soft(await cutOrOver(page), `${width} by ${height}`).toEqual([]);
    }
  });

  test('the overview is shown whole in every size, in French', async ({ walk, page }) => {
    await walk.prepare({
      machine: '2016-trellix',
      packages: ['onboarding', 'installation', 'platformUpdate'],
      mode: 'Passive',
    });
    await walk.button('Overview').click();
    await speak(page, 'fr');
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      expect.soft(await tooWide(page), `${width} by ${height}`).toEqual([]);
      expect.soft(await cutOrOver(page), `${width} by ${height}`).toEqual([]);
    }
  });

  test('every check is told in whole words at the smallest sizes, in French', async ({ walk, page }) => {
    await walk.openPractice('2012r2-prerequisites');
    await walk.readServer();
    await walk.openStep('Prerequisites');
    await speak(page, 'fr');
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      expect.soft(await cutOrOver(page), `${width} by ${height}`).toEqual([]);
    }
  });

  test('the details of an action fold away below the list, and open there', async ({ walk, page }) => {
    await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    const details = page.getByRole('complementary', { name: 'Details of the action' });
    await expect(details.getByText('Exact PowerShell')).toBeVisible();
    await page.setViewportSize({ width: 1279, height: 700 });
    await expect(details.getByText('Exact PowerShell')).toBeHidden();
    await details.getByRole('button').first().click();
    await expect(details.getByText('Exact PowerShell')).toBeVisible();
    expect(await tooWide(page)).toEqual([]);
  });

  test('the name is typed in a row of its own, and its field does not say it before', async ({
    walk,
    page,
  }) => {
    await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    const field = page.getByRole('textbox', { name: 'Type PRACTICE-2019' });
    await expect(field).toHaveValue('');
    await expect(field).not.toHaveAttribute('placeholder');
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      const start = await walk.primary('Start changes').boundingBox();
      const typed = await field.boundingBox();
      if (start === null || typed === null) throw new Error('the footer is not shown');
      expect(typed.y + typed.height).toBeLessThanOrEqual(start.y);
    }
  });
});
