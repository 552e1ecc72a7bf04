import { ask } from '../e2e/ask';
import { expect, test } from '../e2e/fixtures';
import { picture } from './album';

const small = { french: true, width: 1024, height: 700 };

test('what logs say, and their timeline', async ({ walk, page }) => {
  await walk.button(/^Logs/).click();
  await expect(walk.title).toHaveText('Logs');
  await picture(page, '105-logs-empty');
  await ask(page, 'addPracticeLogs', {
    ids: ['installer', 'installScript', 'journal', 'sensorEvents', 'otherAgent'],
  });
  await expect(page.getByRole('heading', { name: 'Where it says so' })).toBeVisible();
  await picture(page, '106-logs');
  await picture(page, '107-logs-french', small);
  await walk.button('Timeline').click();
  const failing = page.getByRole('table').getByRole('row').filter({ hasText: 'the failing moment' });
  await expect(failing).toBeInViewport();
  await picture(page, '108-logs-timeline');
  await picture(page, '109-logs-timeline-dark', { dark: true });
  await ask(page, 'closeLogs', {});
  await ask(page, 'addPracticeLogs', { ids: ['otherAgent', 'damaged'] });
  await walk.button('Cause').click();
  await expect(page.getByRole('heading', { name: 'None of these files is known' })).toBeVisible();
  await picture(page, '110-logs-unknown');
});
