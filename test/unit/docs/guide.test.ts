import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const folders = { en: 'docs/guide', fr: 'docs/guide/fr' } as const;
type Language = keyof typeof folders;

const pagesOf = (language: Language): string[] =>
  readdirSync(join(root, folders[language])).filter((name) => name.endsWith('.md'));
const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
const pages = (['en', 'fr'] as const).flatMap((language) =>
  pagesOf(language).map((name) => ({ language, path: `${folders[language]}/${name}` })),
);

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
type Tree = { [key: string]: string | Tree };
const leaves = (node: Tree): string[] =>
  Object.values(node).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value)));

/** Every text of the app in a language; a value that a text takes may be anything. */
function textsOf(language: Language): (word: string) => boolean {
  const folder = `shared/locales/${language}`;
  const all = readdirSync(join(root, folder)).flatMap((name) =>
    leaves(tree.parse(JSON.parse(read(`${folder}/${name}`)))),
  );
  const plain = new Set(all);
  const open = all
    .filter((text) => /[^\s{}]{3}/.test(text.replaceAll(/\{\{\w+\}\}/g, '')) && text.includes('{{'))
    .map(
      (text) =>
        new RegExp(
          `^${text
            .split(/\{\{\w+\}\}/)
            .map(escape)
            .join('.+')}$`,
        ),
    );
  return (word) => plain.has(word) || open.some((pattern) => pattern.test(word));
}
const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Where a heading is found, as GitHub names it. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );

describe.each(['en', 'fr'] as const)('the user guide in %s', (language) => {
  it('quotes words of the screen exactly: what is bold is a text of the app', () => {
    const known = textsOf(language);
    expect(known('Gangway'), 'a text of the app').toBe(true);
    expect(known('Start the changes now'), 'a text of nobody').toBe(false);
    const quoted = pages
      .filter((page) => page.language === language)
      .flatMap(({ path }) =>
        [...read(path).matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => ({ path, word })),
      );
    expect(quoted.length).toBeGreaterThan(100);
    expect(quoted.filter(({ word }) => !known(word))).toEqual([]);
  });
});

it('has the same pages in both languages, and its index leads to each', () => {
  expect(pagesOf('fr')).toEqual(pagesOf('en'));
  for (const language of ['en', 'fr'] as const)
    for (const name of pagesOf(language).filter((page) => page !== 'README.md'))
      expect(read(`${folders[language]}/README.md`)).toContain(`](${name})`);
});

it('leads nowhere that is not there: pages, pictures and headings', () => {
  const broken = pages.flatMap(({ path }) =>
    [...read(path).matchAll(/\]\(([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(([, target = '', anchor]) => {
      const place = target === '' ? path : join(dirname(path), target);
      if (!existsSync(join(root, place))) return [`${path}: ${target}`];
      return anchor === undefined || anchors(read(place)).includes(anchor) ? [] : [`${path}: #${anchor}`];
    }),
  );
  expect(broken).toEqual([]);
});
