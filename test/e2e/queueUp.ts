import { expect } from './fixtures';
import { ask } from './ask';
import type { Machine, Walk } from './walk';

/** Decides all that the Plan page needs, as the pages before it would; the packages are in the library already. */
async function decideAll(walk: Walk, machine: Machine): Promise<void> {
  const { page } = walk;
  const targetId = `practice-${machine}`;
  await ask(page, 'connect', { targetId });
  await ask(page, 'readFacts', { targetId });
  await ask(page, 'changeInputs', { targetId, change: { kind: 'choosePath' } });
  await ask(page, 'changeInputs', { targetId, change: { kind: 'wish', wishes: { mode: 'active' } } });
}

/** Confirms the plans of practice servers one by one on their Plan pages, and ends on the Practice page. */
export async function queueUp(walk: Walk, machines: readonly Machine[]): Promise<void> {
  const { page } = walk;
  const ids = ['onboarding', 'installation', 'platformUpdate'];
  const targetId = `practice-${machines[0] ?? ''}`;
  await ask(page, 'addPracticePackages', { to: targetId, ids });
  for (const machine of machines) {
    await decideAll(walk, machine);
    await page.evaluate((id) => {
      window.location.hash = `#/practice-${id}/plan`;
    }, machine);
    await expect(walk.title).toHaveText('Plan');
    const field = page.getByRole('textbox', { name: /^Type / });
    const others = walk.button('Other ways');
    await expect(others).toHaveAttribute('aria-disabled', 'true');
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await field.fill(/^Type (\S+)/.exec(label)?.[1] ?? '');
    await others.click();
    await page.getByRole('menuitem', { name: /^Add to queue/ }).click();
    await expect(page.getByRole('note').filter({ hasText: /^In the queue, number \d/ })).toBeVisible();
  }
  await walk.button('Show the queue').click();
  await expect(walk.title).toHaveText('Practice');
}

/** Fills in a list on the Practice page, and shows what it says. */
export async function readList(walk: Walk, text: string): Promise<void> {
  await walk.button('Open several').click();
  const drawer = walk.page.getByRole('dialog', { name: 'Open several practice servers' });
  await drawer.getByRole('textbox', { name: 'The list' }).fill(text);
  await drawer.getByRole('button', { name: 'Read the list' }).click();
  await expect(drawer.getByRole('status')).toContainText('server');
}

/** Adds the practice servers of a list, with packages for every kind of Windows, and reads them all. */
export async function readMany(walk: Walk, lines: readonly string[]): Promise<void> {
  const { page } = walk;
  const count = lines.length;
  await walk.button('Start practice').click();
  await readList(walk, lines.join('\n'));
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Add ${count} servers` })
    .click();
  const unread = page.getByRole('list', { name: 'Not read yet' }).getByRole('listitem');
  await expect(unread).toHaveCount(count, { timeout: 60_000 });
  await ask(page, 'addPracticePackages', {
    to: `practice-${/^[^;]*/.exec(lines[0] ?? '')?.[0] ?? ''}`,
    ids: ['onboarding', 'installation', 'platformUpdate'],
  });
  await walk.button('Read all').click();
  await expect(page.getByText(`${count} servers were read.`).first()).toBeVisible({ timeout: 60_000 });
}

/** Reads the practice servers of a list, and opens the page that decides for them. */
export async function openSeveral(walk: Walk, lines: readonly string[]): Promise<void> {
  await readMany(walk, lines);
  await walk.button('Decide for several').click();
  await expect(walk.title).toHaveText('Several servers');
}

/** Decides for all of the chosen servers: the mode that fits each, and every fix that a check asks for. */
export async function decideForAll(walk: Walk): Promise<void> {
  const { page } = walk;
  await page.getByRole('radio', { name: 'What fits each server' }).click();
  for (const box of await page.getByRole('checkbox', { name: /Needed on/ }).all()) await box.click();
  await walk.button(/^Decide for \d+ servers$/).click();
  await expect(page.getByText(/^Decided for \d+ servers\. Their plans stand below\.$/)).toBeVisible();
}
