import type { OutputRing } from './outputRing';
import type { OutputRow } from './outputRow';

/** What a person wants to see: a level, and words that a line must contain (letters of any case). */
export type OutputWish = { level: 'all' | 'warn' | 'error'; words: string };

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
  // An expression that ignores case needs no lower-case copy of every line.
  const words = new RegExp(wish.words.trim().replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'i');
  const matches = (row: OutputRow) =>
    (wish.level === 'all' || row.level === wish.level) && (words.test(row.text) || words.test(row.source));

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
