import { readFileSync } from 'node:fs';
import { root } from './paths.mjs';

/**
 * @typedef {object} ManualStep a step of docs/manual-testing.md
 * @property {number} number stays for ever; `manual-testing.md#step-<number>` leads to it
 * @property {string} section title of the section it stands in
 * @property {string} what
 * @property {string[]} needs words of the table of what to prepare
 * @property {number} meets how many people meet what it shows: 3 everybody, 2 many, 1 few
 * @property {number} minutes
 *
 * @typedef {object} Tour
 * @property {string} name
 * @property {string[]} needs
 * @property {number} preparation minutes
 * @property {{ steps: number[], minutes: number }[]} parts
 * @property {{ steps: number, minutes: number }} all what its last line says
 *
 * @typedef {object} ManualTesting
 * @property {Map<string, number>} needs minutes to prepare each
 * @property {Tour[]} tours
 * @property {{ title: string, steps: number, minutes: number }[]} sections what their headings say
 * @property {ManualStep[]} steps in the order of the page
 */

/**
 * Reads the page of manual tests. What does not have its form stops it.
 * @param {string} [text] @returns {ManualTesting}
 */
export function readManualTesting(text = readFileSync(`${root}docs/manual-testing.md`, 'utf8')) {
  /** @type {ManualTesting} */
  const read = { needs: new Map(), tours: [], sections: [], steps: [] };
  let title = '';
  for (const line of text.split('\n')) {
    const cells = line.startsWith('|') ? line.split(/(?<!\\)\|/).slice(1, -1) : [];
    const [first = '', second = '', third = ''] = cells.map((cell) => cell.trim());
    const heading = /^#{2,3} (.+)/.exec(line)?.[1];
    const prepare = /Prepare (.+): (\d+) minutes\.$/.exec(line);
    const sums = /\. (\d+) steps, (\d+) minutes\.$/.exec(line);
    const step = /^<a id="step-(\d+)"><\/a>(\d+)$/.exec(first);
    const tour = read.tours.at(-1);
    if (heading !== undefined) title = heading;
    else if (prepare !== null)
      read.tours.push({
        name: title,
        needs: words(prepare[1]),
        preparation: Number(prepare[2]),
        parts: [],
        all: { steps: 0, minutes: 0 },
      });
    else if (sums !== null) read.sections.push({ title, steps: Number(sums[1]), minutes: Number(sums[2]) });
    else if (title === 'What to prepare' && first.startsWith('`'))
      read.needs.set(words(first)[0] ?? '', Number(third));
    else if (tour !== undefined && title === tour.name && /^\d+$/.test(third))
      tour.parts.push({ steps: links(second), minutes: Number(third) });
    else if (tour !== undefined && title === tour.name && first === '**In all**')
      tour.all = { steps: Number(second), minutes: Number(third.replaceAll('*', '')) };
    else if (step !== null) {
      if (step[1] !== step[2]) throw new Error(`step ${step[2] ?? ''} has the anchor of ${step[1] ?? ''}`);
      const [, what = '', , needs = '', meets, minutes] = cells.map((cell) => cell.trim());
      read.steps.push({
        number: Number(step[1]),
        section: title,
        what,
        needs: words(needs),
        meets: Number(meets),
        minutes: Number(minutes),
      });
    } else if (/^\d+$/.test(first)) throw new Error(`step ${first} has no anchor`);
  }
  return read;
}

/** @param {string | undefined} text @returns {string[]} what stands between backticks */
const words = (text = '') => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

/** @param {string} text @returns {number[]} the steps it links to */
const links = (text) => [...text.matchAll(/\[(\d+)\]\(#step-\1\)/g)].map(([, number]) => Number(number));
