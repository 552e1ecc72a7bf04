import { describe, expect, it } from 'vitest';
import { createCopyMeter } from '../../../main/runs/copyMeter';
import type { RunRecord } from '../../../shared/bridge/records';

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

  it('takes pieces of one moment for one, and a clock that was set back for no measure', () => {
    const meter = createCopyMeter();
    pieces(meter, 4, 6000);
    meter.take([progress(5 * MB)], 24_000);
    expect(meter.take([progress(6 * MB)], 36_000).minutesLeft).toBe(10);
    expect(meter.take([progress(7 * MB)], 1000).minutesLeft).toBe(10);
  });
});
