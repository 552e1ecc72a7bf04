/** When a reading was asked for and when it arrived, by this computer's clock, and the moment between by the server's. */
export interface ClockReading {
  readonly asked: number;
  readonly arrived: number;
  readonly readAt: number;
}

/** An answer that takes longer than this is slow, and a clock that differs by less was not set anew (ms). */
const spareMs = 250;
const noiseMs = 2_000;

/**
 * How far the server's clock is ahead of this computer's (ms), after one more reading. Clocks that may agree do: the server
 * answered at some moment between the question and the answer. When they cannot agree, the moment of arrival is the best measure,
 * because the server dates its answer last. The difference is rounded up to a whole second and stays until a reading contradicts
 * it. So an event keeps the time that was shown first, and no event is dated after it was read.
 */
export function skewAfter(known: number | null, { asked, arrived, readAt }: ClockReading): number {
  const least = readAt - arrived;
  const most = readAt - asked;
  if (known !== null && known >= least && known <= most + noiseMs) return known;
  if (least <= 0 && most >= 0) return 0;
  return Math.ceil((least + spareMs) / 1000) * 1000;
}

/**
 * Turns moments that the server wrote down by its clock into those of this computer, which every other time on a page or in
 * a report is by. `skewMs`: how far the server's clock is ahead; null counts as no difference.
 */
export function hereClock(skewMs: number | null): (at: number) => number {
  return (at) => Math.max(0, Math.round(at - (skewMs ?? 0)));
}
