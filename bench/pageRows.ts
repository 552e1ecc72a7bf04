import type { Browser, Page } from 'playwright';
import type { Measured } from './goals';
import { inTurns } from './rounds';

/** How much of each is done. */
export interface PageSizes {
  readonly lines: number;
  readonly before: number;
  readonly longLine: number;
  readonly pairs: number;
}

const megabyte = 1_000_000;

/** Measures the log in a browser against xterm.js, from the built page at `address`. */
export async function pageRows(browser: Browser, address: string, sizes: PageSizes): Promise<Measured> {
  const frames: Record<Name, number[]> = { ours: [], xterm: [] };
  const heaps: number[] = [];
  const one = async (name: Name): Promise<number> =>
    withPage(browser, address, async (page) => {
      // What is drawn for the first time draws slowly, whoever does it.
      await pump(page, name, sizes.before);
      const before = await heapOf(page);
      const { took, frame } = await pump(page, name, sizes.lines);
      frames[name].push(frame);
      if (name === 'ours') heaps.push(((await heapOf(page)) - before) / megabyte);
      return took;
    });
  const painted = await inTurns(
    sizes.pairs,
    () => one('ours'),
    () => one('xterm'),
  );
  const long = (name: Name) =>
    withPage(browser, address, (page) =>
      page.evaluate(([sink, length]) => window.bench?.longLine(sink, length), [
        name,
        sizes.longLine,
      ] as const),
    );
  return {
    painted,
    heap: { ours: Math.max(0, ...heaps) },
    // A moment in which the machine did something else is no fault of the page: the best round counts.
    frame: { ours: Math.min(...frames.ours), reference: Math.min(...frames.xterm) },
    longLine: await inTurns(
      sizes.pairs,
      async () => (await long('ours')) ?? Number.NaN,
      async () => (await long('xterm')) ?? Number.NaN,
    ),
  };
}

type Name = 'ours' | 'xterm';

async function withPage<T>(browser: Browser, address: string, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(address);
    await page.waitForFunction(() => window.bench !== undefined);
    return await work(page);
  } finally {
    await page.close();
  }
}

async function pump(page: Page, name: Name, count: number) {
  const found = await page.evaluate(([sink, lines]) => window.bench?.pump(sink, lines), [
    name,
    count,
  ] as const);
  if (found === undefined) throw new Error('the page has no bench');
  return found;
}

/** Bytes of JavaScript heap that are in use once all garbage is gone. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
