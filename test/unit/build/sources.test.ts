import { expect, test } from 'vitest';
import { readSources, shownSources } from '../../../build/sources.mjs';

test('every fixture says where it comes from', () => {
  const sources = readSources();
  expect(sources.length).toBeGreaterThan(0);
  expect(sources.filter(({ source }) => source === null).map(({ file }) => file)).toEqual([]);
});

test('the summary counts them, and names what does not say', () => {
  const line = shownSources([
    { source: 'real' },
    { source: 'invented' },
    { source: 'invented' },
    { source: null },
  ]);
  expect(line).toBe('fixtures: 1 real, 0 wine, 0 engine, 0 documented, 2 invented, 1 without a source');
});
