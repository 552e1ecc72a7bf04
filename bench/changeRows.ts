import type { Browser } from 'playwright';
import type { App } from '../main/app';
import { serve } from '../main/bridge/web';
import { createSession, sendChanges } from '../main/session';
import type { BridgeEvent } from '../shared/bridge/messages';
import type { Session } from '../shared/bridge/session';
import { Walker } from '../test/unit/app/walker';
import type { Measured } from './goals';
import { inTurns, median } from './rounds';

/** How many servers are in the long list and in the short one, and how many changes are measured in a row. */
export interface ChangeSizes {
  readonly long: number;
  readonly short: number;
  readonly changes: number;
  readonly pairs: number;
}

/**
 * Measures a change of one server from main to the page: the store, the event over the loopback carrier, its check, the mirror, and React
 * with the list. What is the same for every list, the 60 ms for which changes are collected, is left out.
 */
export async function changeRows(browser: Browser, pages: string, sizes: ChangeSizes): Promise<Measured> {
  const session = await aReadServer();
  const long = await openList(browser, pages, session, sizes.long);
  const short = await openList(browser, pages, session, sizes.short);
  try {
    return {
      change: await inTurns(
        sizes.pairs,
        () => long.change(sizes.changes),
        () => short.change(sizes.changes),
      ),
    };
  } finally {
    await long.close();
    await short.close();
  }
}

/** A session with one server that was read and has its plan, as the app makes it. */
async function aReadServer(): Promise<Session> {
  const walker = await Walker.start();
  try {
    await walker.prepare('2019-fresh', ['onboarding'], 'active');
    if (walker.session === null) throw new Error('there is no session');
    return walker.session;
  } finally {
    await walker.stop();
  }
}

async function openList(browser: Browser, pages: string, model: Session, count: number) {
  const [view] = model.targets;
  if (view?.target.kind !== 'practice') throw new Error('there is no server');
  const { target } = view;
  const ids = Array.from({ length: count }, (_, n) => `practice-bench-${String(n)}`);
  const { revision: _, ...parts } = model;
  const store = createSession({
    ...parts,
    targets: ids.map((id) => ({ ...view, target: { ...target, id, name: id.toUpperCase() } })),
  });
  const listeners = new Set<(event: BridgeEvent) => void>();
  const changes = sendChanges(
    store,
    (event) => {
      for (const listener of listeners) listener(event);
    },
    0,
  );
  const app: App = {
    dispatch: (message) => {
      const { name } = message as { name: string };
      return Promise.resolve({
        ok: true,
        value: name === 'getSession' ? store.get() : name === 'hello' ? hello : {},
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    closingWords: () => Promise.resolve(null),
    upload: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const carrier = await serve(app, pages);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(carrier.url.replace('/#', '/log.html#'));
  await page.waitForFunction(() => window.bench !== undefined);
  const seenAt = await page.evaluateHandle(() => window.bench?.servers());
  let tag = 0;
  return {
    /** Milliseconds of one change, the middle of so many, each of another server. */
    async change(times: number): Promise<number> {
      const took: number[] = [];
      for (let n = 0; n < times; n += 1) {
        const id = ids[(n * 7) % count] ?? '';
        const begun = performance.timeOrigin + performance.now();
        tag += 1;
        store.changeTarget(id, () => ({ tags: [`tag ${String(tag)}`] }));
        const at = await seenAt.evaluate((seen, revision) => seen?.(revision), store.get().revision);
        if (at === undefined) throw new Error('the page has no list');
        took.push(at - begun);
      }
      return median(took);
    },
    async close(): Promise<void> {
      changes.end();
      await page.close();
      await carrier.close();
    },
  };
}

const hello = {
  carrier: 'loopback',
  realTargets: false,
  elevated: false,
  platform: 'linux',
  version: '0.0.0',
  locale: 'en-GB',
};
