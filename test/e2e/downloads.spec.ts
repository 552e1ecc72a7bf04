import { copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from 'playwright/test';
import { practiceFiles } from '../../main/packages/practicePackages';
import { nodeOutbound } from '../fakes/nodeOutbound';
import type * as Web from '../../main/web/main';
import { violations } from './looks/violations';
import { Walk } from './walk';

const dist = join(import.meta.dirname, '../../dist');
const packages = practiceFiles(join(dist, 'main/packages/practice'));
const pathOf = (id: string): string => packages.find((known) => known.id === id)?.path ?? '';

/** Where the test's own public file comes from, and the folder that is watched. */
interface Surroundings {
  host: { server: Server; answer: (listener: RequestListener) => void; asked: () => number };
  downloads: string;
  walk: Walk;
}

/** The app in this process, so that the test can hand it a table of its own and a way to its own host. */
const test = base.extend<Surroundings>({
  // eslint-disable-next-line no-empty-pattern -- the runner asks for the braces
  host: async ({}, use) => {
    let listener: RequestListener = (_request, response) => response.writeHead(404).end();
    let count = 0;
    const server = createServer((request, response) => {
      count += 1;
      listener(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use({ server, answer: (next) => (listener = next), asked: () => count });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
  // eslint-disable-next-line no-empty-pattern -- the runner asks for the braces
  downloads: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'gangway-browser-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  walk: async ({ page, host, downloads }, use) => {
    const { port } = host.server.address() as AddressInfo;
    const dataFolder = await mkdtemp(join(tmpdir(), 'gangway-e2e-'));
    const { serve } = (await import(join(dist, 'main/web.js'))) as typeof Web;
    const app = await serve({
      dataFolder,
      downloadFolder: downloads,
      downloads: {
        practice: true,
        outbound: nodeOutbound,
        table: [
          {
            id: 'updateKB2999226',
            kind: 'windowsUpdate',
            kb: 'KB2999226',
            url: `http://127.0.0.1:${port}/Windows8.1-KB2999226-x64.msu`,
            fileName: 'Windows8.1-KB2999226-x64.msu',
            hosts: [`127.0.0.1:${port}`],
            atMost: 5_000_000,
            source: 'a test',
            doubt: null,
          },
        ],
      },
    });
    await page.goto(app.url);
    await use(new Walk(page));
    await page.goto('about:blank');
    await app.close();
    await rm(dataFolder, { recursive: true, force: true });
  },
});

test('the guide, the watch and a download, on one page', async ({ walk, page, host, downloads }) => {
  await copyFile(pathOf('installation'), join(downloads, 'md4ws.msi'));
  await walk.openPractice('2012r2-prerequisites');
  await walk.readServer();
  await walk.choosePath();

  // The guide: opened by keyboard, with the picks of this Windows.
  await walk.button('Portal guide').focus();
  await page.keyboard.press('Enter');
  const steps = page.getByRole('list', { name: 'Steps in the portal' });
  await expect(steps).toBeFocused();
  await expect(steps).toContainText('Windows Server 2016 and Windows Server 2012 R2');
  await expect(steps).toContainText('Group Policy');
  await expect(steps).toContainText('Download twice');
  expect(await violations(page)).toEqual([]);
  await walk.button('Close guide').click();

  // The watch: only what is new, and only when it is whole.
  const watch = page.getByRole('region', { name: 'Watch the download folder' });
  await expect(watch).toContainText(downloads);
  await walk.button('Watch this folder').click();
  await expect(walk.button('Stop watching')).toBeVisible();
  const zip = join(downloads, 'GatewayWindowsDefenderATPOnboardingPackage.zip');
  await copyFile(pathOf('onboarding'), `${zip}.crdownload`);
  await expect(watch).toContainText('Still arriving: GatewayWindowsDefenderATPOnboardingPackage.zip');
  await rename(`${zip}.crdownload`, zip);
  await expect(watch.getByRole('list', { name: 'Arrived' })).toContainText(/Package\.zip\s+Taken at/);
  const kit = page.getByRole('list', { name: /^Kit for / });
  await expect(kit.getByRole('listitem').filter({ hasText: 'Onboarding package' })).toContainText('Ready');
  await expect(kit.getByRole('listitem').filter({ hasText: 'Installation package' })).not.toContainText(
    'Ready',
  );
  expect(await violations(page)).toEqual([]);

  // The download: nothing is sent before the button, a failure says what to do, a second try brings the file.
  const row = kit.getByRole('listitem').filter({ hasText: 'Windows update KB2999226' });
  await expect(row).toContainText(/From 127\.0\.0\.1:\d+\. It tells the size; more than 5 MB is not taken/);
  expect(host.asked()).toBe(0);
  host.answer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
  await row.getByRole('button', { name: /^Download/ }).click();
  await expect(row).toContainText('A web page came in place of the file');
  expect(await violations(page)).toEqual([]);

  let send: () => void = () => undefined;
  host.answer((_request, response) => {
    response.writeHead(200, { 'content-length': 4_000_000 });
    response.write(Buffer.alloc(1_000_000));
    send = () => response.end(Buffer.alloc(3_000_000));
  });
  await row.getByRole('button', { name: /^Try again/ }).click();
  await expect(row.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '25');
  await expect(row).toContainText('1 MB of 4 MB');
  expect(await violations(page)).toEqual([]);
  send();
  await expect(row).toContainText('This is not the file that was asked for');

  host.answer((_request, response) => {
    void import('node:fs').then(({ createReadStream }) =>
      createReadStream(pathOf('updateUcrt')).pipe(response),
    );
  });
  await row.getByRole('button', { name: /^Try again/ }).click();
  await expect(row).toContainText('Ready');

  // Leaving the page ends the watch.
  await walk.openStep('Server');
  await walk.openStep('Packages');
  await expect(walk.button('Watch this folder')).toBeVisible();
  await mkdir(join(downloads, 'later'));
  expect(await readdir(downloads)).toContain('md4ws.msi');
});

for (const size of [
  { width: 900, height: 640 },
  { width: 320, height: 720 },
])
  test(`guide and watch at ${size.width} wide`, async ({ walk, page }) => {
    await walk.openPractice('2019-fresh');
    await walk.readServer();
    await walk.choosePath();
    await page.setViewportSize(size);
    await walk.button('Portal guide').click();
    await expect(page.getByRole('list', { name: 'Steps in the portal' })).toBeFocused();
    await expect(walk.button('Watch this folder')).toBeVisible();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, 'nothing scrolls sideways').toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
