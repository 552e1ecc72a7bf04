import { describe, expect, it } from 'vitest';
import { axisOf } from '../../../../../renderer/pages/logs/timeline/axis';
import { barsOf } from '../../../../../renderer/pages/logs/timeline/bars';
import {
  glyphApart,
  marksOf,
  tickApart,
  type LaneCounts,
} from '../../../../../renderer/pages/logs/timeline/marks';
import {
  bandAround,
  lengthOf,
  moved,
  wholeOf,
  withMoment,
  zoomed,
} from '../../../../../renderer/pages/logs/timeline/stretch';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const whole = { from: 100 * hour, to: 110 * hour };

describe('the time that is shown', () => {
  it('is all the time of the files that have times, with a little room', () => {
    expect(wholeOf([{ from: null, to: null }])).toBeNull();
    const some = wholeOf([
      { from: 10 * hour, to: 11 * hour },
      { from: null, to: null },
      { from: 9 * hour, to: 9 * hour },
    ]);
    expect(some).toEqual({ from: 9 * hour - 144 * second, to: 11 * hour + 144 * second });
    // One moment alone is shown as a second around it, never as nothing.
    expect(lengthOf(wholeOf([{ from: 5 * second, to: 5 * second }]) ?? whole)).toBe(second);
  });

  it('keeps the moment under the pointer where it is, and stays within the whole', () => {
    const at = 102 * hour;
    const near = zoomed(whole, 1 / 4, at, whole);
    expect(lengthOf(near)).toBe(2.5 * hour);
    expect((at - near.from) / lengthOf(near)).toBeCloseTo((at - whole.from) / lengthOf(whole), 6);
    expect(zoomed(near, 1000, at, whole)).toEqual(whole);
    expect(lengthOf(zoomed(near, 1e-9, at, whole))).toBe(second);
    expect(moved(near, -50, whole).from).toBe(whole.from);
    expect(moved(near, 50, whole).to).toBe(whole.to);
  });

  it('moves only when the moment would not be seen', () => {
    const shown = { from: 101 * hour, to: 102 * hour };
    expect(withMoment(shown, 101.5 * hour, whole)).toBe(shown);
    const there = withMoment(shown, 105 * hour, whole);
    expect(there).toEqual({ from: 104.5 * hour, to: 105.5 * hour });
    expect(bandAround(105 * hour, there)).toEqual({
      from: 105 * hour - hour / 32,
      to: 105 * hour + hour / 32,
    });
  });
});

describe('the moments above the lanes', () => {
  it.each([
    [10 * second, 'seconds'],
    [14 * minute, 'minutes'],
    [3 * 24 * hour, 'minutes'],
    [60 * 24 * hour, 'days'],
    [5000 * 24 * hour, 'days'],
  ] as const)('of %i ms are round, apart, and never more than there is room for', (length, fine) => {
    const shown = { from: 1_700_000_000_123, to: 1_700_000_000_123 + length };
    const axis = axisOf(shown, 700, 90, 100);
    expect(axis.fine).toBe(fine);
    expect(axis.at.length).toBeGreaterThan(0);
    expect(axis.at.length).toBeLessThanOrEqual(8);
    const step = (axis.at[1] ?? 0) - (axis.at[0] ?? 0);
    // Round in the clock of the desk, which is an hour and a half from UTC here.
    if (axis.at.length > 1) for (const at of axis.at) expect((at + 90 * minute) % step).toBe(0);
  });
});

describe('the marks of a lane', () => {
  const shown = { from: 0, to: 1000 * second };
  const counts = (length: number, each: LaneCounts[number]): LaneCounts =>
    Array.from({ length }, () => [...each] as LaneCounts[number]);

  it('are no more than the lane has room for, however many lines there are', () => {
    const width = 800;
    const marks = marksOf(counts(2000, [500, 3, 2]), shown, shown, width, 16);
    expect(marks.drawn).toBeLessThanOrEqual(width / tickApart + width / glyphApart + 3);
    expect(marks.errors.length).toBeGreaterThan(40);
    // Where an error stands, no warning lies under it.
    expect(marks.warnings).toEqual([]);
    expect(marks.ticks.split('M').length - 1).toBeLessThanOrEqual(width / tickApart + 2);
  });

  it('stand where the lines were written, also while an older answer is shown', () => {
    const some = counts(10, [0, 0, 0]);
    some[4] = [1, 0, 0];
    some[7] = [0, 1, 0];
    const all = marksOf(some, shown, shown, 1000, 16);
    expect(all.warnings).toEqual([750]);
    expect(all.ticks).toMatch(/^M450 11v10$/);
    // Half of that time is shown by now, and the answer to that is under way.
    const later = marksOf(some, shown, { from: 500 * second, to: 1000 * second }, 1000, 16);
    expect(later.warnings).toEqual([500]);
    expect(later.ticks).toBe('');
  });
});

describe('the bars of a lane', () => {
  const span = (from: number, to: number) => ({ file: 0, label: `${from}`, from, to });
  it('show what lies in a longer span inside it, and leave out what would be a smear', () => {
    const shown = { from: 0, to: 1000 };
    const bars = barsOf([span(500, 900), span(0, 1000), span(100, 300)], shown, 500);
    expect(bars.map(({ label, left, width, inner }) => [label, left, width, inner])).toEqual([
      ['0', 0, 500, false],
      ['100', 50, 100, true],
      ['500', 250, 200, true],
    ]);
    const many = Array.from({ length: 200 }, (_, index) => span(index * 5, index * 5 + 1));
    expect(barsOf(many, { from: 0, to: 100_000 }, 500).length).toBeLessThanOrEqual(3);
    expect(barsOf(many, shown, 500).length).toBeLessThanOrEqual(130);
  });
});
