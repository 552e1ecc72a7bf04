import { test } from './fixtures';
import { speak } from './looks/fit';
test('look', async ({ walk, page }) => {
  await walk.prepare({
    machine: '2016-trellix',
    packages: ['onboarding', 'installation', 'platformUpdate'],
    mode: 'Passive',
  });
  await walk.button('Overview').click();
  await page.screenshot({ path: '/tmp/look-over.png' });
  await speak(page, 'fr');
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.screenshot({ path: '/tmp/look-over-fr.png' });
  await page.setViewportSize({ width: 320, height: 568 });
  await page.screenshot({ path: '/tmp/look-over-320.png' });
});
