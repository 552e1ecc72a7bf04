import { expect, test } from '../e2e/fixtures';
import { giveResult, openToolFolder } from '../e2e/offline/toolFolder';
import { picture } from './album';

const small = { french: true, width: 1024, height: 700 };

test("Microsoft's deployment tool: the folder for Server 2008 R2, and the choice on the plan", async ({
  walk,
  page,
}) => {
  await expect(walk.title).toBeVisible();
  await openToolFolder(page);
  await picture(page, '147-server-2008r2', { height: 1000 });
  await picture(page, '148-server-2008r2-french', small);
  await giveResult(page, 'OLD-FS01', 400);
  const result = page.getByRole('list', { name: 'Results' });
  await expect(result).toContainText('OLD-FS01');
  await result.scrollIntoViewIfNeeded();
  await picture(page, '149-server-2008r2-result');
  await walk.prepare({
    machine: '2016-trellix',
    packages: ['platformUpdate', 'deploymentTool', 'onboardingFile'],
    mode: 'Passive',
  });
  await page.getByRole('radio', { name: 'Microsoft’s deployment tool' }).check();
  await page.getByRole('button', { name: 'Onboard by Microsoft’s deployment tool' }).click();
  await expect(page.getByText('What the tool is told')).toBeVisible();
  await picture(page, '150-plan-by-tool', { height: 1000 });
  await page.getByRole('radio', { name: 'Microsoft’s deployment tool' }).scrollIntoViewIfNeeded();
  await picture(page, '151-plan-by-tool-french', small);
});
