import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Response } from 'playwright';
import { z } from 'zod';
import type { Measured } from './goals';
import { median, middle } from './rounds';

/** The built loopback carrier. */
export const servedCarrier = z.object({
  serve: z.custom<(options: { dataFolder: string }) => Promise<{ url: string; close: () => Promise<void> }>>(
    (found) => typeof found === 'function',
  ),
});

/** What a page loads until it shows something: bytes of compressed script, and the time of the first paint in ms. */
async function firstPaint(browser: Browser, address: string, heading: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const page = await context.newPage();
  const scripts = new Map<string, Response>();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.set(response.url(), response);
  });
  await page.goto(address);
  await page.locator(heading).waitFor();
  const paint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const [first] = list.getEntriesByName('first-contentful-paint');
          if (first !== undefined) resolve(first.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  // What comes when nobody waits for it is not initial; it is told by having begun after the paint.
  const initial = await page.evaluate(
    (limit) =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry.name.endsWith('.js') && entry.startTime <= limit)
        .map((entry) => entry.name),
    paint,
  );
  let bytes = 0;
  for (const address of initial)
    bytes += gzipSync((await scripts.get(address)?.body()) ?? '', { level: 9 }).length;
  await context.close();
  return { paint, bytes };
}

/** Measures the start of the built app in a browser, and what it loads, against the floor built in the same run. */
export async function appRows(
  browser: Browser,
  dist: string,
  floor: string,
  rounds: number,
): Promise<Measured> {
  const { serve } = servedCarrier.parse(await import(pathToFileURL(join(dist, 'main', 'web.js')).href));
  const paints: { ours: number; reference: number }[] = [];
  const ours: number[] = [];
  const least: number[] = [];
  for (let round = rounds > 1 ? 0 : 1; round <= rounds; round += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'gangway-paint-'));
    const app = await serve({ dataFolder: folder });
    const found = await firstPaint(browser, app.url, 'h1');
    await app.close();
    await rm(folder, { recursive: true, force: true });
    const bare = await firstPaint(browser, floor, 'button');
    if (round === 0) continue;
    paints.push({ ours: found.paint, reference: bare.paint });
    ours.push(found.bytes / 1000);
    least.push(bare.bytes / 1000);
  }
  return {
    firstPaint: middle(paints),
    initialScript: { ours: median(ours), reference: median(least) },
  };
}
