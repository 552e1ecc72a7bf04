import { ask } from '../ask';
import { expect, test } from '../fixtures';
import { tabTo } from '../keys';
import { fieldId, openField, planIn, resultOf, takeInFacts } from '../offline/fieldServer';
import { lookOver } from './lookOver';

test.use({ real: true });
test.setTimeout(120_000);

test('a real server by files: by keyboard from its facts to its report, each page in every look and size', async ({
  walk,
  page,
  app,
}) => {
  await expect(walk.title).toBeVisible();
  await takeInFacts(page, app);
  const look = lookOver(walk);
  await openField(page, 'overview');
  await look('overview of a server by files');
  await tabTo(walk, walk.button('Read again'), 20);
  await expect(walk.button('Read again')).toHaveAccessibleDescription(/worked on by files/);
  await page.keyboard.press('Enter');
  await openField(page, 'maintain/proof');
  await look('proofs of a server by files');

  await openField(page, 'maintain/plan');
  await tabTo(walk, page.getByRole('textbox', { name: /^Type / }), 20);
  await page.keyboard.type('NORD-FS03');
  await look('plan of a server by files');
  await tabTo(walk, walk.primary('I will run it'), 20);
  await page.keyboard.press('Enter');
  const folder = page.getByRole('region', { name: 'The plan as a folder' });
  await expect(folder).toContainText('gangway-run-NORD-FS03');
  const view = async () =>
    (await ask(page, 'getSession', {})).targets.find(({ target }) => target.id === fieldId);
  await app.write('picked', resultOf(await planIn((await view())?.fieldKit?.path ?? '')));
  await ask(page, 'importFieldResult', { targetId: fieldId, partial: false });
  await expect(folder).toContainText('The result was taken in on');
  expect((await view())?.changes).toMatchObject([{ action: 'set-device-tag' }]);
  await openField(page, 'maintain/handover');
  await expect(page.frameLocator('iframe').getByText('By files: a technician ran it')).toBeAttached();
  await look('report of a server by files');
});
