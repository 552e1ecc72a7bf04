import axe from 'axe-core';
import type { Page } from 'playwright/test';

/**
 * Without a sense for axe: Fluent's focus sentinels, the frame that runs no script, the watermark of a report. A script has a thousand
 * tokens in a handful of colours: five of each tell as much, and axe takes seconds for all.
 */
const leftOut = ['[data-tabster-dummy]', 'iframe', 'body > [aria-hidden="true"]', '[data-like-others]'].map(
  (selector) => [selector],
);

/**
 * What axe finds on the page that is shown now, by all its rules or by these, short enough to be read: rule, why, where. It is put into
 * the page once: to send and compile it again takes longer than most analyses. What it passes is not told, because only to name each element
 * takes long, too. A look that was changed just before is drawn first: colours on their way to the new ones are no finding.
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
      for (const token of document.querySelectorAll('[data-like-others]'))
        token.removeAttribute('data-like-others');
      for (const script of document.querySelectorAll('pre'))
        for (const colour of new Set([...script.querySelectorAll('span')].map(({ className }) => className)))
          [...script.getElementsByClassName(colour)]
            .slice(5)
            .forEach((token) => token.setAttribute('data-like-others', ''));
      const { violations: found } = await axe.run(
        { exclude },
        { resultTypes: ['violations'], ...(runOnly !== null && { runOnly }) },
      );
      return found.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 200)}`),
      );
    },
    { exclude: leftOut, runOnly: rules === null ? null : [...rules] },
  );
}
