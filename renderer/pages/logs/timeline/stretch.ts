/** A stretch of time, in epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Less than this (ms) shows nothing more: few logs write finer times. */
const shortest = 1000;
/** The marked time is this part of what is shown. */
const marked = 1 / 16;

export const lengthOf = ({ from, to }: Stretch): number => to - from;
const isIn = (at: number, { from, to }: Stretch): boolean => at >= from && at <= to;

/** All the time of some files, with a little room at both ends; null where none of them has times. */
export function wholeOf(
  files: readonly { readonly from: number | null; readonly to: number | null }[],
): Stretch | null {
  let [from, to] = [Infinity, -Infinity];
  for (const file of files) {
    if (file.from === null || file.to === null) continue;
    from = Math.min(from, file.from);
    to = Math.max(to, file.to);
  }
  if (from > to) return null;
  const room = Math.max(shortest / 2, (to - from) * 0.02);
  return { from: Math.max(0, Math.floor(from - room)), to: Math.ceil(to + room) };
}

/** A stretch of a length, as near to its wanted start as the whole allows. */
function within(from: number, length: number, whole: Stretch): Stretch {
  const most = Math.min(length, lengthOf(whole));
  const start = Math.round(Math.min(Math.max(from, whole.from), whole.to - most));
  return { from: start, to: Math.round(start + most) };
}

/** Shows more (factor above 1) or less time around a moment, which stays where it is on the screen. */
export function zoomed(shown: Stretch, factor: number, around: number, whole: Stretch): Stretch {
  const length = Math.min(Math.max(lengthOf(shown) * factor, shortest), lengthOf(whole));
  const share = (around - shown.from) / lengthOf(shown);
  return within(around - share * length, length, whole);
}

/** Moves what is shown by a part of its length. */
export const moved = (shown: Stretch, share: number, whole: Stretch): Stretch =>
  within(shown.from + share * lengthOf(shown), lengthOf(shown), whole);

/** What is shown, moved no further than needed for a moment to be in it. */
export function withMoment(shown: Stretch, at: number, whole: Stretch): Stretch {
  if (isIn(at, shown)) return shown;
  return within(at - lengthOf(shown) / 2, lengthOf(shown), whole);
}

/** The marked time around a moment: its lines are listed. */
export function bandAround(at: number, shown: Stretch): Stretch {
  const half = Math.max(shortest / 2, (lengthOf(shown) * marked) / 2);
  return { from: Math.max(0, Math.floor(at - half)), to: Math.ceil(at + half) };
}

/** What is shown, with as much again beside it: so a small move shows nothing empty. */
export function widened(shown: Stretch, whole: Stretch): Stretch {
  const half = lengthOf(shown) / 2;
  return {
    from: Math.floor(Math.max(whole.from, shown.from - half)),
    to: Math.ceil(Math.min(whole.to, shown.to + half)),
  };
}
