import { expect } from './fixtures';
import type { Walk } from './walk';

/** From the first run to the Plan page, with the test of the cloud addresses in the plan. */
export async function planTest(walk: Walk, machine: '2019-fresh' | '2019-offline'): Promise<void> {
  await walk.openPractice(machine);
  await walk.readServer();
  await walk.choosePath();
  await walk.addPackages(['onboarding']);
  await walk.acceptPackages();
  await walk.button('Add test to plan The way to the cloud has no recent test').click();
  await expect(walk.button('Remove from plan The way to the cloud has no recent test')).toBeVisible();
  await walk.acceptPrerequisites();
  await walk.chooseMode('Active');
  const actions = walk.page.getByRole('list', { name: 'Actions of the plan' }).getByRole('listitem');
  await expect(actions.first()).toContainText('Test the cloud addresses from the server');
  await walk.startChanges();
}
