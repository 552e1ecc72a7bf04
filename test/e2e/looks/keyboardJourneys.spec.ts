import { expect, test } from '../fixtures';
import {
  arrive,
  addPackages,
  pressInRow,
  openPractice,
  press,
  pressPrimary,
  startChanges,
  tabTo,
} from '../keys';

// Layers come and go here, and take the keyboard with them: as slowly as a person sees it.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('the keyboard alone leads through Maintain and Take off', async ({ walk, page }) => {
  const { keyboard } = page;
  await openPractice(walk, '2019-onboarded');
  await pressPrimary(walk, 'Read the server');
  await arrive(walk, 'Server at a glance');
  await press(walk, walk.button('Overview'));
  await arrive(walk, 'PRACTICE-2019');
  await pressInRow(walk, walk.button(/^Open step 3, Settings/));
  await arrive(walk, 'Settings');

  await pressInRow(walk, walk.button('Device tag'));
  await tabTo(walk, page.getByRole('radio', { name: 'Unchanged' }), 4);
  await keyboard.press('ArrowDown');
  await tabTo(walk, page.getByRole('textbox', { name: 'Tag' }), 3);
  await keyboard.type('Lyon');
  await press(walk, walk.button('Want this'), 2);
  await expect(walk.primary('Continue to plan')).not.toHaveAttribute('aria-disabled', 'true');
  await keyboard.press('Control+Enter');
  await arrive(walk, 'Plan');
  await startChanges(walk);
  await expect(walk.title).toHaveText('Every setting is as wanted');
  await keyboard.press('Control+Enter');
  await arrive(walk, '1 of 1 is as asked');
  await keyboard.press('Control+Enter');
  await arrive(walk, 'Handover');
  await pressPrimary(walk, 'Save report and finish');
  await expect(walk.title).toHaveText('PRACTICE-2019 is handed over');

  await press(walk, walk.button('Overview'));
  await arrive(walk, 'PRACTICE-2019');
  await pressInRow(walk, walk.button(/^Open step 3, Package ?, Take off/));
  await arrive(walk, 'Package');
  await addPackages(walk, ['offboarding']);
  await keyboard.press('Control+Enter');
  await arrive(walk, 'Afterwards');
  await pressPrimary(walk, 'Continue to plan');
  await arrive(walk, 'Plan');
  await startChanges(walk, true);
  await expect(walk.title).toHaveText('The server left its tenant');
  await keyboard.press('Control+Enter');
  await arrive(walk, 'Nothing to uninstall');
  await keyboard.press('Control+Enter');
  await arrive(walk, /are as asked$/);
});
