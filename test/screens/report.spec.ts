import { ask } from '../e2e/ask';
import { test } from '../e2e/fixtures';
import { picture } from './album';
import type { PictureName } from './captions';

/** The first sheet of A4, in pixels of 1/96 inch. */
const sheet = { width: 794, height: 1123 };
const names = { en: '70-report', fr: '71-report-french' } as const satisfies Record<string, PictureName>;

test.describe('the report that is saved', () => {
  test('in both languages', async ({ walk, page, context }) => {
    await walk.prepareByHand({
      machine: '2016-trellix',
      packages: ['installation', 'onboarding', 'platformUpdate'],
      mode: 'Passive',
    });
    await walk.startChanges();
    await walk.primary('Continue to onboarding').click();
    await walk.awaitCloud();
    const { targets } = await ask(page, 'getSession', {});
    const paper = await context.newPage();
    for (const locale of ['en', 'fr'] as const) {
      await ask(page, 'changeSettings', { locale });
      const { html } = await ask(page, 'previewReport', {
        journey: 'onboard',
        targetId: targets[0]?.target.id ?? '',
      });
      await paper.setContent(html);
      await picture(paper, names[locale], sheet);
    }
  });
});
