import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright';
import { servedCarrier } from './appRows';

/** Turns of the wheel: in, and out again. */
const turns = 60;

/**
 * The longest frame, in ms, while the timeline of a log is zoomed in the built app: the best of some rounds, because a moment in which the
 * machine did something else is no fault of the page.
 */
export async function timelineFrame(
  browser: Browser,
  dist: string,
  path: string,
  rounds: number,
): Promise<number> {
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
    const place = await lanes.boundingBox();
    if (place === null) throw new Error('the timeline is not shown');
    await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
    const longest: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const watched = page.evaluateHandle(() => {
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
      longest.push(
        await (
          await watched
        ).evaluate((state) => {
          state.stopped = true;
          return state.longest;
        }),
      );
    }
    return Math.min(...longest);
  } finally {
    await page.close();
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
}
