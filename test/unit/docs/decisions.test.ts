import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const folder = 'docs/decisions';
const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
const names = readdirSync(join(root, folder));

it('every page of decisions is in the index, once', () => {
  const listed = [...read(`${folder}/README.md`).matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(names.filter((name) => name !== 'README.md').toSorted());
});

it('a page of decisions is short enough to be read, and gives no decision a number', () => {
  for (const name of names) {
    const page = read(`${folder}/${name}`);
    expect(page.split('\n').length, name).toBeLessThanOrEqual(250);
    expect(page, name).not.toMatch(/\b(decision|record)s? \d|^#+ \d/im);
  }
});

it('every package that the project uses has its reason', () => {
  const packages = z.record(z.string(), z.string());
  const manifest = z
    .object({ dependencies: packages, devDependencies: packages, overrides: packages })
    .parse(JSON.parse(read('package.json')));
  const used = Object.values(manifest).flatMap((one) => Object.keys(one));
  const given = [...read(`${folder}/dependencies.md`).matchAll(/@?[a-z][\w/-]*/g)].map(([name]) => name);
  expect(used.filter((name) => !given.includes(name))).toEqual([]);
});
