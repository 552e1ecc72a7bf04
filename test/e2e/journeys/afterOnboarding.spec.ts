import { expect, test } from '../fixtures';

test('an onboarded server gets its settings, leaves its tenant and comes to another, by what the app says alone', async ({
  walk,
  page,
}) => {
  await walk.openPractice('2012r2-onboarded');
  await walk.readServer();
  await walk.button('Overview').click();

  // Maintain: wishes that are chosen and typed, each read back.
  await walk.button(/^Open step 3, Settings/).click();
  await expect(walk.title).toHaveText('Settings');
  await walk.button('Device tag').click();
  await page.getByRole('radio', { name: 'Tag' }).check();
  await page.getByRole('textbox', { name: 'Tag' }).fill('File servers');
  await walk.button('Want this').click();
  await walk.button('Proxy of Windows (WinHTTP)').click();
  await page.getByRole('radio', { name: /^Proxy/ }).check();
  await page.getByRole('textbox', { name: /^Proxy/ }).fill('proxy.example:8080');
  await walk.button('Want this').click();
  await walk.button('Protection mode').click();
  // Nothing else blocks here, so Passive is warned of as soon as it is chosen, and is taken back.
  await page.getByRole('radio', { name: /^Passive/ }).click();
  await expect(walk.main).toContainText('After the changes nobody blocks threats');
  await page.getByRole('radio', { name: 'Unchanged' }).click();
  await expect(walk.main).not.toContainText('After the changes nobody blocks threats');
  await walk.button('Security intelligence').click();
  await page.getByRole('radio', { name: 'Update from where this server takes it' }).click();
  await expect(page.getByRole('navigation', { name: 'Steps' })).toContainText('3 wanted');
  await walk.primary('Continue to plan').click();
  await expect(walk.title).toHaveText('Plan');
  await walk.startChanges();
  await expect(walk.title).toHaveText('Every setting is as wanted');
  await walk.primary('Continue to Proof').click();
  await expect(walk.title).toHaveText('3 of 3 are as asked');
  await expect(walk.main).toContainText('DeviceTagging\\Group = "File servers"');
  await walk.primary('Continue to handover').click();
  await walk.primary('Save report and finish').click();

  // The package of another tenant leads to Take off, not in a circle.
  await walk.button('Overview').click();
  await walk.button(/^Open step 2, Server ?, Onboard/).click();
  await walk.primary('Continue to packages').click();
  await walk.addPackages(['onboardingOtherTenant']);
  await walk.button('Overview').click();
  const ways = page.getByRole('list', { name: 'What do you want to do?' }).getByRole('listitem');
  await expect(ways.filter({ hasText: 'Fits this server' })).toHaveText(/Take off.*another tenant/);
  await walk.button(/^Open step 3, Packages ?, Onboard/).click();
  await walk.button('Take it off first').click();
  await expect(
    page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: /^3, Package,/ }),
  ).toHaveAttribute('aria-current', 'step');

  // Take off: one setting is taken back, the other stays by choice.
  await walk.addPackages(['offboarding']);
  await walk.primary('Continue').click();
  await page.getByRole('radio', { name: 'Offboard and uninstall' }).check();
  await expect(walk.primary('Continue to plan')).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('checkbox', { name: /^I accept that nobody may block/ }).check();
  const tag = page.getByRole('checkbox', { name: /Device tag/ });
  await tag.click();
  await expect(tag).toBeChecked();
  await walk.primary('Continue to plan').click();
  await expect(walk.main).toContainText('Take back: Device tag set');
  await walk.startChanges();
  await expect(walk.title).toHaveText('The server left its tenant');
  await walk.primary('Continue to Uninstall').click();
  await expect(walk.title).toHaveText('The sensor is removed');
  await walk.primary('Continue to Proof').click();
  await expect(walk.title).toHaveText('6 of 6 are as asked');
  await walk.primary('Continue to handover').click();
  await walk.primary('Save report and finish').click();

  // Now the way to the other tenant is open.
  await walk.button('Overview').click();
  await expect(ways.filter({ hasText: 'Fits this server' })).toHaveText(/Onboard.*Next is step 3, Packages/);
  const before = page.getByRole('list', { name: 'Before' });
  await expect(before).toContainText('Take off: done, 4 changes');
  // The intelligence was less than a day old: what is so already is no change.
  await expect(before).toContainText('Maintain: done, 2 changes');
});
