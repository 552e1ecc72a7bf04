import { planTest } from '../e2e/planTest';
import { test } from '../e2e/fixtures';
import { picture } from './album';

test('a test of the cloud addresses that stops the plan', async ({ walk, page }) => {
  await planTest(walk, '2019-offline');
  await walk.title.filter({ hasText: 'Required cloud addresses' }).waitFor();
  await picture(page, '72-cloud-test-stopped');
  await picture(page, '73-cloud-test-french', { french: true });
});
