import { expect, test } from '../fixtures';
import { examine } from '../looks/examine';
import { speak, tooWide } from '../looks/fit';

test('the Client Analyzer is run after it was said what it leaves, and its lines stand beside ours', async ({
  walk,
  page,
}) => {
  await walk.prepare({ machine: '2019-fresh', packages: ['onboarding', 'clientAnalyzer'], mode: 'Active' });
  await walk.openStep('Prerequisites');
  const section = page.getByRole('region', { name: 'Microsoft’s Client Analyzer' });
  await walk.button('Run it').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Known issue K20 first');
  await expect(dialog).toContainText('MDEClientAnalyzerResult.zip');
  await examine(page, 'the question of the Client Analyzer');
  await dialog.getByRole('button', { name: 'Run it' }).click();
  await expect(section.getByText(/^Run on /)).toBeVisible({ timeout: 30_000 });
  await expect(section.getByRole('row', { name: /edr\.practice\.invalid/ })).toContainText(
    'default proxy: reached (200)',
  );
  await examine(page, 'what the Client Analyzer found');
  await speak(page, 'fr');
  await page.setViewportSize({ width: 1024, height: 700 });
  await expect(page.getByRole('heading', { name: 'Ses connexions à côté des nôtres' })).toBeVisible();
  expect(await tooWide(page)).toEqual([]);
  await page.getByRole('heading', { name: 'Ce qu’il a trouvé' }).scrollIntoViewIfNeeded();
});
