import type { ServedApp } from '../servedApp';
import { runOutput } from '../ask';
import { expect, test } from '../fixtures';
import type { Walk } from '../walk';

// Layers come and go here, and take the keyboard with them: as slowly as a person sees it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

/** The changes that the practice server received. */
async function sent(app: ServedApp): Promise<string[]> {
  const state = JSON.parse(await app.read('practice/2019-fresh.json')) as {
    received: { kind: string; operation: string }[];
  };
  return state.received.filter(({ kind }) => kind === 'change').map(({ operation }) => operation);
}
const once = ['Send-Package', 'Invoke-Onboarding'];

async function journals(app: ServedApp): Promise<number> {
  return (await app.list('journal')).filter((name) => name.endsWith('.jsonl')).length;
}

/** The Plan page with the server's name typed: one press away from the changes. */
async function readyToStart(walk: Walk): Promise<void> {
  await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
  const field = walk.page.getByRole('textbox', { name: /^Type / });
  const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
  await field.fill(/^Type (\S+)/.exec(label)?.[1] ?? '');
  await expect(walk.primary('Start changes')).toBeEnabled();
}

/** One run, sent once, and the page says how it ended. */
async function expectOneRun(walk: Walk, app: ServedApp): Promise<void> {
  await walk.awaitCloud();
  expect(await journals(app)).toBe(1);
  expect(await sent(app)).toEqual(once);
  const { run, lines, total } = await runOutput(walk.page);
  expect(run.outcome).toBe('done');
  expect(lines).toHaveLength(total);
}

test.describe('an impatient person', () => {
  test('[row 62] twenty clicks in a tenth of a second start one run', async ({ walk, app }) => {
    await readyToStart(walk);
    await walk.primary('Start changes').evaluate(async (button: HTMLButtonElement) => {
      for (let n = 0; n < 20; n += 1) {
        button.click();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    await expectOneRun(walk, app);
  });

  test('[row 62] Enter held down starts one run', async ({ walk, app, page }) => {
    await readyToStart(walk);
    await walk.primary('Start changes').focus();
    for (let n = 0; n < 20; n += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await expectOneRun(walk, app);
  });

  test('[row 62] two pages that start at once, and one that goes back in the middle, have one run', async ({
    walk,
    app,
    page,
    context,
  }) => {
    await readyToStart(walk);
    const second = await context.newPage();
    await second.goto(page.url());
    const field = second.getByRole('textbox', { name: /^Type / });
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await field.fill(/^Type (\S+)/.exec(label)?.[1] ?? '');
    await Promise.all([
      walk.primary('Start changes').click(),
      second.getByRole('button', { name: 'Start changes', exact: true }).click(),
    ]);
    await page.goBack();
    // It may have left the plan before it went to the run; before the plan it showed no server.
    await page.goForward();
    await walk.openStep('Onboard');
    await second.close();
    await expectOneRun(walk, app);
  });
});
