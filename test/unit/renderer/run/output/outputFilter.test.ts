import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOutputFilter, wantsAll } from '../../../../../renderer/run/output/outputFilter';
import { createOutputRing } from '../../../../../renderer/run/output/outputRing';
import { outputLines } from './outputLines';

const plenty = 10_000;

describe('output filter', () => {
  it('finds what a plain search finds, however the output came', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('all' as const, 'warn' as const, 'error' as const),
        fc.constantFrom('', '7', 'ACTION 1', 'msi', 'nothing like it'),
        (batches, level, words) => {
          const ring = createOutputRing(2000);
          const filter = createOutputFilter(ring, { level, words });
          let sent = 0;
          for (const size of batches) {
            ring.append(outputLines(size, sent));
            sent += size;
            expect(filter.scan(ring.end, plenty)).toBe(true);
          }
          const expected = [];
          for (let position = ring.start; position < ring.end; position += 1) {
            const row = ring.at(position);
            const text = `${row?.text ?? ''}\n${row?.source ?? ''}`.toLowerCase();
            if ((level === 'all' || row?.level === level) && text.includes(words.toLowerCase())) {
              expected.push(position);
            }
          }
          expect(filter.positions).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('also finds what is loaded in front', () => {
    const ring = createOutputRing(1000);
    ring.append(outputLines(3000));
    const filter = createOutputFilter(ring, { level: 'error', words: '' });
    filter.scan(ring.end, plenty);
    const before = filter.positions.length;
    ring.prepend(outputLines(600, ring.firstSeq - 600));
    expect(filter.scan(ring.end, plenty)).toBe(true);
    expect(filter.positions.length).toBe(before + 6);
    expect([...filter.positions]).toEqual([...filter.positions].sort((a, b) => a - b));
  });

  it('stops when its time is up and goes on where it stopped', () => {
    const ring = createOutputRing();
    ring.append(outputLines(50_000));
    const filter = createOutputFilter(ring, { level: 'error', words: '' });
    expect(filter.scan(ring.end, 0)).toBe(false);
    expect(filter.positions.length).toBeLessThan(500);
    while (!filter.scan(ring.end, 0));
    expect(filter.positions.length).toBe(500);
  });

  it('has its first hit in a full ring within 100 ms', () => {
    const ring = createOutputRing();
    ring.append(outputLines(50_000));
    // The best of several tries: other work on the machine must not decide.
    const tries = Array.from({ length: 8 }, () => {
      const filter = createOutputFilter(ring, { level: 'all', words: 'action 49999' });
      const started = performance.now();
      while (!filter.scan(ring.end, 12));
      expect(filter.positions).toEqual([ring.end - 1]);
      return performance.now() - started;
    });
    expect(Math.min(...tries)).toBeLessThan(100);
  });

  it('knows when there is nothing to filter', () => {
    expect(wantsAll({ level: 'all', words: '  ' })).toBe(true);
    expect(wantsAll({ level: 'warn', words: '' })).toBe(false);
    expect(wantsAll({ level: 'all', words: 'x' })).toBe(false);
  });

  it('takes the words as they are, not as an expression', () => {
    const ring = createOutputRing();
    ring.append(
      outputLines(3).map((line, index) => ({ ...line, text: ['(a+b) [c]', 'aab c', '$^'][index] ?? '' })),
    );
    for (const [words, count] of [
      ['(a+b) [', 1],
      ['$^', 1],
      ['.', 0],
    ] as const) {
      const filter = createOutputFilter(ring, { level: 'all', words });
      filter.scan(ring.end, plenty);
      expect(filter.positions.length).toBe(count);
    }
  });
});
