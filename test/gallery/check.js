/* global document -- inside evaluate this is the page */
/* eslint-disable no-console -- a command prints what it found */
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { chromium as installed } from '../../build/chromium.mjs';

/**
 * Looks at every page of the gallery in light, dark and forced colours, wide, narrow and at 400 % zoom:
 * no finding of axe, nothing wider than the window, no target under 24 pixels, no console error, and no
 * animation for who wants none. Prints what it finds; the exit code is 1 when there is something.
 * `node test/gallery/check.js [folder for pictures] [pages]`
 */
const pages = ['components', 'connect', 'failed', 'firstRun', 'ledger', 'mode', 'plan', 'practice'];
pages.push('prerequisites', 'running', 'servers', 'stop', 'verify');
const sizes = [
  [1280, 800],
  [900, 640],
  [320, 640],
];
const looks = ['light', 'dark', 'forced'];

const configFile = fileURLToPath(new URL('../../build/vite.gallery.ts', import.meta.url));
await build({ configFile, logLevel: 'error' });
const server = await preview({ configFile, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } });
const base = server.resolvedUrls?.local[0];
const { executablePath, channel } = installed();
const browser = await chromium.launch({ executablePath, channel, args: ['--no-sandbox'] });
const folder = process.argv[2];
let findings = 0;
let checked = 0;

const report = (where, what) => {
  findings += 1;
  console.log(`${where}: ${what}`);
};

for (const page of process.argv.length > 3 ? process.argv.slice(3) : pages) {
  for (const look of looks) {
    for (const [width, height] of sizes) {
      const where = `${page} ${look} ${width}x${height}`;
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: look === 'dark' ? 'dark' : 'light',
        forcedColors: look === 'forced' ? 'active' : 'none',
        reducedMotion: 'reduce',
      });
      const tab = await context.newPage();
      tab.on('pageerror', (error) => report(where, error.message));
      tab.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('404')) report(where, message.text());
      });
      await tab.goto(`${base}?page=${page}`);
      await tab.locator('h1').waitFor();
      await tab.waitForTimeout(300);
      const axe = await new AxeBuilder({ page: tab }).exclude('[data-tabster-dummy]').analyze();
      for (const one of axe.violations) report(where, `${one.id}: ${one.nodes[0]?.html ?? ''}`);
      const seen = await tab.evaluate(() => ({
        wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        // Fluent leaves animations of its layers behind that have ended.
        moving: document.getAnimations().filter((one) => one.playState === 'running').length,
        small: [...document.querySelectorAll('button, select, a[href]')]
          .map((element) => ({ box: element.getBoundingClientRect(), text: element.textContent }))
          .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24) && box.width > 1)
          .map(({ text }) => text),
      }));
      if (seen.wider > 0) report(where, `${seen.wider} pixels wider than the window`);
      if (seen.moving > 0) report(where, `${seen.moving} animations although none are wanted`);
      if (seen.small.length > 0) report(where, `targets under 24 pixels: ${seen.small.join(', ')}`);
      if (folder) await tab.screenshot({ path: `${folder}/${page}-${look}-${width}.png` });
      checked += 1;
      await context.close();
    }
  }
}

await browser.close();
await server.close();
console.log(`${checked} views, ${findings} findings`);
process.exit(findings > 0 ? 1 : 0);
