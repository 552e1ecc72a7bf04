/** When a reading was asked for and when it arrived, by this computer's clock, and the moment between by the server's. */
export interface ClockReading {
  readonly asked: number;
  readonly arrived: number;
  readonly readAt: number;
}

/** An answer may be on its way for so long before it counts as slow, and so much is no sign that a clock was set (ms). */
const spareMs = 250;
const noiseMs = 2_000;

/**
 * How far the server's clock is ahead of this computer's (ms), after one more reading. Clocks that may agree do: the server
 * answered somewhere between asking and arriving. Where they cannot, the answer was dated last of all, so its arriving tells
 * most; that is taken up to the next whole second, and stays until a reading rules it out. So an event keeps the time that it
 * was first shown with, and nothing that was read is dated after its reading.
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
