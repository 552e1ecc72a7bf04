import { runOutput } from '../ask';
import { expect, test } from '../fixtures';
import { startInstalling } from '../startInstalling';

const minute = 60_000;

test.describe('what a page says while it waits', () => {
  test.describe('of a run', () => {
    test.use({ settings: { practiceSpeed: 8 } });

    test('silence is named with what is at work, and the log tools fold away where there is no room', async ({
      walk,
      page,
    }) => {
      await startInstalling(walk);
      const note = page.getByRole('note').filter({ hasText: /^No output for/ });
      await page.clock.setFixedTime(Date.now() + 90_000);
      await expect(
        page.getByText(/^No output for 1\smin\. Normal for this action, up to \d+\smin\.$/),
      ).toBeVisible();
      await expect(note).toBeHidden();
      await page.clock.setFixedTime(Date.now() + 4 * minute);
      await expect(note).toContainText(/^No output for 3\smin\. Still at work on the server: .*msiexec\.exe/);
      await page.clock.setFixedTime(Date.now());
      await expect(note).toBeHidden();

      const tools = page.getByRole('main').getByRole('button', { name: /^(Pause|Wrap|Copy|More tools)$/ });
      await expect(tools).toHaveText(['Pause', 'Wrap', 'Copy']);
      await page.setViewportSize({ width: 900, height: 640 });
      await expect(tools).toHaveText(['Pause', 'Copy', 'More tools']);
      await walk.button('More tools').click();
      await page.getByRole('menuitemcheckbox', { name: 'Wrap' }).click();
      await expect(page.locator('.gw-log-wrap')).toBeVisible();
    });

    test('a burst of output does not flood who listens, and the end is said', async ({ walk, page }) => {
      await startInstalling(walk);
      await page.evaluate(() => {
        const said: { at: number; text: string }[] = [];
        Object.assign(window, { said });
        const region = document.querySelector('[role="status"]');
        if (region !== null)
          new MutationObserver(() => said.push({ at: performance.now(), text: region.textContent })).observe(
            region,
            { childList: true, characterData: true, subtree: true },
          );
      });
      const before = (await runOutput(page)).total;
      await walk.speed.selectOption('600');
      await expect(walk.title).toHaveText('Everything before onboarding is done', { timeout: 30_000 });
      await walk.primary('Continue to onboarding').click();
      await walk.awaitCloud();
      await expect(page.getByRole('status')).toHaveText('The run on PRACTICE-2012R2 is finished');
      expect((await runOutput(page)).total).toBeGreaterThan(before + 200);
      const said = await page.evaluate(
        () => (window as unknown as { said: { at: number; text: string }[] }).said,
      );
      expect(said.length).toBeGreaterThan(0);
      const gaps = said.slice(1).map(({ at }, index) => at - (said[index]?.at ?? 0));
      // Never more than one message in two seconds; the browser's timers may be a little early.
      expect(gaps.filter((gap) => gap < 1900)).toEqual([]);
      expect(new Set(said.map(({ text }) => text)).size, 'nothing is said twice').toBe(said.length);
    });
  });

  test('a restart: asked when, gone since when, and what to look at when it stays away', async ({
    walk,
    page,
  }) => {
    await walk.prepare({ machine: '2019-restart', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await walk.speed.selectOption('1');
    await walk.primary('Restart now').click();
    const course = page.getByRole('list', { name: 'Course of the restart' }).getByRole('listitem');
    await expect(course.filter({ hasText: 'Restart asked' })).toContainText(/\d\d:\d\d:\d\d/);
    const gone = course.filter({ hasText: 'The server stops answering' });
    await expect(gone).toContainText(/\d\d:\d\d:\d\d/, { timeout: 30_000 });
    await expect(page.getByText(/^Facts read \d\d:\d\d:\d\d, before the restart$/)).toBeVisible();
    await page.clock.setFixedTime(Date.now() + 13 * minute);
    await expect(walk.title).toHaveText(/is still away$/);
    await expect(page.getByRole('heading', { name: 'To look at on site' })).toBeVisible();
  });

  test('the plan is exported as it is shown, and nothing starts', async ({ walk, app }) => {
    await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    await walk.button('Export plan').click();
    await expect(walk.page.getByRole('note').filter({ hasText: 'Plan saved.' })).toBeVisible();
    const [file = ''] = (await app.list('reports')).filter((name) => name.startsWith('gangway-plan-'));
    const text = await app.read(`reports/${file}`);
    expect(text).toContain('Plan for PRACTICE-2019');
    expect(text).toContain('Invoke-Onboarding.ps1');
    await expect(walk.page.getByRole('contentinfo')).toContainText(
      'Nothing changed yet. Changes start here.',
    );
  });
});
