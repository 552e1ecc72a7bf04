import { test } from '../e2e/fixtures';
import type { ServedApp } from '../e2e/servedApp';
import type { Walk } from '../e2e/walk';
import { picture } from './album';

const minute = 60_000;
const account = 'PRACTICE\\server-admin';

/** Signs in with an account that has a password of its own. */
async function signIn(walk: Walk): Promise<void> {
  await walk.page.getByRole('radio', { name: account, exact: true }).check();
  await walk.button('Sign in with this account').click();
  await walk.primary('Read the server').and(walk.page.locator(':not([aria-disabled])')).waitFor();
}

/** From the connection to the Plan page of a server that takes `packages`. */
async function toPlan(walk: Walk, packages: Parameters<Walk['addPackages']>[0]): Promise<void> {
  await walk.readServer();
  await walk.choosePath();
  await walk.addPackages(packages);
  await walk.acceptPackages();
  await walk.acceptFixes();
  await walk.acceptPrerequisites();
  await walk.chooseMode('Active');
}

/** Puts the Windows of one practice server on the network, in the place of another; both were opened once. */
async function putOnNetwork(app: ServedApp, from: string, to: string): Promise<void> {
  const read = async (id: string) =>
    JSON.parse(await app.read(`practice/${id}.json`)) as { machine: { name: string } & object };
  const [base, network] = [await read(from), await read(to)];
  const { name } = network.machine;
  const renamed = JSON.parse(JSON.stringify(base.machine).replaceAll(base.machine.name, name)) as object;
  const lies = Object.fromEntries(
    Object.entries(network.machine).filter(([key]) => key === 'network' || key === 'domain'),
  );
  await app.write(`practice/${to}.json`, JSON.stringify({ ...network, machine: { ...renamed, ...lies } }));
}

test.describe('interruptions of a server of the network', () => {
  test.use({ settings: { practiceSpeed: 60 } });

  test('a link that is lost during the installation, and back', async ({ walk, page }) => {
    await walk.prepareByHand({
      machine: 'network-trellix',
      packages: ['onboarding', 'installation', 'platformUpdate'],
      mode: 'Passive',
    });
    await walk.startChanges();
    await page
      .getByRole('heading', { name: /installing Defender for Endpoint$/ })
      .waitFor({ timeout: 60_000 });
    await walk.speed.selectOption('1');
    await page
      .getByRole('combobox', { name: 'Fault' })
      .selectOption({ label: 'Network drops during a change' });
    await page
      .getByRole('note')
      .filter({ hasText: /^No contact for 00:0[3-9]/ })
      .waitFor();
    await picture(page, '57-link-lost');
    await page.getByRole('combobox', { name: 'Fault' }).selectOption({ index: 0 });
    await page
      .getByRole('note')
      .filter({ hasText: /^No contact/ })
      .waitFor({ state: 'detached' });
    await picture(page, '58-link-back');
  });

  test('a run that waits for its password after a start of the app', async ({
    walk,
    page,
    killAndRestart,
  }) => {
    await walk.openPractice('network-password');
    await signIn(walk);
    await toPlan(walk, ['onboarding']);
    await walk.speed.selectOption('1');
    await walk.startChanges();
    await page.getByRole('heading', { name: /onboarding the server$/ }).waitFor({ timeout: 60_000 });
    await page.getByText('begins').first().waitFor();
    await killAndRestart();
    await page.getByRole('button', { name: /^Practice/ }).click();
    await page.getByText('Its run waits for a password').waitFor();
    await picture(page, '65-servers-password');
    await walk.button(/^Open PRACTICE-/).click();
    await walk.button('Give the password').waitFor();
    await picture(page, '66-run-password');
    await picture(page, '67-run-password-french', { french: true });
  });

  test('a restart: asked, waited for by the start time of Windows, and gone on with', async ({
    walk,
    page,
    app,
    killAndRestart,
  }) => {
    await walk.openPractice('2019-restart');
    await walk.button('Leave practice').click();
    await walk.openPractice('network-fresh');
    await killAndRestart(() => putOnNetwork(app, '2019-restart', 'network-fresh'));
    await page.getByRole('button', { name: /^Practice/ }).click();
    await walk.button('Open PRACTICE-APP11').click();
    await walk.primary('Read the server').waitFor();
    await toPlan(walk, ['onboarding']);
    await walk.startChanges();
    await walk.primary('Restart now').waitFor({ timeout: 60_000 });
    await walk.speed.selectOption('8');
    await walk.primary('Restart now').click();
    await page.getByText('Gone for').first().waitFor({ timeout: 30_000 });
    await walk.speed.selectOption('1');
    await page.clock.setFixedTime(Date.now() + 2 * minute);
    await page.getByText(/^02:/).waitFor();
    await picture(page, '59-network-restart');
    await page.clock.setFixedTime(Date.now() + 13 * minute);
    await walk.title.filter({ hasText: /is still away$/ }).waitFor();
    await picture(page, '68-network-away');
    await walk.speed.selectOption('600');
    await walk.page.clock.setFixedTime(Date.now());
    await walk.openStep('Onboard');
    await walk.title.filter({ hasText: /^Onboarded/ }).waitFor({ timeout: 60_000 });
    await walk.openStep('Install');
    await picture(page, '69-network-resumed');
  });
});
