import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { getChromium } from '../../../build/chromium.mjs';

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'browser-'));
});
afterEach(() => rmSync(place, { recursive: true }));

/** A command of Node that stands in for Playwright's. */
const node = (script: string): string[] => [process.execPath, '-e', script];
const nothing = () => ({ missing: true });
/** A browser that is there as soon as the command has written its file. */
const lookFor = (program: string) => () =>
  existsSync(program) ? { executablePath: program, missing: false } : { missing: true };
const writes = (program: string, exit: number, text = '') =>
  node(
    `require('node:fs').writeFileSync(${JSON.stringify(program)}, ${JSON.stringify(`#!/bin/sh\necho ${text} >&2\nexit ${exit}\n`)}, { mode: 0o755 })`,
  );

describe('a browser for the end-to-end tests', () => {
  it('is not fetched where there is one', async () => {
    const found = { channel: 'chrome', missing: false };
    const got = await getChromium({ look: () => found, command: node("throw new Error('fetched')") });
    expect(got).toEqual({ usable: true, said: 'Chromium is here' });
  });

  it('is not fetched in place of the one that was named', async () => {
    vi.stubEnv('GANGWAY_CHROMIUM', join(place, 'none'));
    expect(await getChromium({ command: node("throw new Error('fetched')") })).toEqual({
      usable: false,
      said: `GANGWAY_CHROMIUM names ${join(place, 'none')}, which is not there`,
    });
  });

  it('is fetched where there is none, and the person hears of it', async () => {
    const program = join(place, 'chrome');
    const got = await getChromium({ look: lookFor(program), command: writes(program, 0) });
    expect(got.usable).toBe(true);
    expect(got.said).toMatch(/^no Chromium was found, so Playwright's own was fetched in \d+ s$/);
  });

  it.runIf(process.platform === 'linux')('is of no use if it does not start', async () => {
    const program = join(place, 'chrome');
    const got = await getChromium({
      look: lookFor(program),
      command: writes(program, 127, 'libnss3.so lacks'),
    });
    expect(got.usable).toBe(false);
    expect(got.said).toContain('but it does not start: libnss3.so lacks; npx playwright install-deps');
  });

  it('that cannot be fetched is told with the reason', async () => {
    const refused = node(
      "console.log('Downloading'); console.error('Error: getaddrinfo ENOTFOUND'); process.exit(1)",
    );
    expect(await getChromium({ look: nothing, command: refused })).toEqual({
      usable: false,
      said: "no Chromium was found, and Playwright's own could not be fetched: Error: getaddrinfo ENOTFOUND; GANGWAY_CHROMIUM can name one",
    });
    const absent = await getChromium({ look: nothing, command: [join(place, 'no-such-program')] });
    expect(absent.said).toContain('ENOENT');
  });

  it('is waited for no longer than the limit; the download ends as well and leaves nothing', async () => {
    const temp = readdirSync(tmpdir());
    // Neither the command nor the download, its child, would ever end by itself.
    const child = 'setInterval(() => {}, 1000)';
    const hanging = node(
      `require('node:fs').mkdtempSync(require('node:os').tmpdir() + '/playwright-download-');
       require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });`,
    );
    // It ends only when nothing holds the output of the command any more, so the child is gone, too.
    const got = await getChromium({ look: nothing, command: hanging, limit: 1_000 });
    expect(got.said).toMatch(/could not be fetched: not here after \d+ s/);
    expect(readdirSync(tmpdir())).toEqual(temp);
  });

  it("counts only when Playwright's own was unpacked to the end", () => {
    // Playwright reads where its browsers lie when it is loaded.
    const script = `
      import { mkdirSync, writeFileSync } from 'node:fs';
      import { dirname, join } from 'node:path';
      import { chromium as playwright } from 'playwright';
      import { chromium } from './build/chromium.mjs';
      const program = playwright.executablePath();
      const own = () => chromium().executablePath === program;
      const seen = [own()];
      mkdirSync(dirname(program), { recursive: true });
      writeFileSync(program, '');
      seen.push(own());
      writeFileSync(join(${JSON.stringify(place)}, program.slice(${String(place.length)}).split(/[\\\\/]/)[1], 'INSTALLATION_COMPLETE'), '');
      seen.push(own());
      console.log(JSON.stringify(seen));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: place, GANGWAY_CHROMIUM: '' },
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([false, false, true]);
  });
});
