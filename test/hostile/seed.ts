/** The seed of this run: `GANGWAY_SEED`, else another one each time. It is printed, so that a run can be repeated. */
export const seed = Number.isInteger(Number(process.env.GANGWAY_SEED ?? 'none'))
  ? Number(process.env.GANGWAY_SEED)
  : Math.floor(Math.random() * 0x7fff_ffff);

/** Whether this is the long run (`npm run hostile`), not the short one among the other tests. */
export const isLong = process.env.GANGWAY_HOSTILE === 'long';

/** Whole numbers below a limit, the same for the same seed (mulberry32, public domain). */
export type Random = (below: number) => number;

export function randomOf(start: number): Random {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
