import type { Page } from 'playwright/test';
import { ask } from '../ask';
import { expect } from '../fixtures';
import type { Walk } from '../walk';

/** What is wider than its place: the page itself, or a part that scrolls sideways and is neither log nor code. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const edge = window.innerWidth;
    const free = (element: Element) => element.closest('pre, [role="region"][tabindex="0"]') !== null;
    const beyond = [...document.body.querySelectorAll('*')]
      .filter((element) => !free(element) && element.getBoundingClientRect().right > edge + 1)
      .map((element) => element.outerHTML.slice(0, 90));
    if (document.documentElement.scrollWidth > edge) found.push(`the page, by ${beyond.join(' | ')}`);
    for (const element of document.body.querySelectorAll('*')) {
      const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
      if (scrolls && !free(element) && element.scrollWidth > element.clientWidth + 1)
        found.push(
          `${element.className}: ${element.scrollWidth} in ${element.clientWidth}, by ${beyond.join(' | ')}`,
        );
    }
    return found;
  });

/** The way on, at the end of the footer, can be seen and pressed. All is measured at once: the page may be drawn anew at any time. */
export async function expectWayOn(walk: Walk, where: string): Promise<void> {
  const primary = walk.page.getByRole('contentinfo').getByRole('button').last();
  const seen = await primary.evaluate((button) => {
    button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, top, right, bottom, width, height } = button.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return {
      isShown: width > 1 && height > 1 && button.checkVisibility({ visibilityProperty: true }),
      isInside: left >= 0 && right <= innerWidth && bottom <= innerHeight,
      isFree: hit !== null && (button.contains(hit) || hit.contains(button)),
    };
  });
  expect.soft(seen, `the way on, ${where}`).toEqual({ isShown: true, isInside: true, isFree: true });
}

/**
 * Words that are cut where nobody can scroll to them, broken, or wider than their button, placeholders wider than their field,
 * and parts of header and footer that lie over each other. Hidden words and what scrolls are left out, and the notes of the rail, whose whole text is in a tooltip.
 */
export const cutOrOver = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const named = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().slice(0, 60)}"`;
    const isShown = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return width > 1 && height > 1 && style.visibility !== 'hidden' && style.clipPath === 'none';
    };
    const free = (element: Element) =>
      element.closest('pre, [role="region"][tabindex="0"], .gw-rail-note, iframe, select, option') !== null;
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (free(element) || !isShown(element)) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const holdsWords = [...element.childNodes].some(
        (node) => node instanceof Text && node.data.trim() !== '',
      );
      if (!holdsWords) continue;
      if (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1)
        found.push(`cut: ${named(element)}`);
      if (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1)
        found.push(`cut below: ${named(element)}`);
    }
    // A word is broken where nothing in it allows that; names with a hyphen, names of files and what a machine says may break.
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const around = node.parentElement;
      if (!(node instanceof Text) || around === null || free(around) || !isShown(around)) continue;
      if (around.closest('.gw-hidden, .gw-mono, code, [lang="en"]') !== null) continue;
      for (const { index, 0: word } of node.data.matchAll(
        /(?<![^\s(«“])[\p{L}’']{2,}(?!\.\p{L}|[^\s.,:;!?)»”])/gu,
      )) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.push(`broken word ${word}: ${named(around)}`);
      }
    }
    for (const button of document.body.querySelectorAll('button')) {
      if (isShown(button) && button.scrollWidth > button.clientWidth + 1)
        found.push(`wider than its button: ${named(button)}`);
    }
    const pen = document.createElement('canvas').getContext('2d');
    for (const field of document.body.querySelectorAll('input')) {
      if (field.placeholder === '' || pen === null || !isShown(field)) continue;
      pen.font = getComputedStyle(field).font;
      if (pen.measureText(field.placeholder).width > field.clientWidth + 1)
        found.push(`placeholder: ${field.placeholder}`);
    }
    for (const place of document.body.querySelectorAll('footer, .gw-header')) {
      const parts = [
        ...place.querySelectorAll('button, input, label, h1, .gw-ledger-line, .gw-footer-reason'),
      ];
      const boxes = parts
        .filter(isShown)
        .map((element) => [element, element.getBoundingClientRect()] as const);
      for (const [index, [one, a]] of boxes.entries())
        for (const [other, b] of boxes.slice(index + 1)) {
          if (one.contains(other) || other.contains(one)) continue;
          const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (wide > 1 && high > 1) found.push(`over each other: ${named(one)} and ${named(other)}`);
        }
    }
    return found;
  });

/** Buttons that show their icon alone although they have words: in the smallest windows there is room for these. */
export const wordless = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button .gw-button-text')]
      .filter((words) => {
        const { width } = words.getBoundingClientRect();
        return words.closest('button')?.checkVisibility() === true && width <= 1;
      })
      .map((words) => words.textContent),
  );

/** Changes the language under the open page. */
export async function speak(page: Page, locale: 'en' | 'fr'): Promise<void> {
  await ask(page, 'changeSettings', { locale });
  await page.waitForFunction((now) => document.documentElement.lang === now, locale);
}
