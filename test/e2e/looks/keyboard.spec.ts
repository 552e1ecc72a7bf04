import { expect, test } from '../fixtures';
import { arrive, mostTabs, openPractice, pressPrimary, tabTo } from '../keys';
import { stepNames } from '../walk';

// Layers come and go here, and take the keyboard with them: as slowly as a person sees it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test.describe('the keyboard alone', () => {
  test('leads from the first run to the saved report', async ({ walk }) => {
    const { keyboard } = walk.page;
    await arrive(walk, 'Bring a server aboard, one step at a time');
    await openPractice(walk, '2019-fresh');
    await pressPrimary(walk, 'Read the server');
    await arrive(walk, 'Server at a glance');
    await pressPrimary(walk, 'Continue to packages');
    await arrive(walk, 'Packages');
    await tabTo(walk, walk.button('Add practice package Onboarding package'), mostTabs);
    await keyboard.press('Enter');
    await expect(walk.primary('Continue')).not.toHaveAttribute('aria-disabled', 'true');
    await keyboard.press('Control+Enter');
    await arrive(walk, 'Prerequisites');
    await pressPrimary(walk, 'Continue');
    await arrive(walk, 'Protection');
    await tabTo(walk, walk.page.getByRole('radio', { name: 'Active' }), mostTabs);
    await keyboard.press('Space');
    await pressPrimary(walk, 'Continue with Active');

    await arrive(walk, 'Plan');
    await keyboard.press('Control+Enter');
    await expect(walk.title, 'Ctrl+Enter never starts changes').toHaveText('Plan');
    const name = walk.page.getByRole('textbox', { name: 'Type PRACTICE-2019' });
    await tabTo(walk, name, mostTabs);
    await keyboard.type('practice-2019');
    await keyboard.press('Enter');
    await expect(walk.title, 'Enter in a field never starts changes').toHaveText('Plan');
    await tabTo(walk, walk.primary('Start changes'), 3);
    await keyboard.press('Enter');

    await expect(async () => {
      await keyboard.press('F5');
      await expect(walk.title).toHaveText('Onboarded: six of six proofs agree', { timeout: 1000 });
    }).toPass();
    await keyboard.press('Control+Enter');
    await arrive(walk, 'Detection test');
    await pressPrimary(walk, 'Send the test');
    await tabTo(walk, walk.primary('I see the alert'), 30);
    await keyboard.press('Enter');
    await arrive(walk, 'Handover');
    await pressPrimary(walk, 'Save report and finish');
    await expect(walk.title).toHaveText('PRACTICE-2019 is handed over');
  });

  test('reaches the primary of every page in few presses', async ({ walk }) => {
    await walk.prepare({
      machine: '2012r2-prerequisites',
      packages: ['onboarding', 'installation', 'updateUcrt'],
      mode: 'Active',
    });
    for (const name of stepNames) {
      await walk.openStep(name);
      await expect(walk.title).toBeFocused();
      const primary = walk.page.getByRole('contentinfo').getByRole('button').last();
      expect.soft(await tabTo(walk, primary, 80), `Tab presses on ${name}`).toBeLessThanOrEqual(mostTabs);
    }
  });

  test('moves between regions and steps, opens layers and leaves them where it came from', async ({
    walk,
  }) => {
    const { keyboard } = walk.page;
    await walk.openPractice('2019-fresh');
    await walk.readServer();
    const rail = walk.page.getByRole('navigation', { name: 'Steps' });
    await expect(async () => {
      await keyboard.press('F6');
      expect(await rail.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }).toPass();
    await expect(walk.step('Server')).toBeFocused();
    await keyboard.press('ArrowDown');
    await expect(walk.step('Packages')).toBeFocused();
    await keyboard.press('End');
    await expect(walk.step('Handover')).toBeFocused();
    await keyboard.press('Home');
    await keyboard.press('Enter');
    await arrive(walk, 'Connect to the server');

    await keyboard.press('Control+Enter');
    await arrive(walk, 'Server at a glance');
    await keyboard.press('Alt+ArrowLeft');
    await arrive(walk, 'Connect to the server');
    await keyboard.press('Control+L');
    const ledger = walk.page.getByRole('dialog', { name: /No change on PRACTICE-2019/ });
    await expect(ledger).toBeVisible();
    await keyboard.press('Escape');
    await expect(ledger).toBeHidden();
    await walk.openStep('Server');
    const powershell = walk.button('PowerShell');
    await tabTo(walk, powershell, mostTabs);
    await keyboard.press('Enter');
    const drawer = walk.page.getByRole('dialog', { name: 'PowerShell' });
    await expect(drawer).toContainText('Get-ServerState.ps1');
    await keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await expect(powershell).toBeFocused();
    await keyboard.press('ArrowRight');
    await expect(walk.button('Explain')).toBeFocused();
    await keyboard.press('Home');
    await expect(powershell).toBeFocused();
    await keyboard.press('F1');
    const explained = walk.page.getByRole('dialog', { name: 'Server, explained' });
    await expect(explained.getByRole('heading', { level: 3 })).toHaveText([
      'Why this step',
      'What it touches',
      'How to undo it',
    ]);
    await keyboard.press('Escape');
    await expect(explained).toBeHidden();
    await expect(powershell).toBeFocused();
  });
});
