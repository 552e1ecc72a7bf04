import { useMemo, useState } from 'react';
import type { LogsDesk } from '../../../../shared/bridge/logs';
import { isRead } from '../fileWords';
import { bandAround, lengthOf, moved, wholeOf, withMoment, zoomed, type Stretch } from './stretch';

/** One press of a zoom button or key. */
const pressed = 1.6;
/** The failing moment is looked at in this part of the whole time, when all of it was shown before. */
const closer = 1 / 8;

/** What the timeline shows, the time that is marked in it, and what changes both. */
export interface Timeline {
  readonly whole: Stretch;
  readonly shown: Stretch;
  readonly focus: number;
  /** The marked time: its lines are listed. */
  readonly band: Stretch;
  readonly isWhole: boolean;
  /** Factor above 1: more time. */
  readonly zoom: (factor: number, around?: number) => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  /** Moves the marked time by its own length, and what is shown with it where it must. */
  readonly step: (direction: 1 | -1) => void;
  readonly pan: (share: number) => void;
  readonly mark: (at: number) => void;
  readonly toFailing: () => void;
  readonly showAll: () => void;
}

/** The state of the timeline over the files of a desk; null where none of them has times. */
export function useTimeline({ files, failing }: LogsDesk): Timeline | null {
  const whole = useMemo(() => wholeOf(files.filter(isRead)), [files]);
  const [place, setPlace] = useState<{ readonly shown: Stretch | null; readonly focus: number | null }>({
    shown: null,
    focus: null,
  });
  if (whole === null) return null;
  const failedAt = failing?.at ?? null;
  // Files that came or went may have moved the ends.
  const shown = place.shown !== null && contains(whole, place.shown) ? place.shown : whole;
  const focus = place.focus ?? failedAt ?? Math.round((whole.from + whole.to) / 2);
  const band = bandAround(focus, shown);
  const here = (before: typeof place): { shown: Stretch; focus: number } => ({
    shown: before.shown ?? shown,
    focus: before.focus ?? focus,
  });
  // Of several events in one frame each goes on from what the one before it made.
  const change = (next: (now: { shown: Stretch; focus: number }) => { shown: Stretch; focus: number }) =>
    setPlace((before) => next(here(before)));
  const zoom = (factor: number, around?: number) =>
    change((now) => {
      const at = around ?? withinShown(now.focus, now.shown);
      return { ...now, shown: zoomed(now.shown, factor, at, whole) };
    });
  return {
    whole,
    shown,
    focus,
    band,
    isWhole: lengthOf(shown) >= lengthOf(whole),
    zoom,
    zoomIn: () => zoom(1 / pressed),
    zoomOut: () => zoom(pressed),
    step: (direction) =>
      change((now) => {
        const length = lengthOf(bandAround(now.focus, now.shown));
        const at = Math.min(Math.max(Math.round(now.focus + direction * length), whole.from), whole.to);
        return { shown: withMoment(now.shown, at, whole), focus: at };
      }),
    pan: (share) => change((now) => ({ ...now, shown: moved(now.shown, share, whole) })),
    mark: (at) => change((now) => ({ ...now, focus: Math.round(at) })),
    toFailing: () =>
      change((now) => {
        if (failedAt === null) return now;
        const isAll = lengthOf(now.shown) >= lengthOf(whole);
        const near = isAll ? zoomed(now.shown, closer, failedAt, whole) : now.shown;
        return { shown: withMoment(near, failedAt, whole), focus: failedAt };
      }),
    showAll: () => change((now) => ({ ...now, shown: whole })),
  };
}

const contains = (outer: Stretch, inner: Stretch): boolean =>
  inner.from >= outer.from && inner.to <= outer.to;
const withinShown = (at: number, { from, to }: Stretch): number => Math.min(Math.max(at, from), to);
