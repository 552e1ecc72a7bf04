import { runOutput } from '../ask';
import { expect, test } from '../fixtures';
import { startInstalling } from '../startInstalling';
import type { Walk } from '../walk';

const output = (walk: Walk) => walk.page.getByRole('region', { name: 'Output of the run' });

/** The log shows every line there is, from the first to the last. */
async function expectWholeLog(walk: Walk): Promise<void> {
  const log = output(walk);
  await expect(async () => {
    const { total } = await runOutput(walk.page);
    await expect(log).toHaveAccessibleDescription(new RegExp(`^${total} lines`), { timeout: 300 });
  }).toPass();
  await log.focus();
  await walk.page.keyboard.press('Home');
  const first = log.getByRole('listitem').first();
  await expect(first).toHaveAttribute('aria-posinset', '1');
}

/** Nothing is lost, nothing comes twice. */
async function expectNoGaps(walk: Walk): Promise<void> {
  const { lines, total } = await runOutput(walk.page);
  expect(lines).toHaveLength(total);
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index));
}

test.describe('a run that is not watched all the time', () => {
  test.use({ settings: { practiceSpeed: 8 } });

  test('the app is killed during an action: it is found again, never started twice, and the plan goes on', async ({
    walk,
    app,
    killAndRestart,
  }) => {
    await startInstalling(walk);
    const before = (await runOutput(walk.page)).lines;
    await killAndRestart();

    await walk.page.getByRole('button', { name: /^Practice/ }).click();
    await walk.button(/^(Watch|Resume|Open) PRACTICE-/).click();
    await walk.openStep('Install');
    await expect(walk.title).toHaveText('Carrying out the plan');
    await expectWholeLog(walk);
    expect((await runOutput(walk.page)).lines.slice(0, before.length)).toEqual(before);

    await walk.speed.selectOption('600');
    await expect(walk.title).toHaveText('Everything before onboarding is done', { timeout: 30_000 });
    await walk.primary('Continue to onboarding').click();
    await expect(walk.title).toHaveText(/^Stopped, \d of \d actions are done$/);
    await expectNoGaps(walk);
    const sent = async () =>
      (
        JSON.parse(await app.read('practice/2012r2-fresh.json')) as {
          received: { kind: string; operation: string }[];
        }
      ).received.filter(({ kind, operation }) => kind === 'change' && operation === 'Install-Sensor');
    expect(await sent()).toHaveLength(1);

    await walk.primary('Go on with the plan').click();
    await walk.awaitCloud();
    expect(await sent()).toHaveLength(1);
  });

  test('the page is reloaded during a run: the same page, the whole output, no gap', async ({ walk }) => {
    await startInstalling(walk);
    const address = walk.page.url();
    await walk.page.reload();
    await expect(walk.title).toHaveText('Carrying out the plan');
    expect(walk.page.url()).toBe(address);
    await expectWholeLog(walk);
    await expectNoGaps(walk);
    await walk.speed.selectOption('600');
    await expect(walk.title).toHaveText('Everything before onboarding is done', { timeout: 30_000 });
    await expectNoGaps(walk);
  });
});
