import causes from '../../../shared/locales/en/causes.json' with { type: 'json' };
import checks from '../../../shared/locales/en/checks.json' with { type: 'json' };
import issues from '../../../shared/locales/en/issues.json' with { type: 'json' };
import questions from '../../../shared/locales/en/questions.json' with { type: 'json' };
import { hiddenScenarios } from '../../../shared/model/practice';
import { expect, test } from '../fixtures';

/** What the search says on the first ten servers that hide a fault, in their order. */
const ends = [
  causes.proxyBlocks.title,
  checks.diagTrack.title.toFix,
  causes.wsusCategory.title,
  causes.taskDenied.title,
  causes.tlsInspected.title,
  causes.traceSessions.title,
  causes.twoTenants.title,
  issues.K19.title,
  checks.clock.title.toKnow,
  issues.K27.title,
];

test('each of the first ten hidden faults is found by what the app says alone', async ({ walk, page }) => {
  test.setTimeout(180_000);
  await page.getByRole('button', { name: 'Start practice' }).click();
  for (const [index, end] of ends.entries())
    await test.step(`hidden fault ${String(index + 1)}`, async () => {
      const seen = questions.symptom[hiddenScenarios[index]?.seen ?? 'notListed'];
      const fault = page.getByRole('list', { name: 'Find the fault' }).getByRole('listitem').nth(index);
      await expect(fault).toContainText(`Seen: ${seen}`);
      await fault.getByRole('button', { name: /^Start/ }).click();
      await expect(walk.title).toHaveText('Connect to the server');
      await walk.readServer();
      await walk.button('Overview').click();
      await walk.button(/^Open step 3, Symptom/).click();
      await page.getByRole('radio', { name: seen, exact: true }).check();
      await walk.primary('Look for the cause').click();

      const found = page.getByRole('heading', { level: 1, name: end });
      const probe = walk.button('Test now');
      await expect(found.or(probe)).toBeVisible();
      if (await probe.isVisible()) {
        await probe.click();
        await page.getByRole('dialog').getByRole('button', { name: 'Test' }).click();
        await walk.button('Check again').click();
      }
      await expect(found).toBeVisible();
      const next = page.getByRole('region').filter({ hasText: 'Next step' });
      await expect(next.first()).toBeVisible();
      await walk.button('Leave practice').click();
      await page.getByRole('button', { name: /^Practice/ }).click();
    });
});
