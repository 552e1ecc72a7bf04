import axe from 'axe-core';
import type { Page } from 'playwright/test';

/** Without a sense for axe: Fluent's focus sentinels, the frame that runs no script, the watermark of a report. */
const leftOut = ['[data-tabster-dummy]', 'iframe', 'body > [aria-hidden="true"]'];

/**
 * What axe finds on the page that is shown now, short enough to be read: rule, why, where. It is put into the page once: to send and
 * compile it again takes longer than most analyses. What it passes is not told, because only to name each element takes long, too. A look
 * that was changed just before is drawn first: colours on their way to the new ones are no finding. A script has thousands of tokens in a
 * handful of colours, for which axe takes seconds: meanwhile a copy with five of each stands in its place.
 */
export async function violations(page: Page, asked: Asked = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { found, places } = await look(page, asked);
  for (const place of places) asked.seen?.add(place);
  return found;
}

/** What axe is asked. Without anything: all its rules, of everything. */
interface Asked {
  readonly only?: readonly string[];
  readonly without?: readonly string[];
  /** Asks only the words that stand where none of these stood, and adds where they stand. */
  readonly seen?: Set<string>;
}

const look = (page: Page, { only, without = [], seen }: Asked) =>
  page.evaluate(
    async ({ exclude, runOnly, rules, known }) => {
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
      // Where words stand, by all that style sheets look at: there they have the same colours.
      const silent =
        /^(id|title|href|for|name|value|d|aria-(label|labelledby|describedby|controls|owns|value.*))$/;
      const placeOf = (element: Element | null): string =>
        element === null
          ? ''
          : `${placeOf(element.parentElement)}>${element.tagName}${[...element.attributes]
              .filter(({ name }) => !silent.test(name))
              .map(({ name, value }) => `[${name}=${value}]`)
              .join('')}`;
      const places = new Map<string, Element>();
      if (known !== null) {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const spoken: (Element | null)[] = [...document.body.querySelectorAll('input, select, textarea')];
        while (texts.nextNode() !== null)
          if (texts.currentNode.textContent?.trim() !== '') spoken.push(texts.currentNode.parentElement);
        for (const element of spoken)
          if (element?.closest(exclude.join()) === null) places.set(placeOf(element), element);
        for (const place of known) places.delete(place);
      }
      try {
        if (known !== null && places.size === 0) return { found: [], places: [] };
        const { violations: found } = await axe.run(
          {
            ...(known !== null && { include: [...places.values()] }),
            exclude: exclude.map((selector) => [selector]),
          },
          { resultTypes: ['violations'], rules, ...(runOnly !== null && { runOnly }) },
        );
        return {
          found: found.flatMap(({ id, help, nodes }) =>
            nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 200)}`),
          ),
          places: [...places.keys()],
        };
      } finally {
        for (const { script, short } of scripts) short.replaceWith(script);
      }
    },
    {
      exclude: leftOut,
      runOnly: only === undefined ? null : [...only],
      rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
      known: seen === undefined ? null : [...seen],
    },
  );
