import type { LogSpan } from '../../../../shared/bridge/logs';
import { lengthOf, type Stretch } from './stretch';

/** A span as it is drawn: where in its lane (px), and whether it lies in a longer one. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly left: number;
  readonly width: number;
  readonly inner: boolean;
}

/** A bar narrower than this (px) has no room for its label. */
export const labelled = 56;
/** What is left of a bar beside the one before it has at least this width (px), or it is left out: it would be a smear. */
const least = 3;
const gap = 1;

/**
 * The bars of a lane in two rows: the longer spans, and those that lie in one of them. Of spans that overlap, the later one begins where
 * the earlier one ends. Never more bars than the lane has room for.
 */
export function barsOf(spans: readonly LogSpan[], shown: Stretch, width: number): readonly Bar[] {
  if (width <= 0) return [];
  const perMs = width / lengthOf(shown);
  const place = (at: number) => Math.min(width, Math.max(0, (at - shown.from) * perMs));
  const inSight = spans
    .filter(({ from, to }) => to >= shown.from && from <= shown.to)
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  const bars: Bar[] = [];
  const edge = { outer: -gap, inner: -gap };
  let outerEnd = -Infinity;
  for (const span of inSight) {
    const inner = span.to <= outerEnd;
    const row = inner ? 'inner' : 'outer';
    const left = Math.max(place(span.from), edge[row] + gap);
    const right = Math.max(place(span.to), place(span.from) + least);
    if (right - left < least) continue;
    edge[row] = right;
    if (!inner) outerEnd = span.to;
    const key = `${span.from} ${span.to} ${span.label}`;
    bars.push({ key, label: span.label, left, width: right - left, inner });
  }
  return bars;
}
