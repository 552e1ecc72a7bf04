import { expect, test } from '../fixtures';
import { tooWide } from './fit';

test.describe('the plan page', () => {
  test('the details of an action fold away below the list, and open there', async ({ walk, page }) => {
    await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    const details = page.getByRole('complementary', { name: 'Details of the action' });
    await expect(details.getByText('Exact PowerShell')).toBeVisible();
    await page.setViewportSize({ width: 1279, height: 700 });
    await expect(details.getByText('Exact PowerShell')).toBeHidden();
    await details.getByRole('button').first().click();
    await expect(details.getByText('Exact PowerShell')).toBeVisible();
    expect(await tooWide(page)).toEqual([]);
  });

  test('the name is typed in a row of its own, and its field does not say it before', async ({
    walk,
    page,
  }) => {
    await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    const field = page.getByRole('textbox', { name: 'Type PRACTICE-2019' });
    await expect(field).toHaveValue('');
    await expect(field).not.toHaveAttribute('placeholder');
    for (const [width, height] of [
      [1280, 800],
      [1024, 700],
      [640, 400],
    ] as const) {
      await page.setViewportSize({ width, height });
      const start = await walk.primary('Start changes').boundingBox();
      const typed = await field.boundingBox();
      if (start === null || typed === null) throw new Error('the footer is not shown');
      expect(typed.y + typed.height).toBeLessThanOrEqual(start.y);
    }
  });
});
