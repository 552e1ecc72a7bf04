import { expect } from '../fixtures';
import type { Walk } from '../walk';
import { examine } from './examine';
import { cutOrOver, speak, tooWide } from './fit';
import { expectWords } from './words';

/** The reference window, that of a small screen, those where the rail folds, and the reference at 200 % zoom; with the longer language, but one. */
const windows = [
  [1280, 800, 'fr'],
  [1024, 700, 'fr'],
  [900, 640, 'fr'],
  [640, 400, 'fr'],
  [320, 568, 'en'],
] as const;

/** What a state is called, and what else is asked of it in each window. */
export type Look = (what: string, also?: (where: string, width: number) => Promise<void>) => Promise<void>;

/**
 * Looks at the state that is shown now: by axe in every look, its words in both languages, and whether it fits in each window. Going
 * through the states of a page takes longest, so a walk goes through them once and looks at each in every way. Afterwards the page is as it was.
 */
export const lookOver =
  ({ page }: Walk): Look =>
  async (what, also) => {
    await examine(page, what);
    let spoken: 'en' | 'fr' = 'en';
    await expectWords(page, spoken, what);
    for (const [width, height, language] of windows) {
      const where = `${what}, ${String(width)} wide, in ${language}`;
      if (language !== spoken) {
        await speak(page, language);
        await expectWords(page, language, what);
        spoken = language;
      }
      await page.setViewportSize({ width, height });
      expect.soft(await tooWide(page), where).toEqual([]);
      expect.soft(await cutOrOver(page), where).toEqual([]);
      await also?.(where, width);
    }
    if (spoken !== 'en') await speak(page, 'en');
    await page.setViewportSize({ width: 1280, height: 800 });
  };
