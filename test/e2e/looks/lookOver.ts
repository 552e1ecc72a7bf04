import { expect } from '../fixtures';
import type { Walk } from '../walk';
import { examine } from './examine';
import { cutOrOver, speak, tooWide } from './fit';

/** Windows with the language that has least room in them. */
const windows = [
  [1024, 700, 'fr'],
  [640, 400, 'fr'],
  [320, 568, 'en'],
] as const;

/** What a state is called, and what else is asked of it in each window. */
export type Look = (what: string, also?: (what: string) => Promise<void>) => Promise<void>;

/**
 * Looks at the state that is shown now: by axe in every look, and whether it fits in each window. Going through the states of a page takes
 * longest, so a walk goes through them once and looks at each in every way. Afterwards the page is as it was.
 */
export const lookOver =
  ({ page }: Walk): Look =>
  async (what, also) => {
    await examine(page, what);
    for (const [width, height, language] of windows) {
      const where = `${what}, ${String(width)} wide, in ${language}`;
      await speak(page, language);
      await page.setViewportSize({ width, height });
      expect.soft(await tooWide(page), where).toEqual([]);
      expect.soft(await cutOrOver(page), where).toEqual([]);
      await also?.(where);
    }
    await speak(page, 'en');
    await page.setViewportSize({ width: 1280, height: 800 });
  };
