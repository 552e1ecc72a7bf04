import { useState } from 'react';
import { createOutputRing, type OutputRing } from './outputRing';
import type { OutputSearch } from './outputSearch';
import type { OlderHits } from './useOlderHits';
import type { OutputView } from './useOutputView';

/** A hit with the lines around it: a ring of its own, and the position of the hit in it. */
export type HitPlace = { readonly seq: number; readonly ring: OutputRing; readonly position: number };

/** Where a walk through the hits stands. */
export type HitWalk = {
  place: HitPlace | undefined;
  /** How many hits are known. */
  count: number;
  /** Which of them `place` is, from 1. */
  number: number;
  /** Goes to the next (1) or the previous (-1) hit, around the ends; without a place previous is the newest one. */
  go: (step: 1 | -1) => void;
  leave: () => void;
};

/** Walks through the hits of a search, older ones and those of the ring, and shows each with the lines around it. */
export function useHitWalk(
  ring: OutputRing,
  view: OutputView,
  older: OlderHits,
  search: OutputSearch | undefined,
): HitWalk {
  const [place, setPlace] = useState<HitPlace>();
  // What was fetched back into the ring is counted there.
  const before = older.hits.filter((seq) => seq < ring.firstSeq);
  const all = (): number[] => {
    const held = Array.from({ length: view.count }, (_, index) => view.rowAt(index)?.seq ?? -1);
    // The pieces of a long line are one hit.
    return [...before, ...held.filter((seq, index) => seq >= 0 && seq !== held[index - 1])];
  };
  return {
    place,
    count: before.length + view.count,
    number: place === undefined ? 0 : all().filter((seq) => seq <= place.seq).length,
    go(step) {
      const hits = all();
      const at =
        place === undefined
          ? step > 0
            ? 0
            : hits.length - 1
          : hits.filter((seq) => (step > 0 ? seq <= place.seq : seq < place.seq)).length +
            (step > 0 ? 0 : -1);
      const seq = hits[(at + hits.length) % hits.length];
      if (seq === undefined || search === undefined) return;
      search
        .around(seq)
        .then((lines) => {
          const around = createOutputRing();
          around.append(lines);
          const rows = around.slice(around.start, around.end);
          const position = around.start + rows.findIndex((row) => row.seq === seq);
          if (position >= around.start) setPlace({ seq, ring: around, position });
        })
        // The reader stays where it is, and may press again.
        .catch(() => undefined);
    },
    leave: () => setPlace(undefined),
  };
}
