import { runOutput } from './ask';
import { expect } from './fixtures';
import type { Walk } from './walk';

/**
 * Starts the plan of a 2012 R2 server whose clock is as slow as ours, so that its installation lasts, and waits until this has
 * written a few lines.
 */
export async function startInstalling(walk: Walk): Promise<void> {
  await walk.prepare({
    machine: '2012r2-fresh',
    packages: ['onboarding', 'installation'],
    mode: 'Active',
  });
  // Slow from the start: on a busy computer the installation would be over before the page is looked at.
  await walk.speed.selectOption('1');
  await walk.startChanges();
  await expect(walk.title).toHaveText('Carrying out the plan');
  await expect(walk.page.getByRole('heading', { name: /installing Defender for Endpoint$/ })).toBeVisible({
    timeout: 30_000,
  });
  await expect(async () => expect((await runOutput(walk.page)).total).toBeGreaterThan(5)).toPass({
    timeout: 30_000,
  });
}
