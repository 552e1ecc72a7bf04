import { ask } from '../e2e/ask';
import { expect, test } from '../e2e/fixtures';
import { fieldId, openField, planIn, resultOf, takeInFacts } from '../e2e/offline/fieldServer';
import { picture } from './album';

const small = { french: true, width: 1024, height: 700 };

test('a plan as a folder that a technician runs', async ({ walk, page }) => {
  await walk.prepare({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
  await page.getByRole('textbox', { name: /^Type / }).fill('PRACTICE-2019');
  await walk.button('Other ways').click();
  await page.getByRole('menuitem', { name: /^I will run it/ }).click();
  await expect(page.getByRole('region', { name: 'The plan as a folder' })).toBeVisible();
  await picture(page, '125-field-run', { height: 1000 });
  await picture(page, '126-field-run-french', small);
});

test.describe('a real server that files are carried to', () => {
  test.use({ real: true });

  test('from its facts to its report', async ({ walk, page, app }) => {
    await expect(walk.title).toBeVisible();
    await takeInFacts(page, app);
    await openField(page, 'overview');
    await picture(page, '127-field-overview');
    await picture(page, '128-field-overview-french', small);
    await openField(page, 'maintain/plan');
    await page.getByRole('textbox', { name: /^Type / }).fill('NORD-FS03');
    await picture(page, '129-field-plan');
    await picture(page, '130-field-plan-french', small);
    await walk.primary('I will run it').click();
    await expect(page.getByRole('region', { name: 'The plan as a folder' })).toBeVisible();
    const { targets } = await ask(page, 'getSession', {});
    const path = targets.find(({ target }) => target.id === fieldId)?.fieldKit?.path ?? '';
    await app.write('picked', resultOf(await planIn(path)));
    await ask(page, 'importFieldResult', { targetId: fieldId, partial: false });
    await openField(page, 'maintain/handover');
    const mark = page.frameLocator('iframe').getByText('By files: a technician ran it');
    await mark.scrollIntoViewIfNeeded();
    await picture(page, '131-field-report', { height: 1000 });
    await picture(page, '132-field-report-french', small);
  });
});
