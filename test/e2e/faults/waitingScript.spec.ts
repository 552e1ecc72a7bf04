import { ask, runOutput } from '../ask';
import { expect, test } from '../fixtures';

// Ten minutes of the practice server are a little more than half a second here.
test('an onboarding script that waits is ended, and the page says so, why, and what to do', async ({
  walk,
  app,
}) => {
  const { page } = walk;
  await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
  const fault = page.getByRole('combobox', { name: 'Fault' });
  await fault.selectOption({ label: 'Script that waits for somebody' });
  await walk.startChanges();

  await expect(walk.title).toHaveText('The script did not end, and was ended');
  await expect(walk.main).toContainText('ended with everything that it had started');
  await expect(walk.main).toContainText('the server is free again');
  await expect(page.getByText('Next step', { exact: true })).toHaveCount(1);
  await expect(walk.main).toContainText('start the plan again: the server is read first');
  await expect(walk.step('Onboard')).toHaveAccessibleName(/stopped, Stopped/);

  const { run, lines } = await runOutput(page);
  expect(run.outcome).toBe('failed');
  expect(lines.map(({ text }) => text)).toContain('ended: the tool');
  const journal = await app.read(`journal/${run.runId}.jsonl`);
  expect(journal).toContain('"operation.toolEnded"');
  const { html } = await ask(page, 'previewReport', { journey: 'onboard', targetId: 'practice-2019-fresh' });
  expect(html).toContain('The script did not end, and was ended');

  // Nothing holds the server: without the fault the same plan goes through, from the next step that was named.
  await fault.selectOption({ label: 'No fault' });
  await walk.button('Run this action again').click();
  await expect(walk.title).toHaveText(/waiting for the cloud|Onboarded/, { timeout: 30_000 });
});
