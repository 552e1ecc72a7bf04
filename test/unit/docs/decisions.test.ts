import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const folder = 'docs/decisions';
const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
const names = readdirSync(join(root, folder));
const pages = names.map((name) => `${folder}/${name}`);
/** A page that a decision names by a path, where nothing stands for another word. */
const isPath = (word: string): boolean => /^(main|shared|renderer|test|build|docs)\/[^\s<>*]*$/.test(word);

/** Where a heading is found, as GitHub names it. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );

/** What is written by people: code, configurations and pages, whole folders of them. */
const written = [
  'README.md',
  'CONTRIBUTING.md',
  '.dependency-cruiser.cjs',
  'electron-builder.yml',
  'eslint.config.js',
  ...['main', 'shared', 'renderer', 'test', 'build', 'docs'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(md|tsx?|mjs|ps1|psm1|css|json)$/.test(name))
      .map((name) => `${top}/${name.replaceAll('\\', '/')}`),
  ),
].filter((path) => statSync(join(root, path)).isFile());

describe('the pages of decisions', () => {
  it('name paths that are there', () => {
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/`([^`\n]+)`/g)]
        .map(([, word = '']) => word)
        .filter(isPath)
        .map((word) => ({ page, word })),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ word }) => !existsSync(join(root, word)))).toEqual([]);
  });

  it('are in the index, each once', () => {
    const listed = [...read(`${folder}/README.md`).matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual(names.filter((name) => name !== 'README.md').toSorted());
  });

  it('are short enough to be read, and say no number of a record', () => {
    for (const page of pages) {
      expect(read(page).split('\n').length, page).toBeLessThanOrEqual(250);
      expect(read(page), page).not.toMatch(/\b(decision|record)s? \d/i);
    }
  });

  it('give a reason for every package that the project uses', () => {
    const packages = z.record(z.string(), z.string());
    const manifest = z
      .object({ dependencies: packages, devDependencies: packages, overrides: packages })
      .parse(JSON.parse(read('package.json')));
    const used = Object.values(manifest).flatMap((one) => Object.keys(one));
    const given = [...read(`${folder}/dependencies.md`).matchAll(/@?[a-z][\w/-]*/g)].map(([name]) => name);
    expect(used.filter((name) => !given.includes(name))).toEqual([]);
  });
});

it('a decision that code or a page refers to is there, with its heading', () => {
  const referred = written.flatMap((path) =>
    [...read(path).matchAll(/(\]\()?([\w./-]*decisions\/[\w-]+\.md)(#[\w-]+)?/g)].map(
      ([, link, target = '', anchor = '']) => ({
        path,
        place: link === undefined ? target : join(dirname(path), target).replaceAll('\\', '/'),
        anchor: anchor.slice(1),
      }),
    ),
  );
  const within = pages.flatMap((path) =>
    [...read(path).matchAll(/\]\(([^)#\s:]*)(?:#([^)\s]+))?\)/g)].map(([, target = '', anchor = '']) => ({
      path,
      place: target === '' ? path : join(dirname(path), target).replaceAll('\\', '/'),
      anchor,
    })),
  );
  expect(referred.length).toBeGreaterThan(10);
  const broken = [...referred, ...within].filter(
    ({ place, anchor }) =>
      !existsSync(join(root, place)) || (anchor !== '' && !anchors(read(place)).includes(anchor)),
  );
  expect(broken).toEqual([]);
});

it('nothing refers to a decision by a number any more', () => {
  const numbered = written
    .filter((path) => !path.endsWith('.json'))
    .flatMap((path) =>
      [...read(path).matchAll(/\b(?:decisions?|\[record) 0?\d{2,3}\b/g)].map(([word]) => `${path}: ${word}`),
    );
  expect(numbered).toEqual([]);
});
