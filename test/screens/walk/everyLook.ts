import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { take, type Look } from '../look';

/** Where the pictures go: the folder that GANGWAY_WALK names, else one that Git does not see. */
const folder = process.env.GANGWAY_WALK ?? join(import.meta.dirname, '../../../test-results/walk');

/** In which ways every stop is looked at. 200 % zoom of a window of 1280 by 800 leaves 640 by 400 pixels of the page's own. */
const looks: Readonly<Record<string, Look>> = {
  'en-1280': {},
  'en-1024': { width: 1024, height: 700 },
  'fr-1280': { french: true },
  'fr-1024': { french: true, width: 1024, height: 700 },
  'en-zoom': { width: 640, height: 400 },
  'fr-zoom': { french: true, width: 640, height: 400 },
  dark: { dark: true },
  // What lies below the edge of a window: the whole page at once.
  'fr-1024-whole': { french: true, width: 1024, height: 2400 },
  'en-zoom-whole': { width: 639, height: 2800 },
};

/** Those that GANGWAY_LOOKS names, with commas between; all where it names none. */
const wanted = process.env.GANGWAY_LOOKS?.split(',') ?? Object.keys(looks);

/** An album of one way: its pictures are numbered in the order in which they are taken. */
export function everyLook(way: string): (page: Page, stop: string) => Promise<void> {
  let number = 0;
  mkdirSync(folder, { recursive: true });
  return async (page, stop) => {
    number += 1;
    for (const [name, look] of Object.entries(looks).filter(([one]) => wanted.includes(one)))
      writeFileSync(
        join(folder, `${way}-${String(number).padStart(2, '0')}-${stop}.${name}.png`),
        await take(page, look),
      );
  };
}
