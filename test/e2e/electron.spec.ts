import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base, type ElectronApplication } from 'playwright/test';
import { electronBinary } from '../../build/electron-binary.mjs';
import { readFuseWire, wantedFuses } from '../../build/fuse-wire.mjs';
import { defaultSettings } from '../../shared/model/settings';
import { Walk } from './walk';

/**
 * The real app in Electron, built but not packaged: the fuses of a package refuse the connection that Playwright needs.
 * playwright.config.ts leaves this file out where Electron's program is not there, and `npm test` says so.
 */
const root = join(import.meta.dirname, '../..');
/** A container's Linux gives Chromium no user namespaces. On Windows, the target, the sandbox is on. */
const forLinux = process.platform === 'linux' ? ['--no-sandbox'] : [];

interface Fixtures {
  readonly folder: string;
  readonly app: ElectronApplication;
  readonly walk: Walk;
}
const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures off the first parameter.
  // eslint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'gangway-electron-'));
    await mkdir(join(folder, 'data'));
    const settings = { ...defaultSettings, language: 'en', practiceSpeed: 1000, technician: 'A. Technician' };
    await writeFile(join(folder, 'data', 'settings.json'), JSON.stringify(settings));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  app: async ({ folder }, use) => {
    const app = await _electron.launch({
      executablePath: electronBinary() ?? '',
      args: [...forLinux, `--user-data-dir=${folder}`, root],
    });
    await use(app);
    await app.close();
  },
  walk: async ({ app }, use) => {
    const page = await app.firstWindow();
    await use(new Walk(page));
  },
});

test.describe('the app in Electron', () => {
  test('a 2019 server goes from the first page to the handover', async ({ walk, app }) => {
    // The dialog is Windows' own and cannot be driven; what it would answer is given instead.
    const report = join(
      await app.evaluate(({ app: electron }) => electron.getPath('userData')),
      'report.html',
    );
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, report);
    await walk.prepareByHand({ machine: '2019-fresh', packages: ['onboarding'], mode: 'Active' });
    await walk.startChanges();
    await walk.awaitCloud();
    await walk.primary('Continue to detection test').click();
    await walk.confirmAlert();
    await walk.saveReport();
    expect(await readFile(report, 'utf8')).toContain('PRACTICE-2019');
  });

  test('its page has three functions of ours and nothing of Node; its process is in the sandbox', async ({
    walk,
    app,
  }) => {
    const { page } = walk;
    await expect(page.getByRole('button', { name: 'Start practice' })).toBeVisible();
    expect(page.url()).toBe('app://gangway/index.html');
    expect(await page.evaluate(() => Object.keys(Reflect.get(window, 'gangway') as object).sort())).toEqual([
      'pathOf',
      'request',
      'subscribe',
    ]);
    expect(
      await page.evaluate(() => ['require', 'process', 'Buffer', 'module'].filter((name) => name in window)),
    ).toEqual([]);
    // Electron tells of the sandbox on Windows and macOS only.
    const pages = await app.evaluate(({ app: electron }) =>
      electron.getAppMetrics().filter(({ type }) => type === 'Tab'),
    );
    expect(pages).toHaveLength(1);
    if (process.platform !== 'linux') expect(pages[0]?.sandboxed).toBe(true);
  });

  test('it goes nowhere, opens nothing and fetches nothing', async ({ walk, app }) => {
    const { page } = walk;
    await expect(page.getByRole('button', { name: 'Start practice' })).toBeVisible();
    await page.evaluate(() => window.open('https://example.com/'));
    await page.evaluate(() => (location.href = 'https://example.com/'));
    expect(
      await page.evaluate(() =>
        fetch('https://example.com/').then(
          () => 'out',
          () => 'in',
        ),
      ),
    ).toBe('in');
    expect(page.url()).toBe('app://gangway/index.html');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(await page.evaluate(() => fetch('/../main/main.js').then(({ status }) => status))).toBe(404);
  });

  test('a second start ends at once and leaves the first as it is', async ({ walk, app, folder }) => {
    await expect(walk.page.getByRole('button', { name: 'Start practice' })).toBeVisible();
    const second = spawn(electronBinary() ?? '', [
      ...forLinux,
      `--user-data-dir=${folder}`,
      root,
      '--target=evil',
    ]);
    expect((await once(second, 'exit'))[0]).toBe(0);
    expect(walk.page.url()).toBe('app://gangway/index.html');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
});

test('[checklist 19] the packaged program has its fuses', async () => {
  const program = process.env.GANGWAY_PACKAGED ?? '';
  test.skip(program === '', 'GANGWAY_PACKAGED names no packaged program');
  expect(readFuseWire(await readFile(program))).toEqual(wantedFuses);
});
