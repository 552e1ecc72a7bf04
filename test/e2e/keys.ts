import type { Locator } from 'playwright/test';
import packageTexts from '../../shared/locales/en/packages.json' with { type: 'json' };
import practiceTexts from '../../shared/locales/en/practice.json' with { type: 'json' };
import { expect } from './fixtures';
import type { Preparation, Walk } from './walk';

/** The largest number of presses of Tab from the title of a page to its primary button. */
export const mostTabs = 12;

const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Goes to something with Tab alone and answers how many presses it took. */
export async function tabTo(walk: Walk, target: Locator, limit: number): Promise<number> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses <= limit; presses += 1) {
    if (await hasFocus(target)) return presses;
    await walk.page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} was not reached with ${limit} presses of Tab`);
}

/** Waits for a page: its title has the keyboard, so that it is read out. */
export async function arrive(walk: Walk, title: string | RegExp): Promise<void> {
  await expect(walk.title).toHaveText(title);
  await expect(walk.title).toBeFocused();
}

/** Goes to a button and presses it with Enter. */
export async function press(walk: Walk, target: Locator, limit = 30): Promise<void> {
  await expect(target).not.toHaveAttribute('aria-disabled', 'true');
  await tabTo(walk, target, limit);
  await walk.page.keyboard.press('Enter');
}

/** Presses the primary of the page after reaching it from the title. */
export const pressPrimary = (walk: Walk, name: string): Promise<void> =>
  press(walk, walk.primary(name), mostTabs);

/** From the first run to the Connect page of a practice server, found by its name. */
export async function openPractice(walk: Walk, machine: Preparation['machine']): Promise<void> {
  const { keyboard } = walk.page;
  await press(walk, walk.button('Start practice'), mostTabs);
  await arrive(walk, 'Practice');
  await keyboard.press('Control+F');
  await expect(walk.page.getByRole('textbox', { name: 'Find a practice server' })).toBeFocused();
  await keyboard.type(practiceTexts[machine].name);
  await press(walk, walk.button(`Start ${practiceTexts[machine].name}`));
  await arrive(walk, 'Connect to the server');
}

/** Adds packages from the practice shelf: one Tab stop, arrows within. */
export async function addPackages(walk: Walk, ids: Preparation['packages']): Promise<void> {
  const rows = walk.page.getByRole('list', { name: 'Practice packages' }).getByRole('listitem');
  for (const id of ids) {
    const button = walk.button(`Add ${packageTexts.practice[id]}`);
    const row = rows.filter({ has: button });
    await tabToList(walk, rows);
    await arrowTo(walk, row, 20);
    await press(walk, button, 3);
    await expect(row).toContainText(/Added|Kept out/);
  }
}

/** Goes down with the arrows until the keyboard is in a row. */
async function arrowTo(walk: Walk, row: Locator, limit: number): Promise<void> {
  const inside = () => row.evaluate((item) => item.contains(document.activeElement));
  for (let presses = 0; !(await inside()); presses += 1) {
    if (presses > limit) throw new Error(`${String(row)} was not reached`);
    await walk.page.keyboard.press('ArrowDown');
  }
}

/** Goes on with Tab until the keyboard is in a list, and to the first of its rows. */
async function tabToList(walk: Walk, rows: Locator): Promise<void> {
  const inside = () =>
    rows.evaluateAll((items) => items.some((item) => item.contains(document.activeElement)));
  for (let presses = 0; !(await inside()); presses += 1) {
    if (presses > 60) throw new Error('the list was not reached');
    await walk.page.keyboard.press('Tab');
  }
  await walk.page.keyboard.press('Home');
}

/** Goes to the row of a list that has a button, and presses it. */
export async function pressInRow(walk: Walk, button: Locator): Promise<void> {
  const rows = walk.main.getByRole('listitem');
  await tabToList(walk, rows);
  await arrowTo(walk, rows.filter({ has: button }), 60);
  await press(walk, button, 3);
}

/** From the first run to the Plan page, without a mouse. */
export async function prepare(walk: Walk, { machine, packages, mode }: Preparation): Promise<void> {
  const { keyboard } = walk.page;
  await openPractice(walk, machine);
  await pressPrimary(walk, 'Read the server');
  await arrive(walk, 'Server at a glance');
  await keyboard.press('Control+Enter');
  await arrive(walk, 'Packages');
  await addPackages(walk, packages);
  await keyboard.press('Control+Enter');
  await arrive(walk, 'Prerequisites');
  const offers = walk.page.getByRole('button', { name: /^Add fix to plan/ });
  await expect(walk.page.getByRole('list', { name: 'Passed' })).toBeVisible();
  for (let left = await offers.count(); left > 0; left -= 1) {
    // The lists of the page are one Tab stop: the arrows lead through all of them.
    await pressInRow(walk, offers.first());
    await expect(offers).toHaveCount(left - 1);
  }
  await keyboard.press('Control+Enter');
  await arrive(walk, 'Protection');
  const radio = walk.page.getByRole('radio', { name: mode, exact: true });
  await tabTo(walk, walk.page.getByRole('radio', { checked: true }), mostTabs);
  if (!(await radio.isChecked())) await keyboard.press('ArrowRight');
  await expect(radio).toBeChecked();
  await pressPrimary(walk, `Continue with ${mode}`);
  await arrive(walk, 'Plan');
}

/**
 * Types the name of the server, as its label says it, and starts the plan. Between the two stand other ways and Back, and once
 * something was changed the link to it (`changed`).
 */
export async function startChanges(walk: Walk, changed = false): Promise<void> {
  const field = walk.page.getByRole('textbox', { name: /^Type / });
  await tabTo(walk, field, 20);
  const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
  await walk.page.keyboard.type(/^Type (\S+)/.exec(label)?.[1] ?? '');
  await press(walk, walk.primary('Start changes'), changed ? 4 : 3);
}
