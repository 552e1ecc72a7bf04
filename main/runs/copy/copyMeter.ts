import type { RunRecord } from '../../../shared/bridge/records';
import type { CopyView } from '../../../shared/bridge/session';

/** How many pieces the speed of a copy is measured by; with fewer than `needed` of them no time is shown. */
const kept = 10;
const needed = 3;
const minuteMs = 60_000;

/** How a copy goes, from its records as they arrive. */
export interface CopyMeter {
  /** Takes over records that arrived at an instant of this computer (epoch ms). */
  take(records: readonly RunRecord[], at: number): CopyView;
  /** The link broke: the measurement begins again. */
  broken(): CopyView;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? upper;
  return (lower + upper) / 2;
}

/**
 * Whole minutes from an estimate. The figure that is shown goes down by the minute, and up only where it is wrong by a fifth, so
 * that it does not go to and fro.
 */
function settled(minutes: number, shown: number | null): number {
  if (shown !== null && minutes > shown - 0.75 && minutes <= Math.max(shown * 1.2, shown + 0.75))
    return shown;
  return minutes < 1 ? 0 : Math.round(minutes);
}

/**
 * Measures a copy: only bytes that the server acknowledged count, and the time that is left comes from the middle of the last ten
 * pieces. What was there before the copy began or went on is no piece.
 */
export function createCopyMeter(): CopyMeter {
  const rates: number[] = [];
  let last: { readonly at: number; readonly done: number } | null = null;
  let view: CopyView = { way: null, acknowledged: null, minutesLeft: null };

  const measure = (done: number, total: number | null, at: number) => {
    if (last !== null && at > last.at && done > last.done) {
      rates.push((done - last.done) / (at - last.at));
      if (rates.length > kept) rates.shift();
    }
    // Two pieces at the same moment count as one. If the clock was set back, the piece is not measured.
    if (at !== last?.at) last = { at, done };
    const left = total === null ? null : (total - done) / middle(rates) / minuteMs;
    view = {
      ...view,
      acknowledged: { done, total, at },
      minutesLeft: rates.length < needed || left === null ? null : settled(left, view.minutesLeft),
    };
  };

  return {
    take: (records, at) => {
      let piece: { done: number; total: number | null } | null = null;
      for (const record of records) {
        if (record.kind === 'progress') piece = { done: record.done, total: record.total };
        if (record.kind !== 'step') continue;
        if (record.key === 'copyFile') last = null;
        else if (record.state === 'done') view = { ...view, way: { key: record.key, detail: record.detail } };
      }
      if (piece !== null) measure(piece.done, piece.total, at);
      return view;
    },
    broken: () => {
      rates.length = 0;
      last = null;
      view = { ...view, minutesLeft: null };
      return view;
    },
  };
}
