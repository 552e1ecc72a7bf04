import { runOutput } from './ask';
import { expect } from './fixtures';
import type { Walk } from './walk';

/**
 * Starts the plan of a 2012 R2 server, waits until its installation has written a few lines, and slows its clock down so
 * that the installation lasts.
 */
export async function startInstalling(walk: Walk): Promise<void> {
  await walk.prepare({
    machine: '2012r2-fresh',
    packages: ['onboarding', 'installation'],
    mode: 'Active',
  });
  await walk.startChanges();
  await expect(walk.title).toHaveText('Carrying out the plan');
  await expect(walk.page.getByRole('heading', { name: /installing Defender for Endpoint$/ })).toBeVisible({
    timeout: 30_000,
  });
  await walk.speed.selectOption('1');
  await expect(async () => expect((await runOutput(walk.page)).total).toBeGreaterThan(5)).toPass();
}
