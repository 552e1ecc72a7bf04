import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutputRing } from '../../../../../renderer/run/output/outputRing';
import { rowLength } from '../../../../../renderer/run/output/outputRow';
import { outputLines } from './outputLines';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('output ring', () => {
  it('keeps the newest lines in order and counts all of them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2500 }), { maxLength: 12 }), (batches) => {
        const ring = createOutputRing(3000);
        let sent = 0;
        for (const size of batches) {
          ring.append(outputLines(size, sent));
          sent += size;
        }
        const rows = ring.slice(ring.start, ring.end);
        expect(ring.counts.all).toBe(sent);
        expect(rows.length).toBeGreaterThanOrEqual(Math.min(sent, 3000));
        expect(rows.length).toBeLessThan(4000);
        expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => sent - rows.length + index));
        expect(ring.firstSeq).toBe(rows[0]?.seq ?? 0);
      }),
      { numRuns: 40 },
    );
  });

  it('counts by level, also what it no longer holds', () => {
    const ring = createOutputRing(1000);
    ring.append(outputLines(10_000));
    expect(ring.counts).toEqual({ all: 10_000, warn: 900, error: 100 });
    expect(ring.end - ring.start).toBeLessThanOrEqual(2000);
  });

  it('keeps the position of a row while others come and go', () => {
    const ring = createOutputRing(2000);
    ring.append(outputLines(3000));
    const position = ring.end - 1;
    ring.append(outputLines(1000, 3000));
    expect(ring.at(position)?.seq).toBe(2999);
    expect(ring.at(ring.start - 1)).toBeUndefined();
    expect(ring.at(ring.end)).toBeUndefined();
  });

  it('puts older lines in front and lets them go on trim', () => {
    const ring = createOutputRing(2000);
    ring.append(outputLines(6000));
    const first = ring.firstSeq;
    const before = ring.start;
    ring.prepend(outputLines(500, first - 500));
    expect(ring.firstSeq).toBe(first - 500);
    expect(ring.start).toBe(before - 500);
    expect(ring.at(before)?.seq).toBe(first);
    ring.append(outputLines(400, 6000));
    expect(ring.firstSeq).toBe(first - 500);
    ring.trim();
    expect(ring.firstSeq).toBeGreaterThanOrEqual(first);
    expect(ring.counts.all).toBe(6400);
  });

  it('folds a line of a megabyte into rows and loses nothing of it', () => {
    const ring = createOutputRing();
    const text = 'x😀'.repeat(350_000);
    ring.append(outputLines(1).map((line) => ({ ...line, text })));
    const rows = ring.slice(ring.start, ring.end);
    expect(ring.counts.all).toBe(1);
    expect(rows.every((row) => row.text.length <= rowLength)).toBe(true);
    expect(rows.map((row) => row.text).join('')).toBe(text);
    expect(rows.some((row) => /\p{Surrogate}/u.test(row.text))).toBe(false);
  });

  it('tells its readers once per frame, however many lines come', () => {
    const ring = createOutputRing();
    const heard = vi.fn();
    const stop = ring.subscribe(heard);
    for (let batch = 0; batch < 50; batch += 1) ring.append(outputLines(10, batch * 10));
    expect(heard).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(ring.version).toBe(1);
    stop();
    ring.append(outputLines(1, 500));
    vi.advanceTimersByTime(200);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('tells its readers less often in a flood, and of its end', () => {
    const ring = createOutputRing();
    const heard = vi.fn();
    ring.subscribe(heard);
    for (let batch = 0; batch < 60; batch += 1) {
      ring.append(outputLines(1000, batch * 1000));
      vi.advanceTimersByTime(16);
    }
    expect(heard.mock.calls.length).toBeGreaterThan(2);
    expect(heard.mock.calls.length).toBeLessThan(30);
    vi.advanceTimersByTime(200);
    const { length } = heard.mock.calls;
    vi.advanceTimersByTime(200);
    expect(heard).toHaveBeenCalledTimes(length);
    ring.append(outputLines(1, 60_000));
    vi.advanceTimersByTime(20);
    expect(heard).toHaveBeenCalledTimes(length + 1);
  });

  it('takes a million lines and stays small', () => {
    const ring = createOutputRing();
    const batch = outputLines(5000);
    for (let round = 0; round < 200; round += 1) ring.append(batch);
    expect(ring.counts.all).toBe(1_000_000);
    expect(ring.end - ring.start).toBeLessThanOrEqual(51_000);
  });

  it('is empty after clear', () => {
    const ring = createOutputRing();
    ring.append(outputLines(10));
    ring.clear();
    expect(ring.end - ring.start).toBe(0);
    expect(ring.counts).toEqual({ all: 0, warn: 0, error: 0 });
    ring.append(outputLines(3));
    expect(ring.at(ring.start)?.seq).toBe(0);
  });
});
