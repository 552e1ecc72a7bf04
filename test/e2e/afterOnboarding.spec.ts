import { expect, test } from './fixtures';
import { ask } from './ask';

const targetId = 'practice-2016-onboarded';
const shot = process.env['SHOTS'];

test('an onboarded server gets its settings, moves to another tenant and is taken off, by what the app says alone', async ({
  walk,
  page,
}) => {
  const look = async (name: string) => {
    if (shot !== undefined) await page.screenshot({ path: `${shot}/${name}.png`, fullPage: false });
  };
  await walk.openPractice('2016-onboarded');
  await walk.readServer();
  await walk.button('Overview').click();
  await expect(walk.title).toHaveText('PRACTICE-2016');
  await look('1-overview');
  await walk.button(/Open step 3, Settings/).click();
  await expect(walk.title).toHaveText('Settings');
  await look('2-settings');
  await walk.button('Device tag').click();
  await look('3-tag');
  await page.getByRole('radio', { name: 'Tag' }).check();
  await page.getByRole('textbox', { name: 'Tag' }).fill('File servers');
  await walk.button('Want this').click();
  await look('4-tag');
  const { targets } = await ask(page, 'getSession', {});
  expect(targets.find(({ target }) => target.id === targetId)?.inputs.wishes.deviceTag).toBe('File servers');
  await walk.primary('Continue to plan').click();
  await expect(walk.title).toHaveText('Plan');
  await look('5-plan');
  await walk.startChanges();
  await expect(walk.title).toHaveText('Every setting is as wanted');
  await look('6-change');
  await walk.primary('Continue to Proof').click();
  await look('7-proof');
  await walk.primary('Continue to handover').click();
  await expect(walk.title).toHaveText('Handover');
  await look('8-handover');
  await walk.primary('Save report and finish').click();

  await walk.button('Overview').click();
  await look('9-overview');
  await walk.button(/Open step 3, Package/).click();
  await look('10-package');
  await walk.addPackages(['offboarding']);
  await look('11-package');
  await walk.primary('Continue').click();
  await expect(walk.title).toHaveText('Afterwards');
  await look('12-afterwards');
  await page.getByRole('radio', { name: 'Offboard and uninstall' }).check();
  await look('13-afterwards');
  const tag = page.getByRole('checkbox', { name: /Device tag/ });
  await tag.click();
  await expect(tag).toBeChecked();
  await walk.primary('Continue to plan').click();
  await expect(walk.title).toHaveText('Plan');
  await look('14-plan');
  await walk.startChanges();
  await expect(walk.title).toHaveText('The server left its tenant');
  await look('15-offboard');
  await walk.primary('Continue to Uninstall').click();
  await look('16-uninstall');
  await expect(walk.title).toHaveText('The sensor is removed');
  await walk.primary('Continue to Proof').click();
  await look('17-proof');
  await walk.primary('Continue to handover').click();
  await walk.primary('Save report and finish').click();
  await look('18-handover');
  await walk.button('Overview').click();
  await look('19-overview');
});
