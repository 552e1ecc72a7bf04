import { join } from 'node:path';
import { chromium } from 'playwright';
import { appRows } from './appRows';
import { cancelRows } from './cancelRows';
import { changeRows } from './changeRows';
import { resultsOf, type Measured, type Result } from './goals';
import { kitRows } from './kitRows';
import { liveRows } from './liveRows';
import { logRows } from './logRows';
import { networkRows } from './networkRows';
import { pageRows } from './pageRows';
import { pathRows } from './pathRows';
import { searchRows } from './searchRows';
import { serveFiles } from './serveFiles';
import { shellRows } from './shellRows';
import { startRows } from './startRows';

/** Where things lie: the built app, the sources of the bench, what was built for it; and the browser's own options. */
export interface Places {
  readonly dist: string;
  readonly source: string;
  readonly built: string;
  readonly browser: { readonly executablePath?: string; readonly channel?: string };
}

const whole = {
  shell: { operations: 500, lines: 200_000, pairs: 7 },
  page: { lines: 1_000_000, before: 10_000, longLine: 1_000_000, pairs: 3 },
  change: { long: 200, short: 10, changes: 30, pairs: 7 },
  search: 1_000_000,
  rounds: 7,
  starts: 11,
  live: 200,
  cancels: 60,
  network: { servers: 32, speed: 20 },
  logs: { megabytes: 100, events: 1_000_000, pairs: 5, turns: 60 },
  kits: { megabytes: 1024, pairs: 5 },
};
/** So little that nothing can be said of the times: it shows that every part runs. */
const small: typeof whole = {
  shell: { operations: 3, lines: 200, pairs: 1 },
  page: { lines: 2000, before: 500, longLine: 20_000, pairs: 1 },
  change: { long: 20, short: 10, changes: 2, pairs: 1 },
  search: 2000,
  rounds: 1,
  starts: 1,
  live: 10,
  cancels: 2,
  network: { servers: 2, speed: 600 },
  logs: { megabytes: 1, events: 2000, pairs: 1, turns: 4 },
  kits: { megabytes: 2, pairs: 1 },
};

/** Measures everything, one thing after the other, and says each as it is known; with `only` one part, by its name. */
export async function measure(
  places: Places,
  size: 'whole' | 'small',
  say: (rows: readonly Result[]) => void,
  only?: string,
): Promise<Result[]> {
  const sizes = size === 'whole' ? whole : small;
  const fake = join(places.source, 'fakePowerShell.mjs');
  const pages = join(places.built, 'page');
  const browser = await chromium.launch({ ...places.browser, args: ['--no-sandbox', '--disable-gpu'] });
  const files = await serveFiles(pages);
  const parts: Record<string, () => Promise<Measured>> = {
    shell: () => shellRows(fake, join(places.built, 'node', 'oneOutput.js'), sizes.shell),
    page: () => pageRows(browser, `${files.address}/log.html`, sizes.page),
    live: () => liveRows(browser, fake, pages, sizes.live),
    change: () => changeRows(browser, pages, sizes.change),
    search: () => searchRows(sizes.search, sizes.rounds),
    start: () => startRows(places.dist, join(places.built, 'libraries', 'libraries.js'), sizes.starts),
    app: () => appRows(browser, places.dist, `${files.address}/floor.html`, sizes.rounds),
    path: () => pathRows(),
    cancel: () => cancelRows(fake, sizes.cancels),
    network: () => networkRows(sizes.network),
    kits: () => kitRows(sizes.kits),
    logs: () => logRows(browser, places.dist, sizes.logs),
  };
  try {
    let measured: Measured = {};
    for (const [name, part] of Object.entries(parts)) {
      if (only !== undefined && name !== only) continue;
      const found = await part();
      say(resultsOf(found));
      measured = { ...measured, ...found };
    }
    return resultsOf(measured);
  } finally {
    await browser.close();
    files.close();
  }
}
