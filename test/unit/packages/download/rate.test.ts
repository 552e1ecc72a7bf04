import { expect, it, vi } from 'vitest';
import { systemClock } from '../../../../main/packages/download/clock';
import { watchQuiet } from '../../../../main/packages/download/quiet';
import { rateMeter } from '../../../../main/packages/download/rate';
import { HandClock } from './downloadClock';

it('measures bytes a second over five seconds, once one of them was seen', () => {
  let now = 0;
  const rate = rateMeter({ now: () => now, every: () => () => undefined });
  const at = (ms: number, received: number) => {
    now = ms;
    return rate(received);
  };
  expect([at(0, 100), at(999, 900), at(1000, 1100)]).toEqual([null, null, 1000]);
  // The first falls out when it is more than five seconds old.
  expect(at(5000, 5100)).toBe(1000);
  expect(at(5999, 10_900)).toBe(2000);
  expect(at(20_000, 10_900)).toBeCloseTo(0);
});

it('calls a line quiet once, when too few bytes came in time, and not while enough come', () => {
  const clock = new HandClock();
  let quiet = 0;
  const watch = watchQuiet(clock, { bytes: 100, ms: 10_000 }, () => (quiet += 1));
  const start = clock.now();
  watch.arrived(60);
  watch.arrived(40);
  // Enough: from this look on the time begins anew.
  clock.move(1_000);
  watch.arrived(99);
  clock.move(9_000);
  expect([quiet, clock.now() - start, clock.idle]).toEqual([0, 10_000, false]);
  clock.move(1_000);
  expect([quiet, clock.idle]).toEqual([1, true]);
  clock.move(20_000);
  expect(quiet).toBe(1);
});

it('watches no more once it was stopped', () => {
  const clock = new HandClock();
  const watch = watchQuiet(clock, { bytes: 1, ms: 1000 }, () => expect.unreachable());
  watch.stop();
  clock.move(5000);
  expect(clock.idle).toBe(true);
});

it('ticks by the clock of this computer until it is told to stop', () => {
  vi.useFakeTimers();
  try {
    let ticks = 0;
    const stop = systemClock.every(1000, () => (ticks += 1));
    vi.advanceTimersByTime(3000);
    stop();
    vi.advanceTimersByTime(3000);
    expect(ticks).toBe(3);
  } finally {
    vi.useRealTimers();
  }
});
