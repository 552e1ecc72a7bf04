import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium as playwright } from 'playwright';

/** @typedef {{ executablePath?: string, channel?: string, missing: boolean }} Found */

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
 * The browser for the end-to-end tests: `GANGWAY_CHROMIUM`, Playwright's own, the system's (first the one that can only run without
 * a window: a sixth less work for the same pages), then an installed Chrome or Edge. `missing` is true if there is none, and says so rather than letting a launch fail.
 * @returns {Found}
 */
export function chromium() {
  const named = process.env.GANGWAY_CHROMIUM;
  if (named !== undefined && named !== '') return { executablePath: named, missing: !existsSync(named) };
  const own = playwright.executablePath();
  if (isWhole(own)) return { executablePath: own, missing: false };
  const ofSystem = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path));
  if (ofSystem !== undefined) return { executablePath: ofSystem, missing: false };
  for (const [channel, paths] of Object.entries(channels))
    if (paths.some((path) => existsSync(path))) return { channel, missing: false };
  return { missing: true };
}

/**
 * Whether Playwright has unpacked all of its browser: it writes this file last, and a fetch that was ended leaves pieces without it.
 * @param {string} program
 */
function isWhole(program) {
  const folder = /^.*[\\/]chromium-\d+(?=[\\/])/.exec(program)?.[0];
  return existsSync(program) && (folder === undefined || existsSync(join(folder, 'INSTALLATION_COMPLETE')));
}

/** Playwright's own command. Its page "Browsers" tells the options; the program alone is enough, it can run without a window, too. */
const install = [
  process.execPath,
  join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js'),
  ...['install', '--no-shell', '--no-progress', 'chromium'],
];

/**
 * Makes sure of a browser: where there is none, Playwright's own is fetched, for a minute at most. Nobody waits longer than that
 * to hear what will not be tested.
 * @param {{ look?: () => Found, command?: string[], limit?: number }} [by] stand-ins for a test; `limit` in milliseconds
 * @returns {Promise<{ usable: boolean, said: string }>} `said` is one line for a person: what came, or why there is none
 */
export async function getChromium({ look = chromium, command = install, limit = 60_000 } = {}) {
  const before = look();
  if (!before.missing) return answer(before, 'Chromium is here');
  if (before.executablePath !== undefined)
    return { usable: false, said: `GANGWAY_CHROMIUM names ${before.executablePath}, which is not there` };

  const { ended, output, seconds } = await runFor(limit, command);
  const after = look();
  if (!after.missing)
    return answer(after, `no Chromium was found, so Playwright's own was fetched in ${seconds} s`);
  const why = ended ? `not here after ${seconds} s` : reason(output);
  return {
    usable: false,
    said: `no Chromium was found, and Playwright's own could not be fetched: ${why}; GANGWAY_CHROMIUM can name one`,
  };
}

/**
 * A browser can be there and not start, because a new Linux lacks its libraries. The others ask for a version in ways of their own.
 * @param {Found} found @param {string} said
 */
function answer({ executablePath }, said) {
  if (executablePath === undefined || process.platform !== 'linux') return { usable: true, said };
  const { status, error, stderr } = spawnSync(executablePath, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (status === 0) return { usable: true, said };
  const why = error?.message ?? stderr.trim().split('\n').at(-1);
  return {
    usable: false,
    said: `${said}, but it does not start: ${why}; npx playwright install-deps chromium`,
  };
}

/** @param {string} output of a fetch that failed @returns {string} the first thing that it calls an error */
function reason(output) {
  const lines = output.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /error/i.test(line)) ?? lines.findLast((line) => line !== '') ?? 'it said nothing'
  );
}

/**
 * Runs a command with all that it starts for a time, in a temporary folder of its own: one that is ended leaves half a download.
 * @param {number} limit @param {string[]} command
 * @returns {Promise<{ ended: boolean, output: string, seconds: number }>} `ended`: it was, because the time was over
 */
function runFor(limit, [program = '', ...args]) {
  const temp = mkdtempSync(join(tmpdir(), 'gangway-browser-'));
  const windows = process.platform === 'win32';
  const started = Date.now();
  return new Promise((resolve) => {
    let [output, ended] = ['', false];
    const child = spawn(program, args, {
      env: { ...process.env, TMPDIR: temp, TEMP: temp, TMP: temp },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that the download ends with its command.
      detached: !windows,
    });
    const timer = setTimeout(() => {
      ended = true;
      if (windows) spawnSync('taskkill', ['/T', '/F', '/PID', String(child.pid)]);
      else if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limit);
    const done = () => {
      clearTimeout(timer);
      rmSync(temp, { recursive: true, force: true, maxRetries: 3 });
      resolve({ ended, output, seconds: Math.round((Date.now() - started) / 1000) });
    };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (/** @type {Buffer} */ chunk) => (output += chunk.toString()));
    child.once('error', (error) => {
      output += `Error: ${error.message}\n`;
      done();
    });
    child.once('close', done);
  });
}
