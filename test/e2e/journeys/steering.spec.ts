import { expect, test } from '../fixtures';
import { startInstalling } from '../startInstalling';

// Layers come and go here, and take the keyboard with them: as slowly as a person sees it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test.describe('a person steers a run', () => {
  test.describe('while it goes', () => {
    test.use({ settings: { practiceSpeed: 8 } });

    test('a stop is asked for, taken back, asked for again; the action finishes and the plan waits', async ({
      walk,
    }) => {
      await startInstalling(walk);
      const stop = walk.button('Stop after this action');
      await stop.click();
      const dialog = walk.page.getByRole('dialog', { name: 'How should it stop?' });
      await expect(dialog).toContainText('never cut off in the middle');
      await expect(dialog.getByRole('button').first(), 'the least destructive comes first').toHaveText(
        'Keep watching',
      );
      await dialog.getByRole('button', { name: 'Keep watching' }).click();
      await expect(stop).toBeFocused();

      await stop.click();
      await dialog.getByRole('button', { name: /^Stop after action \d$/ }).click();
      await expect(walk.page.getByRole('contentinfo')).toContainText(/Stopping after action \d/);
      await walk.button('Take it back').click();
      await stop.click();
      await dialog.getByRole('button', { name: /^Stop after action \d$/ }).click();
      await walk.speed.selectOption('600');

      await expect(walk.title).toHaveText('Everything before onboarding is done', { timeout: 30_000 });
      await walk.primary('Continue to onboarding').click();
      await expect(walk.title).toHaveText(/^Stopped, \d of \d actions are done$/);
      await walk.primary('Go on with the plan').click();
      await walk.awaitCloud();
    });
  });

  test.describe('in a prerequisite', () => {
    test.use({ settings: { practiceSpeed: 8 } });

    test('a stop ends it between two of its stages, calls it stopped and not failed, and the plan goes on with it', async ({
      walk,
    }) => {
      await walk.prepare({
        machine: '2016-prerequisites',
        packages: ['onboarding', 'installation', 'platformUpdate'],
        mode: 'Active',
      });
      // As slow as ours, so that the stage lasts longer than the question.
      await walk.speed.selectOption('1');
      await walk.startChanges();
      // A stop that is asked for before the first stage has begun ends the action at once.
      await expect(walk.main).toContainText('Enabling Defender Antivirus in Windows: begins', {
        timeout: 30_000,
      });
      await walk.button('Stop this action').click();
      const dialog = walk.page.getByRole('dialog', { name: 'How should it stop?' });
      await expect(dialog).toContainText('The stage under way is finished first.');
      await dialog.getByRole('button', { name: /^Stop action \d$/ }).click();
      await expect(walk.page.getByRole('contentinfo')).toContainText(/Stopping action \d behind its stage/);
      await walk.speed.selectOption('600');

      await expect(walk.title).toHaveText(/^Stopped, \d of \d actions are done$/);
      const rows = walk.page.getByRole('list', { name: 'Actions of this run' }).getByRole('listitem');
      await expect(rows.filter({ hasText: 'Stopped' })).toHaveCount(1);
      await expect(rows.filter({ hasText: 'Failed' })).toHaveCount(0);
      await walk.primary('Go on with the plan').click();
      await expect(walk.title).toHaveText(/^Restart PRACTICE-/, { timeout: 30_000 });
    });
  });

  test('the protection mode is undone from the ledger, after the server was named once more', async ({
    walk,
  }) => {
    await walk.prepare({ machine: '2019core-fresh', packages: ['onboarding'], mode: 'Passive' });
    await walk.startChanges();
    await walk.openStep('Onboard');
    // No other antivirus is there, so that passive mode leaves nobody who blocks.
    await walk.awaitCloud('Onboarded, but nobody blocks threats');
    await expect(walk.page.getByRole('contentinfo')).toContainText(
      /3 changes on PRACTICE-\S+, all simulated/,
    );
    await walk.button('Review').click();
    const ledger = walk.page.getByRole('dialog', { name: /^3 changes on PRACTICE-/ });
    await expect(ledger.getByRole('listitem').filter({ hasText: 'Server onboarded' })).toContainText(
      'One-way',
    );
    await ledger.getByRole('button', { name: /^Undo/ }).click();

    const question = walk.page.getByRole('dialog', { name: /^Undo the protection mode on PRACTICE-/ });
    const confirm = question.getByRole('button', { name: 'Undo the mode' });
    await expect(confirm).toHaveAttribute('aria-disabled', 'true');
    const label = (await question.getByText(/^Type the server name, /).textContent()) ?? '';
    await question.getByRole('textbox').fill(label.replace('Type the server name, ', ''));
    await confirm.click();
    await expect(question).toBeHidden();

    await expect(async () => {
      await walk.page.keyboard.press('Control+L');
      const mode = walk.page.getByRole('listitem').filter({ hasText: 'Protection mode held by policy' });
      await expect(mode.filter({ hasText: 'Undone' })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 20_000 });
  });
});
