import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';
import { electronBinary } from './build/electron-binary.mjs';
import { chromium } from './build/chromium.mjs';

const found = chromium();
if (found.missing)
  throw new Error('No Chromium was found. Install one, or name it by GANGWAY_CHROMIUM (build/chromium.mjs).');

/**
 * `web` drives the loopback carrier in Chromium, `electron` the real app where Electron's program is there.
 * Without a browser `npm test` counts the web tests as skipped, and as failed with CI=true (build/test.mjs).
 */
export default defineConfig({
  testDir: './test/e2e',
  outputDir: './test-results',
  // A whole path: the configurations for pictures take it over from another folder.
  globalSetup: fileURLToPath(new URL('./test/runTemp.ts', import.meta.url)),
  fullyParallel: false,
  workers: 1,
  // A busy machine may be slow once. What passes at the second try only is named in the result (build/reports.mjs).
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json', { outputFile: '.reports/e2e.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    // What moves is drawn sixty times a second. Specs in which layers come and go let them move.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace costs every test time: where there is a second try, that one alone is traced. `npm test` traces no first try.
    trace: process.env.CI === undefined ? 'retain-on-failure' : 'on-first-retry',
    screenshot: 'only-on-failure',
    video: 'off',
  },
  projects: [
    {
      name: 'web',
      testIgnore: /electron\.(spec|test)\.ts/,
      use: {
        browserName: 'chromium',
        ...(found.channel === undefined ? {} : { channel: found.channel }),
        launchOptions: {
          ...(found.executablePath === undefined ? {} : { executablePath: found.executablePath }),
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            // No page lives long enough to be worth the slower of the two optimising compilers.
            '--js-flags=--no-opt',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
    ...(electronBinary() === null ? [] : [{ name: 'electron', testMatch: /electron\.(spec|test)\.ts/ }]),
  ],
});
