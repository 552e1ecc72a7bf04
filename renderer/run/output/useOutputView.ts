import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { OutputWish } from '../../../shared/bridge/output';
import { createOutputFilter, wantsAll } from './outputFilter';
import type { OutputRing } from './outputRing';
import type { OutputRow } from './outputRow';

/** How long one piece of a search may hold the page up, in milliseconds. */
const slice = 12;

/** The rows that are shown, by index from the top. */
export type OutputView = {
  count: number;
  /** The position in the ring of the row at an index; it stays when rows in front of it come or go. */
  positionAt: (index: number) => number;
  rowAt: (index: number) => OutputRow | undefined;
  /** The index of a position, or of the first row after it. */
  indexOf: (position: number) => number;
  filtered: boolean;
  /** False while a search still looks through older rows. */
  complete: boolean;
};

/** The rows of a ring that a wish asks for, up to `frozenEnd` while the reader has paused. Follows the ring. */
export function useOutputView(ring: OutputRing, wish: OutputWish, frozenEnd: number | undefined): OutputView {
  const version = useSyncExternalStore(ring.subscribe, () => ring.version);
  const { level, words } = wish;
  const filter = useMemo(() => {
    const asked = { level, words };
    return wantsAll(asked) ? undefined : createOutputFilter(ring, asked);
  }, [ring, level, words]);
  const [found, setFound] = useState<{
    filter: typeof filter;
    complete: boolean;
    positions: readonly number[];
  }>();
  const end = frozenEnd ?? ring.end;

  useEffect(() => {
    if (!filter) return undefined;
    const work = () => {
      const complete = filter.scan(end, slice);
      setFound({ filter, complete, positions: filter.positions });
      if (!complete) timer = setTimeout(work);
    };
    let timer = setTimeout(work);
    return () => clearTimeout(timer);
  }, [filter, end, version]);

  if (!filter) {
    const start = ring.start;
    return {
      count: Math.max(0, end - start),
      positionAt: (index) => start + index,
      rowAt: (index) => ring.at(start + index),
      indexOf: (position) => Math.max(0, position - start),
      filtered: false,
      complete: true,
    };
  }
  const positions = found?.filter === filter ? found.positions : [];
  return {
    count: positions.length,
    positionAt: (index) => positions[index] ?? -1,
    rowAt: (index) => ring.at(positions[index] ?? -1),
    indexOf: (position) => lowerBound(positions, position),
    filtered: true,
    complete: found?.filter === filter && found.complete,
  };
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? value) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
