/**
 * Turns moments that the server wrote down by its clock into those of this computer, which every other time of a report is
 * by. `skewMs`: how far the server's clock is ahead, as measured at the newest reading; null counts as no difference.
 */
export function hereClock(skewMs: number | null): (at: number) => number {
  return (at) => Math.max(0, Math.round(at - (skewMs ?? 0)));
}
