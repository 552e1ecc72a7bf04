import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import en from '../../shared/locales/en/frame.json';
import fr from '../../shared/locales/fr/frame.json';

const root = join(import.meta.dirname, '../..');

/** The keys of all notices that main gives, as they stand in its source. */
function keysInMain(): string[] {
  const files = readdirSync(join(root, 'main'), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, 'main', name), 'utf8'));
  const keys = texts.flatMap((text) =>
    [...text.matchAll(/\bnotice\(\s*'(\w+)'/g)].map(([, key]) => key ?? ''),
  );
  return [...new Set(keys)].sort();
}

const page = readFileSync(join(root, 'renderer/pages/home/notices.tsx'), 'utf8');

it('[row 60, 61] what the disk and the files do is said in whole sentences, with the next step, in both languages', () => {
  const keys = keysInMain().filter((key) => key !== 'internal');
  expect(keys).toEqual(
    expect.arrayContaining(['journalBroken', 'journalUnread', 'notRestored', 'quarantined', 'unwritable']),
  );
  for (const { notice } of [en, fr]) {
    const texts: Readonly<Record<string, string>> = notice;
    for (const key of keys) {
      expect(page).toContain(`'${key}'`);
      expect(texts[key]).toMatch(/\S \S.*\.$/);
      const detail = texts[`${key}Detail`];
      expect(detail).toMatch(/\S \S.*\.$/);
      expect(detail).toContain('{{detail}}');
    }
  }
});
