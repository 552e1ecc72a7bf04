import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverage, faultMatrix } from '../../../build/fault-matrix.mjs';
import { root } from '../../../build/paths.mjs';

test('docs/fault-matrix.md is what its data and the titles of the tests say, and every row is covered or says why not', async () => {
  const { text, problems } = await faultMatrix();
  expect(problems).toEqual([]);
  // Stale? node build/fault-matrix.mjs
  expect(readFileSync(`${root}docs/fault-matrix.md`, 'utf8')).toBe(text);
});

test('the matrix has every row once, in rising order, those of the first list without a gap', () => {
  const rows = JSON.parse(readFileSync(`${root}test/faults/rows.json`, 'utf8')) as readonly { row: number }[];
  const numbers = rows.map(({ row }) => row);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(numbers.slice(0, 64)).toEqual(Array.from({ length: 64 }, (_, index) => index + 1));
});

test('a row without a test, a tag without a row, and a test that is gone are problems', () => {
  const row = (n: number, more: object = {}) => ({ row: n, group: 'x', fault: 'x', expected: 'x', ...more });
  const tag = (n: number) => `[row ${String(n)}]`;
  const files = new Map([
    ['test/a.test.ts', `it('${tag(1)} works', () => {}); it("${tag(9)} is nowhere", () => {});`],
    ['test/b.test.ts', `it('does \`this\`', () => {}); it('${tag(4)} too', () => {});`],
  ]);
  const { covered, problems } = coverage(
    [
      row(1),
      row(2),
      row(3, { also: [{ file: 'test/b.test.ts', title: 'does that' }] }),
      row(4, { later: 'with remote servers' }),
      row(5, { later: 'with remote servers' }),
    ],
    files,
  );
  expect(covered[0]?.tests).toEqual([{ file: 'test/a.test.ts', title: 'works' }]);
  expect(problems).toEqual([
    'test/a.test.ts: there is no row 9',
    'row 2 has no test',
    'row 3: test/b.test.ts has no test "does that"',
  ]);
});
