import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchTable, readResults, withTable } from '../../../build/bench-table.mjs';
import { goals, resultsOf, resultsSchema, type Goal } from '../../../bench/goals';
import { median, quantile } from '../../../bench/rounds';

describe('the recorded bench', () => {
  it('measured everything that has a goal', () => {
    const { results, measuredAt } = resultsSchema.parse(readResults());
    const due = Object.entries<Goal>(goals).filter(([, { since }]) => (since ?? '') <= measuredAt);
    expect(results.map(({ id }) => id)).toEqual(due.map(([id]) => id));
    // Only rows that came in after the recording may lack.
    expect(due.length).toBeGreaterThan(14);
    for (const { ratio, goal, better, ok, why } of results) {
      if (ratio === null || goal === null) expect([ok, why]).toEqual([null, expect.stringContaining('.')]);
      else expect(ok).toBe(better === 'lower' ? ratio <= goal : ratio >= goal);
    }
  });

  it('is what the README says', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
    expect(withTable(readme, readResults())).toBe(readme);
  });
});

describe('the rows of the bench', () => {
  it('hold a rival or a ceiling against what was measured', () => {
    const rows = resultsOf({
      operation: { ours: 0.3, reference: 0.1 },
      lines: { ours: 50, reference: 1000 },
      heap: { ours: 5 },
    });
    expect(rows).toMatchObject([
      { id: 'operation', ratio: 3, goal: 2, ok: false },
      { id: 'lines', ratio: 20, goal: 10, better: 'higher', ok: true },
      { id: 'heap', reference: 20, ratio: 0.25, ok: true },
    ]);
    const table = benchTable({
      measuredAt: '2027-01-02T03:04:05.000Z',
      machine: '2 × a processor',
      results: rows,
    });
    expect(table).toContain('2027-01-02, 2 × a processor');
    expect(table).toMatch(/\| 0\.3 ms +\| 0\.1 ms +\| 3 +\| ≤ 2 +\| \*\*missed\*\* \|/);
    expect(() => withTable('no place', { measuredAt: '', machine: '', results: rows })).toThrow('no place');
  });

  it('judge no time that nothing of its run is held against, and say why', () => {
    const rows = resultsOf({ latency: { ours: 21 }, frame: { ours: 17 } });
    expect(rows).toMatchObject([{ id: 'latency', ours: 21, ratio: null, ok: null }]);
    const table = benchTable({ measuredAt: '2027-01-02T03:04:05.000Z', machine: 'one', results: rows });
    expect(table).toMatch(/\| 21 ms \| +\| +\| +\| shown \|/);
    expect(table).toContain(`- ${rows[0]?.what ?? ''}: ${rows[0]?.why ?? ''}`);
    for (const goal of Object.values<Goal>(goals))
      expect('ceiling' in goal && /^m?s$/.test(goal.unit), goal.what).toBe(false);
  });

  it('hold a second copy against the first: nothing of it may cross', () => {
    const rows = (ours: number) => resultsOf({ secondCopy: { ours, reference: 3_400_000 } });
    expect(rows(0)).toMatchObject([{ ratio: 0, goal: 0, ok: true }]);
    expect(rows(65_536)).toMatchObject([{ ok: false }]);
  });

  it('a result that was not measured is no row', () => {
    expect(resultsOf({})).toEqual([]);
    expect(resultsOf({ painted: { ours: 1 } })).toEqual([]);
  });

  it('computes medians and percentiles between neighbours', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5);
    expect(() => median([])).toThrow('nothing');
  });
});
