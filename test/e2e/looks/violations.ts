import axe from 'axe-core';
import type { Page } from 'playwright/test';

/** Without a sense for axe: Fluent's focus sentinels, the frame that runs no script, the watermark of a report. */
const leftOut = ['[data-tabster-dummy]', 'iframe', 'body > [aria-hidden="true"]'].map((selector) => [
  selector,
]);

/**
 * What axe finds on the page that is shown now, by all its rules or by these, short enough to be read: rule, why, where. It is put into
 * the page once: to send and compile it again takes longer than most analyses. What it passes is not told, because only to name each element
 * takes long, too. A look that was changed just before is drawn first: colours on their way to the new ones are no finding. A script has
 * thousands of tokens in a handful of colours, for which axe takes seconds: meanwhile a copy with five of each stands in its place.
 */
export async function violations(page: Page, rules: readonly string[] | null = null): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ exclude, runOnly }) => {
      const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await drawn();
      await drawn();
      await Promise.allSettled(
        document
          .getAnimations()
          .filter((animation) => animation instanceof CSSTransition)
          .map(({ finished }) => finished),
      );
      const scripts = [...document.querySelectorAll('pre')].map((script) => {
        const short = script.cloneNode(true);
        if (!(short instanceof HTMLElement)) throw new Error('the copy of an element is none');
        for (const colour of new Set([...short.querySelectorAll('span')].map(({ className }) => className)))
          for (const token of [...short.getElementsByClassName(colour)].slice(5)) token.remove();
        script.replaceWith(short);
        return { script, short };
      });
      try {
        const { violations: found } = await axe.run(
          { exclude },
          { resultTypes: ['violations'], ...(runOnly !== null && { runOnly }) },
        );
        return found.flatMap(({ id, help, nodes }) =>
          nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 200)}`),
        );
      } finally {
        for (const { script, short } of scripts) short.replaceWith(script);
      }
    },
    { exclude: leftOut, runOnly: rules === null ? null : [...rules] },
  );
}
