import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
const tops = ['main', 'shared', 'renderer', 'test', 'bench', 'build', 'docs'];
const files = tops.flatMap((top) =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map(
    (name) => `${top}/${name.replaceAll('\\', '/')}`,
  ),
);
/** Every page of the repository, but the history, which speaks of what was. */
const pages = ['README.md', 'CONTRIBUTING.md', ...files.filter((name) => name.endsWith('.md'))];
const code = files.filter((name) => /\.(tsx?|mjs|ps1|psm1|css)$/.test(name));

/** Where a heading is found, as GitHub names it. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );

it('a path that a page names is there', () => {
  // A path that goes on with `<language>`, `{en,fr}`, `*` or `…` ends before it: that folder must be there.
  const path = new RegExp(`(?<![\\w./@<-])(?:${tops.join('|')})/[\\w./-]*\\w`, 'g');
  const named = pages.flatMap((page) =>
    [
      ...read(page)
        .replaceAll(/\]\([^)]*\)/g, ']')
        .matchAll(path),
    ].map(([word]) => ({ page, word })),
  );
  expect(named.length).toBeGreaterThan(200);
  expect(named.filter(({ word }) => !existsSync(join(root, word)))).toEqual([]);
});

it('a link of a page leads to a file that is there, and to its heading', () => {
  const links = pages.flatMap((page) =>
    [
      ...read(page)
        .replaceAll(/`[^`\n]*`/g, '')
        .matchAll(/\]\(([^)#\s:]*)(?:#([^)\s]+))?\)/g),
    ].map(([, target = '', anchor = '']) => ({
      page,
      place: target === '' ? page : join(dirname(page), target).replaceAll('\\', '/'),
      anchor,
    })),
  );
  expect(links.length).toBeGreaterThan(200);
  // A heading of a page; the steps of manual testing are marked by an element of their own.
  const found = (place: string, anchor: string): boolean =>
    anchors(read(place)).includes(anchor) || read(place).includes(`id="${anchor}"`);
  expect(
    links.filter(
      ({ place, anchor }) => !existsSync(join(root, place)) || (anchor !== '' && !found(place, anchor)),
    ),
  ).toEqual([]);
});

it('a page that code names is there, and no decision is named by a number', () => {
  const here = new Set([...pages, 'CHANGELOG.md']);
  const named = code
    .filter((path) => !path.startsWith('test/unit/docs/'))
    .flatMap((path) =>
      [...read(path).matchAll(/(?<![\w./])(?:[\w-]+\/)*[\w-]+\.md\b/g)].map(([page]) => ({ path, page })),
    );
  expect(named.length).toBeGreaterThan(20);
  const known = (path: string, page: string): boolean =>
    [page, `docs/${page}`, `${dirname(path)}/${page}`].some((place) => here.has(place));
  expect(named.filter(({ path, page }) => !known(path, page))).toEqual([]);
  expect(
    [...code, ...pages].filter((path) => /\b(decisions?|\[record) 0?\d{2,3}\b/.test(read(path))),
  ).toEqual([]);
});
