import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const texts = (language: string) =>
  z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(join(root, `shared/locales/${language}/operations.json`), 'utf8')));

it.each(['en', 'fr'])(
  'every stage that a script tells of has a text in %s, and no text is left over',
  (language) => {
    const folder = join(root, 'main/operations');
    const keys = readdirSync(folder)
      .filter((name) => name.endsWith('.ps1'))
      .flatMap((name) => {
        const text = readFileSync(join(folder, name), 'utf8');
        // A stage that depends on what is asked for stands in a table.
        const tables = [...text.matchAll(/^\$step = @\{(.*)\}/gm)].map(([, table]) => table ?? '');
        return [
          ...text.matchAll(/Write-Step '(\w+)'/g),
          ...tables.flatMap((table) => [...table.matchAll(/'(\w+)'/g)]),
        ];
      })
      .map((match) => match[1]);
    expect(Object.keys(texts(language)).sort()).toEqual([...new Set(keys)].sort());
  },
);
