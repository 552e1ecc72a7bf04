import { ask } from '../e2e/ask';
import { expect, test } from '../e2e/fixtures';
import { picture } from './album';

const targetId = 'practice-2012r2-onboarded';
const small = { french: true, width: 1024, height: 700 };

test('Maintain and Take off of an onboarded server', async ({ walk, page }) => {
  await walk.openPractice('2012r2-onboarded');
  await walk.readServer();
  await ask(page, 'addPracticePackages', { to: targetId, ids: ['offboarding'] });
  await ask(page, 'changeInputs', {
    targetId,
    change: {
      kind: 'wish',
      wishes: {
        deviceTag: 'File servers',
        networkProtection: 'audit',
        winHttpProxy: { proxy: 'proxy.example:8080', bypass: '<local>' },
      },
    },
  });
  await walk.button('Overview').click();
  await walk.button(/^Open step \d, (Plan|Settings) ?, Maintain/).click();
  await walk.button(/^3, Settings/).click();
  await expect(walk.title).toHaveText('Settings');
  await picture(page, '80-settings');
  await walk.button('Proxy of Windows (WinHTTP)').click();
  await picture(page, '81-settings-open');
  await walk.button('Proxy of Windows (WinHTTP)').click();
  await picture(page, '82-settings-french', small);
  await walk.primary('Continue to plan').click();
  await walk.startChanges();
  await expect(walk.title).toHaveText('Every setting is as wanted');
  await walk.primary('Continue to Proof').click();
  await picture(page, '83-settings-proof');

  await walk.button('Overview').click();
  await walk.button(/^Open step \d, Afterwards ?, Take off/).click();
  await page.getByRole('radio', { name: 'Offboard and uninstall' }).check();
  await page.getByRole('checkbox', { name: /^I accept that nobody may block/ }).check();
  const tag = page.getByRole('checkbox', { name: /Device tag/ });
  await tag.click();
  await expect(tag).toBeChecked();
  await picture(page, '84-afterwards');
  await picture(page, '85-afterwards-french', small);
  await walk.primary('Continue to plan').click();
  await picture(page, '86-take-off-plan');
  await walk.startChanges();
  await expect(walk.title).toHaveText('The server left its tenant');
  await walk.primary('Continue to Uninstall').click();
  await walk.primary('Continue to Proof').click();
  await expect(walk.title).toHaveText(/are as asked$/);
  await picture(page, '87-taken-off');
});
