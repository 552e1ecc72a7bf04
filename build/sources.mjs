import { readdirSync, readFileSync } from 'node:fs';
import { root } from './paths.mjs';

/** Where what a test stands on may come from; see test/lab/FakeWindows/README.md. */
export const origins = ['real', 'wine', 'engine', 'documented', 'invented'];
const folder = 'test/fixtures';

/**
 * Fixtures with where each comes from: `source` of a JSON file, or `source: <origin>` or `Invented: …` in a
 * comment of a TypeScript one; null where it does not say.
 * @returns {{ file: string, source: string | null }[]}
 */
export function readSources() {
  return (
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      // texts.ts and say.ts only look up the product's own texts, openZip.ts opens what a test wrote, a kept folder of data is what a version of the product wrote, and lint is
      // about our own code.
      .filter(
        (name) =>
          /\.(json|ts)$/.test(name) &&
          !['texts.ts', 'say.ts', 'openZip.ts'].includes(name) &&
          !/^(?:data-[\d.]+|lint)[\\/]/.test(name),
      )
      .map((name) => {
        const text = readFileSync(`${root}${folder}/${name}`, 'utf8');
        const found = name.endsWith('.json')
          ? /^ {2}"source": "(\w+)"/m.exec(text)
          : (/^(?:\/\*| ?\*).*\bsource: (\w+)/im.exec(text) ?? /^\/\/ (Invented): /m.exec(text));
        const source = found?.[1]?.toLowerCase() ?? '';
        return { file: `${folder}/${name}`, source: origins.includes(source) ? source : null };
      })
  );
}

/**
 * One line for the summary: how many fixtures come from where.
 * @param {{ source: string | null }[]} sources @returns {string}
 */
export function shownSources(sources) {
  const counts = [...origins, null].map((origin) => {
    const count = sources.filter(({ source }) => source === origin).length;
    return `${count} ${origin ?? 'without a source'}`;
  });
  return `fixtures: ${counts.filter((one) => !/^0 without/.test(one)).join(', ')}`;
}
