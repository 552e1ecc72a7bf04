import { existsSync } from 'node:fs';
import { chromium as playwright } from 'playwright';

/** Where Chrome and Edge install themselves, by the channel name Playwright knows them by. */
const channels = {
  chrome: [
    '/opt/google/chrome/chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  msedge: [
    '/opt/microsoft/msedge/msedge',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * The browser for the end-to-end tests: `GANGWAY_CHROMIUM`, Playwright's own, the system's, then an installed Chrome
 * or Edge. `missing` is true if there is none, and says so rather than letting a launch fail.
 * @returns {{ executablePath?: string, channel?: string, missing: boolean }}
 */
export function chromium() {
  const named = process.env.GANGWAY_CHROMIUM;
  if (named !== undefined && named !== '') return { executablePath: named, missing: !existsSync(named) };
  if (existsSync(playwright.executablePath())) return { missing: false };
  if (existsSync('/usr/bin/chromium')) return { executablePath: '/usr/bin/chromium', missing: false };
  for (const [channel, paths] of Object.entries(channels))
    if (paths.some((path) => existsSync(path))) return { channel, missing: false };
  return { missing: true };
}
