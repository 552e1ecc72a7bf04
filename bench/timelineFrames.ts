import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Locator, Page } from 'playwright';
import { servedCarrier } from './appRows';

/**
 * The longest frame, in ms, while the timeline of a log is zoomed in the built app, and while its table is scrolled, which asks for lines as
 * well: the best of some rounds each, because a moment in which the machine did something else is no fault of the page. `turns`: of the wheel, half
 * of them in and half of them out again.
 */
export async function timelineFrame(
  browser: Browser,
  dist: string,
  path: string,
  rounds: number,
  turns: number,
): Promise<{ readonly ours: number; readonly reference: number }> {
  const { serve } = servedCarrier.parse(await import(pathToFileURL(join(dist, 'main', 'web.js')).href));
  const folder = await mkdtemp(join(tmpdir(), 'gangway-timeline-'));
  const app = await serve({ dataFolder: folder });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  try {
    await page.goto(app.url);
    await page.locator('h1').waitFor();
    await page.evaluate(() => {
      window.location.hash = '#/logs/timeline';
    });
    await page.getByRole('main').locator('input[type="file"]').setInputFiles(path);
    const lanes = page.getByRole('region', { name: 'Timeline' });
    await lanes.waitFor({ timeout: 300_000 });
    const table = page.getByRole('region', { name: 'Lines' });
    const zoomed: number[] = [];
    const scrolled: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      zoomed.push(await longestFrame(page, lanes, turns));
      scrolled.push(await longestFrame(page, table, turns));
    }
    return { ours: Math.min(...zoomed), reference: Math.min(...scrolled) };
  } finally {
    await page.close();
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Turns the wheel over a part of the page, and measures the gaps between frames meanwhile. */
async function longestFrame(page: Page, over: Locator, turns: number): Promise<number> {
  const place = await over.boundingBox();
  if (place === null) throw new Error('the timeline is not shown');
  await page.mouse.move(place.x + place.width / 2, place.y + Math.min(place.height, 120) / 2);
  const watched = await page.evaluateHandle(() => {
    const state = { longest: 0, stopped: false };
    let last = performance.now();
    const frame = (now: number) => {
      state.longest = Math.max(state.longest, now - last);
      last = now;
      if (!state.stopped) requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(frame);
    });
    return state;
  });
  for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, turn < turns / 2 ? -120 : 120);
  return watched.evaluate((state) => {
    state.stopped = true;
    return state.longest;
  });
}
