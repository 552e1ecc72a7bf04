import type { Page } from 'playwright/test';
import { expect, test } from './fixtures';
import { violations } from './looks/violations';
import type { Walk } from './walk';

/** The rung that the ladder stopped at, as it stands on the page. */
const stopped = (walk: Walk, rung: string) =>
  walk.page
    .getByRole('list', { name: 'Connection' })
    .getByRole('listitem')
    .filter({ hasText: rung })
    .filter({ has: walk.page.getByRole('button', { name: 'Show test' }) });

/** Signs in with an account of a practice server. */
async function signIn(walk: Walk, account: string): Promise<void> {
  await walk.page.getByRole('radio', { name: account, exact: true }).check();
  await walk.button('Sign in with this account').click();
}

/** Has the password of the server's own administrator read from LAPS. */
async function readFromLaps(walk: Walk): Promise<void> {
  await walk.page.getByRole('radio', { name: 'The server’s administrator, from LAPS' }).check();
  await walk.button('Read from LAPS').click();
}

/** What axe finds in a state of the Connect page, and what does not fit 320 pixels. */
async function examine(page: Page, what: string): Promise<void> {
  expect(await violations(page), what).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${what}, wide`).toBe(320);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test.describe('a server of the network', () => {
  test('a refused account and a wrong password are told apart; the right account reads the server', async ({
    walk,
    page,
  }) => {
    await walk.openPractice('network-password');
    await expect(stopped(walk, 'Sign-in')).toContainText('may not use remote management');
    await expect(walk.primary('Read the server')).toHaveAttribute('aria-disabled', 'true');
    await walk.button('Use another account').click();
    await expect(page.getByRole('radio', { name: 'My Windows sign-in' })).not.toBeChecked();
    // The card speaks of the account that was tried, though another one is picked by now.
    await expect(stopped(walk, 'Sign-in')).toContainText('Tried with your own Windows sign-in.');
    await signIn(walk, 'PRACTICE\\wrong-password');
    await expect(stopped(walk, 'Sign-in')).toContainText('Tried with PRACTICE\\wrong-password.');
    await expect(stopped(walk, 'Sign-in')).toContainText('User name or password is wrong.');
    await expect(stopped(walk, 'Sign-in')).toContainText('Code 1326');
    await expect(page.getByText('Gangway does not send the same one again.')).toBeVisible();
    await walk.primary('Test again').click();
    await expect(stopped(walk, 'Sign-in')).toContainText('A password is needed');
    await examine(page, 'a password is needed');
    await readFromLaps(walk);
    await expect(stopped(walk, 'Sign-in')).toContainText('You may not read this server’s password');
    await examine(page, 'LAPS gives nothing');
    await signIn(walk, 'PRACTICE\\server-admin');
    await expect(page.getByText('Simulated server, HTTPS 5986').first()).toBeVisible();
    await walk.readServer();
    await walk.openStep('Connect');
    await page.getByRole('radio', { name: 'My Windows sign-in' }).check();
    await walk.button('Test with my sign-in').click();
    await expect(stopped(walk, 'Sign-in')).toBeVisible();
    // Another way must be tested anew; what was read stays, with its age.
    await expect(walk.primary('Continue')).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByText(/^Facts read \d\d:\d\d/)).toBeVisible();
  });

  test('a certificate for another name is shown whole; the other port is a choice, by keyboard too', async ({
    walk,
    page,
  }) => {
    await walk.openPractice('network-certificate');
    const rung = stopped(walk, 'Remote management');
    await expect(rung).toContainText('The certificate was made for another name.');
    await expect(rung).toContainText('old-name.practice.example');
    await expect(rung).toContainText('31 Jan 2028');
    await walk.button('Show test').click();
    await expect(page.getByRole('dialog', { name: 'PowerShell' })).toContainText('Test-Management.ps1');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await walk.button('Other ways').click();
    await examine(page, 'a bad certificate');
    await walk.button('Other ways').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(walk.button('Use port 5985')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('5985 open, without a certificate (HTTP)')).toBeVisible();
    await expect(walk.button('Port: Without a certificate, 5985')).toBeVisible();
    await walk.readServer();
  });

  test('a local account whose rights Windows took is found before anything is read', async ({
    walk,
    page,
  }) => {
    await walk.openPractice('network-filtered');
    await signIn(walk, 'PRACTICE-WEB2\\localadm');
    // Windows lets it open no session and names no reason: the rights over the network are one of the ways on.
    await expect(stopped(walk, 'Sign-in')).toContainText('where Windows takes its rights over the network');
    await walk.button('Other ways').click();
    await expect(stopped(walk, 'Sign-in')).toContainText('LocalAccountTokenFilterPolicy');
    await examine(page, 'a filtered account that is refused');
    await walk.button('Use a domain account').click();
    await signIn(walk, 'PRACTICE-WEB2\\support');
    const rung = stopped(walk, 'Administrator rights');
    await expect(rung).toContainText('Signed in, but without administrator rights');
    await walk.button('Other ways').click();
    await expect(rung).toContainText('LocalAccountTokenFilterPolicy');
    await expect(rung).toContainText('Microsoft advises against it.');
    await examine(page, 'a filtered account');
    await walk.button('Use a domain account').click();
    await walk.button('Sign in with this account').click();
    await expect(page.getByText('Full, not filtered')).toBeVisible();
    // The built-in administrator is not filtered; LAPS holds its password.
    await readFromLaps(walk);
    await expect(
      page.getByText('PRACTICE-WEB2\\Administrator, an account of the server itself'),
    ).toBeVisible();
    await expect(page.getByText('Full, not filtered')).toBeVisible();
    await expect(walk.button('Read anew')).toBeVisible();
    await examine(page, 'signed in from LAPS');
  });

  test('another machine behind the name stops everything, until somebody says that it is meant', async ({
    walk,
    page,
  }) => {
    await walk.openPractice('network-stale');
    const rung = stopped(walk, 'Sign-in');
    for (const words of ['Another machine answered', 'PRACTICE-FS04', 'PRACTICE-OLD07', '192.0.2.34'])
      await expect(rung).toContainText(words);
    await expect(walk.primary('Read the server')).toHaveAttribute('aria-disabled', 'true');
    await examine(page, 'another machine');
    await walk.button('Choose another name').click();
    await expect(walk.title).toHaveText('Practice');
    await page.goBack();
    await walk.button('It is the server I mean').click();
    await walk.readServer();
  });

  test('a server with another antivirus goes the whole way over the network', async ({ walk }) => {
    await walk.prepare({
      machine: 'network-trellix',
      packages: ['onboarding', 'installation', 'platformUpdate'],
      mode: 'Passive',
    });
    await walk.startChanges();
    await walk.primary('Continue to onboarding').click({ timeout: 30_000 });
    await walk.awaitCloud();
    await walk.primary('Continue to detection test').click();
    await walk.confirmAlert();
    await walk.saveReport();
  });

  test('is named on a page that leads to practice where only that is possible', async ({ walk, page }) => {
    await expect(walk.title).toBeVisible();
    await page.evaluate(() => {
      window.location.hash = '#/add';
    });
    await expect(walk.title).toHaveText('Onboard a server');
    await expect(page.getByRole('note')).toContainText('Real servers are onboarded from Windows.');
    await examine(page, 'naming a server');
    await walk.button('Go to practice').click();
    await expect(walk.title).toHaveText('Practice');
    await expect(page.getByRole('list', { name: 'Over the network' })).toBeVisible();
  });
});
