import { matchesWish, type OutputWish } from '../../../shared/bridge/output';
import type { OutputRing } from './outputRing';

/** The positions that match a wish, found piece by piece. */
export type OutputFilter = {
  /** Positions of the ring that match, ascending. */
  readonly positions: readonly number[];
  /**
   * Looks on until all rows below `end` are seen or the time (ms) is used up; says whether all is seen.
   * Rows that the ring dropped or got in front since the last call are taken into account.
   */
  scan(end: number, budget: number): boolean;
};

const piece = 500;

/** True when the wish asks for everything, so that no filter is needed. */
export function wantsAll(wish: OutputWish): boolean {
  return wish.level === 'all' && wish.words.trim() === '';
}

/** A filter over a ring for one wish; nothing is looked at before `scan`. */
export function createOutputFilter(ring: OutputRing, wish: OutputWish): OutputFilter {
  const matches = matchesWish(wish);

  let positions: number[] = [];
  let seenFrom = ring.start;
  let seenTo = ring.start;

  const look = (from: number, to: number): number[] => {
    const found: number[] = [];
    ring.slice(from, to).forEach((row, index) => {
      if (matches(row)) found.push(from + index);
    });
    return found;
  };

  return {
    get positions() {
      return positions;
    },
    scan(end, budget) {
      const until = performance.now() + budget;
      if (ring.start > seenFrom) {
        const kept = positions.findIndex((position) => position >= ring.start);
        positions = kept < 0 ? [] : positions.slice(kept);
        seenFrom = ring.start;
        seenTo = Math.max(seenTo, seenFrom);
      }
      let fresh: number[] | undefined;
      while (seenTo < end) {
        const to = Math.min(seenTo + piece, end);
        fresh ??= [...positions];
        fresh.push(...look(seenTo, to));
        seenTo = to;
        if (performance.now() > until) break;
      }
      if (fresh) positions = fresh;
      while (seenFrom > ring.start && performance.now() <= until) {
        const from = Math.max(seenFrom - piece, ring.start);
        positions = [...look(from, seenFrom), ...positions];
        seenFrom = from;
      }
      return seenTo >= end && seenFrom <= ring.start;
    },
  };
}
