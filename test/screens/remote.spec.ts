import { test } from '../e2e/fixtures';
import type { Walk } from '../e2e/walk';
import { picture } from './album';

/** Signs in with an account of a practice server and waits for the rung that stops. */
async function signIn(walk: Walk, account: string): Promise<void> {
  await walk.page.getByRole('radio', { name: account, exact: true }).check();
  await walk.button('Sign in with this account').click();
}
const tall = { height: 1000 };

test.describe('servers of the network', () => {
  test('an account that is refused, a wrong password, and the right account', async ({ walk, page }) => {
    await walk.openPractice('network-password');
    await walk.button('Use another account').click();
    await picture(page, '50-connect-account');
    await signIn(walk, 'PRACTICE\\wrong-password');
    await page.getByText('User name or password is wrong.').waitFor();
    await picture(page, '51-connect-wrong-password');
    await signIn(walk, 'PRACTICE\\server-admin');
    await walk.primary('Read the server').and(page.locator(':not([aria-disabled])')).waitFor();
    await page.getByRole('heading', { level: 1 }).focus();
    await picture(page, '52-connect-network');
  });

  test('a certificate for another name', async ({ walk, page }) => {
    await walk.openPractice('network-certificate');
    await walk.button('Other ways').click();
    await picture(page, '53-connect-certificate', tall);
  });

  test('a local account that Windows filtered', async ({ walk, page }) => {
    await walk.openPractice('network-filtered');
    await signIn(walk, 'PRACTICE-WEB2\\localadm');
    await walk.button('Other ways').click();
    await picture(page, '54-connect-filtered', tall);
    await page.getByRole('radio', { name: 'The server’s administrator, from LAPS' }).check();
    await walk.button('Read from LAPS').click();
    await walk.button('Read anew').waitFor();
    await walk.primary('Read the server').and(page.locator(':not([aria-disabled])')).waitFor();
    await page.getByRole('heading', { level: 1 }).focus();
    await picture(page, '74-connect-laps', tall);
  });

  test('another machine behind the name', async ({ walk, page }) => {
    await walk.openPractice('network-stale');
    await walk.button('It is the server I mean').waitFor();
    await picture(page, '55-connect-wrong-machine', tall);
    await picture(page, '56-connect-wrong-machine-french', { ...tall, french: true });
  });
});
