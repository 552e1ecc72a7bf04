import { describe, expect, it } from 'vitest';
import { createCopyMeter } from '../../../../main/runs/copy/copyMeter';
import type { RunRecord } from '../../../../shared/bridge/records';

const MB = 1_000_000;
const step = (key: string, state: 'begin' | 'done', detail = ''): RunRecord => ({
  kind: 'step',
  n: 0,
  at: 0,
  key,
  state,
  detail,
});
const progress = (done: number, total: number | null = 100 * MB): RunRecord => ({
  kind: 'progress',
  n: 0,
  at: 0,
  done,
  total,
});

/** A copy of 1 MB pieces, one in `everyMs`, from `from` on; answers what was said after each. */
function pieces(
  meter: ReturnType<typeof createCopyMeter>,
  count: number,
  everyMs: number,
  from = { done: 0, at: 0 },
) {
  return Array.from(
    { length: count },
    (_, index) =>
      meter.take([progress(from.done + (index + 1) * MB)], from.at + (index + 1) * everyMs).minutesLeft,
  );
}

describe('the meter of a copy', () => {
  it('says nothing of the time before three pieces were measured', () => {
    const meter = createCopyMeter();
    expect(meter.take([step('copyFile', 'begin')], 0)).toEqual({
      way: null,
      acknowledged: null,
      minutesLeft: null,
    });
    // The first only says where the copy stands.
    expect(pieces(meter, 4, 6000)).toEqual([null, null, null, 10]);
  });

  it('keeps the way and what Windows said of it', () => {
    const meter = createCopyMeter();
    meter.take([step('sendOverSessionInstead', 'done', 'no path')], 0);
    expect(meter.take([step('copyFile', 'begin'), progress(1)], 5).way).toEqual({
      key: 'sendOverSessionInstead',
      detail: 'no path',
    });
  });

  it('does not let one slow piece change the figure: the middle of ten counts', () => {
    const meter = createCopyMeter();
    pieces(meter, 12, 6000);
    expect(meter.take([progress(13 * MB)], 12 * 6000 + 55_000).minutesLeft).toBe(9);
    // A link that stays slow is told within ten pieces.
    const slow = pieces(meter, 10, 12_000, { done: 13 * MB, at: 12 * 6000 + 55_000 });
    expect(slow.at(-1)).toBe(16);
  });

  it('does not go to and fro at the edge of a minute', () => {
    const meter = createCopyMeter();
    const shown = Array.from({ length: 60 }, (_, index) => {
      // Pieces that take 5.7 and 6.3 s in turns.
      const at = (index + 1) * 6000 + (index % 2 === 0 ? 300 : -300);
      return meter.take([progress((index + 1) * MB)], at).minutesLeft;
    }).filter((minutes) => minutes !== null);
    expect(shown.at(0)).toBeGreaterThanOrEqual(9);
    expect(shown).toEqual([...shown].sort((a, b) => b - a));
  });

  it('says less than a minute, and no time where nobody knows how much there is', () => {
    const meter = createCopyMeter();
    expect(pieces(meter, 5, 100).at(-1)).toBe(0);
    expect(meter.take([progress(6 * MB, null)], 600)).toMatchObject({
      acknowledged: { done: 6 * MB, total: null, at: 600 },
      minutesLeft: null,
    });
  });

  it('does not count what lay there before, in the file that goes on and in the next one', () => {
    const meter = createCopyMeter();
    meter.take([step('copyFile', 'begin')], 0);
    expect(pieces(meter, 4, 6000, { done: 50 * MB, at: 0 }).at(-1)).toBe(5);
    // The next file is half there: fifty times as fast would be made up.
    meter.take([step('copyFile', 'done'), step('copyFile', 'begin')], 24_000);
    expect(meter.take([progress(80 * MB)], 24_100).minutesLeft).toBe(2);
  });

  it('begins anew after a break, and knows no time until then', () => {
    const meter = createCopyMeter();
    pieces(meter, 5, 6000);
    expect(meter.broken()).toMatchObject({ acknowledged: { done: 5 * MB }, minutesLeft: null });
    expect(pieces(meter, 4, 600, { done: 5 * MB, at: 90_000 })).toEqual([null, null, null, 0]);
  });

  it('takes pieces of one moment for one: the next is measured from the first of them', () => {
    const meter = createCopyMeter();
    const at = [0, 0, 6000, 6000, 12_000, 12_000, 18_000];
    const shown = at.map((ms, done) => meter.take([progress(done * MB)], ms).minutesLeft);
    // 2 MB in 6 s, and 94 MB are left.
    expect(shown).toEqual([null, null, null, null, null, null, 5]);
  });

  it.each([
    ['a clock that was set back', [1000, 2 * MB]],
    ['a piece of the same moment', [6000, 2 * MB]],
    ['a piece that brought nothing', [9000, 1 * MB]],
  ])('does not measure %s', (_, [at = 0, done = 0]) => {
    const meter = createCopyMeter();
    meter.take([progress(0)], 0);
    meter.take([progress(1 * MB)], 6000);
    meter.take([progress(done)], at);
    // Of three measures there would be a time.
    expect(meter.take([progress(done + 1 * MB)], at + 6000).minutesLeft).toBeNull();
  });

  it('takes the middle of the pieces by their speed, in whatever order they came, and of two middles the mean', () => {
    const after = (...ms: number[]) => {
      const meter = createCopyMeter();
      let at = 0;
      meter.take([progress(0, 120 * MB)], at);
      return ms
        .map((took, index) => meter.take([progress((index + 1) * MB, 120 * MB)], (at += took)).minutesLeft)
        .at(-1);
    };
    // 117 MB at 6 s each.
    expect(after(6000, 12_000, 1000)).toBe(12);
    expect(after(12_000, 1000, 6000)).toBe(12);
    // 116 MB at the mean of 1 MB in 6 s and 1 MB in 12 s.
    expect(after(12_000, 1000, 60_000, 6000)).toBe(15);
  });

  it.each([
    ['goes down by the minute', 10, 9.25, 9],
    ['stays above that', 10, 9.26, 10],
    ['stays where it is not wrong by a fifth', 10, 12, 10],
    ['goes up where it is', 10, 12.01, 12],
    ['stays below a minute where a fifth is little', 2, 2.75, 2],
    ['goes up where it is wrong by more than that', 2, 2.76, 3],
    ['says the last minute', 10, 1, 1],
    ['says less than a minute', 10, 0.99, 0],
  ])('the figure %s', (_, first, next, shown) => {
    const meter = createCopyMeter();
    // 1 MB a second.
    const left = (index: number, minutes: number) =>
      meter.take([progress(index * MB, index * MB + minutes * 60 * MB)], index * 1000).minutesLeft;
    expect([0, 1, 2, 3].map((index) => left(index, first)).at(-1)).toBe(first);
    expect(left(4, next)).toBe(shown);
  });

  it('keeps the way while files follow, and takes no stage that only begins for it', () => {
    const meter = createCopyMeter();
    expect(meter.take([step('sendOverShare', 'begin')], 0).way).toBeNull();
    const way = { key: 'sendOverShare', detail: 'x' };
    expect(meter.take([step('sendOverShare', 'done', 'x')], 0).way).toEqual(way);
    expect(meter.take([step('copyFile', 'begin'), step('copyFile', 'done')], 0).way).toEqual(way);
  });

  it('measures no piece over the border of two files', () => {
    const meter = createCopyMeter();
    const shown = [0, 1, 2, 3, 4].map((index) => {
      const border = index === 2 ? [step('copyFile', 'begin')] : [];
      return meter.take([...border, progress(index * MB)], index * 6000).minutesLeft;
    });
    expect(shown).toEqual([null, null, null, null, 10]);
  });
});
