import type { Page } from 'playwright/test';
import { ask } from '../e2e/ask';

/** The window of a picture that says nothing else. */
const usual = { width: 1280, height: 800 };

/** How a picture differs from the usual one: light, English, 1280 by 800. */
export interface Look {
  readonly dark?: boolean;
  readonly forced?: boolean;
  readonly french?: boolean;
  readonly width?: number;
  readonly height?: number;
}

/** Takes a picture of what is shown now, at rest, and puts everything back as it was. */
export async function take(page: Page, look: Look = {}): Promise<Buffer> {
  const { width = usual.width, height = usual.height } = look;
  await page.emulateMedia({
    colorScheme: look.dark === true ? 'dark' : 'light',
    forcedColors: look.forced === true ? 'active' : 'none',
  });
  if (look.french === true) await speak(page, 'fr');
  await page.setViewportSize({ width, height });
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (const animation of document.getAnimations())
      if (animation.effect?.getTiming().iterations !== Infinity) animation.finish();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  const taken = await page.screenshot({ caret: 'hide' });
  await page.setViewportSize(usual);
  if (look.french === true) await speak(page, 'en');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  return taken;
}

/** Changes the language under the open page. */
async function speak(page: Page, locale: 'en' | 'fr'): Promise<void> {
  await ask(page, 'changeSettings', { locale });
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, locale);
}
