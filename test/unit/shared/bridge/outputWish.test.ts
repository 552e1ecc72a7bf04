import { expect, it } from 'vitest';
import {
  type OutputLine,
  matchesWish,
  outputWishSchema,
  wordsPattern,
  type OutputWish,
} from '../../../../shared/bridge/output';

const line = (level: OutputLine['level'], text: string, source = 'msiexec') =>
  ({ level, text, source }) as OutputLine;
it.each<[OutputWish['level'], string, OutputLine, boolean]>([
  ['all', '', line('info', 'Copied'), true],
  ['all', 'copied', line('info', 'Copied'), true],
  ['all', ' copied ', line('info', 'Copied'), true],
  ['all', 'moved', line('info', 'Copied'), false],
  ['all', 'MSIEXEC', line('info', 'Copied'), true],
  ['warn', '', line('warn', 'Slow'), true],
  ['warn', '', line('error', 'Broken'), false],
  ['error', 'broken', line('error', 'Broken'), true],
  ['error', 'broken', line('warn', 'Broken'), false],
  // Words are words and no pattern.
  ['all', 'a.c', line('info', 'abc'), false],
  ['all', '(1603)', line('info', 'ended (1603)'), true],
])('lines of %s with "%s": %j', (level, words, found, shown) => {
  expect(matchesWish({ level, words })(found)).toBe(shown);
});

it('finds words with the flags that are asked for, and takes 200 characters of them', () => {
  expect('a b A'.replace(wordsPattern('a', 'g'), '-')).toBe('- b A');
  const wish = (length: number) => outputWishSchema.safeParse({ level: 'all', words: 'x'.repeat(length) });
  expect([wish(200).success, wish(201).success]).toEqual([true, false]);
});
