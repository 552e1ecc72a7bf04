import { runOutput } from '../ask';
import { expect, test } from '../fixtures';
import { startInstalling } from '../startInstalling';

test.describe('a link that drops', () => {
  test.use({ settings: { practiceSpeed: 8 } });

  test('is said calmly, the run goes on without it, and nothing of its output is lost', async ({
    walk,
    page,
  }) => {
    await startInstalling(walk);
    const fault = page.getByRole('combobox', { name: 'Fault' });
    await fault.selectOption({ label: 'Network drops during a change' });
    await expect(page.getByRole('note').filter({ hasText: /^No contact for / })).toContainText(
      'What was started there goes on without Gangway',
    );
    await expect(page.getByRole('alert')).toHaveText('');
    // The network is back at once. That it comes back by itself after twenty seconds, practice/practiceClock.test.ts shows.
    await fault.selectOption({ label: 'No fault' });
    await walk.speed.selectOption('600');
    await expect(walk.title).toHaveText('Everything before onboarding is done', { timeout: 45_000 });
    const { lines, total } = await runOutput(page);
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, index) => index));
    expect(lines.filter(({ text }) => text.startsWith('Install-Sensor'))).toHaveLength(1);
  });
});
