import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { OutputRing } from './outputRing';
import type { OutputView } from './useOutputView';

/** Height of a row that is not wrapped, in pixels. */
const rowHeight = 20;
const nearTop = 200;
const nearEnd = 24;

/** The scrolling of the log: its virtual rows, whether it follows, and what stops and starts that. */
export type LogScroll = {
  scroller: RefObject<HTMLDivElement | null>;
  virtual: Virtualizer<HTMLDivElement, HTMLDivElement>;
  following: boolean;
  /** Lines that came since the reader scrolled up. */
  newer: number;
  follow: () => void;
  /** Stops following, as scrolling up does. */
  leave: () => void;
  toTop: () => void;
  onScroll: () => void;
};

/**
 * Follows the newest line until the reader scrolls up, and then holds the row under the eyes where it is,
 * whatever comes or goes in front of it. `onTop` is called when the reader nears the oldest row. A new `place` is brought
 * into the middle, once; who sets it has called `leave` before.
 */
export function useLogScroll(
  ring: OutputRing,
  view: OutputView,
  onTop: () => void,
  place: { readonly position: number } | undefined,
): LogScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const anchor = useRef<{ position: number; below: number }>(undefined);
  const firstPosition = useRef<number>(undefined);
  const [leftAt, setLeftAt] = useState<number>();
  const following = leftAt === undefined;

  const virtual = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: view.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: view.positionAt,
    overscan: 10,
    paddingStart: 10,
    paddingEnd: 10,
  });

  const follow = () => {
    setLeftAt(undefined);
    ring.trim();
  };
  const leave = () => setLeftAt((at) => at ?? ring.counts.all);

  const remember = (element: HTMLElement) => {
    const item = virtual.getVirtualItemForOffset(element.scrollTop);
    if (item)
      anchor.current = { position: view.positionAt(item.index), below: element.scrollTop - item.start };
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const first = view.count > 0 ? view.positionAt(0) : undefined;
    if (following) {
      element.scrollTop = element.scrollHeight;
    } else if (first !== firstPosition.current && anchor.current) {
      const found = virtual.getOffsetForIndex(view.indexOf(anchor.current.position), 'start');
      if (found) element.scrollTop = found[0] + anchor.current.below;
    }
    firstPosition.current = first;
    lastTop.current = element.scrollTop;
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !place) return;
    // Other rows stand at the same positions now, with heights of their own.
    virtual.measure();
    const found = virtual.getOffsetForIndex(view.indexOf(place.position), 'center');
    if (!found) return;
    element.scrollTop = found[0];
    lastTop.current = element.scrollTop;
    remember(element);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each place, not at every new row
  }, [place]);

  return {
    scroller,
    virtual,
    following,
    leave,
    newer: leftAt === undefined ? 0 : ring.counts.all - leftAt,
    follow,
    toTop: () => {
      leave();
      if (scroller.current) scroller.current.scrollTop = 0;
    },
    onScroll: () => {
      const element = scroller.current;
      if (!element) return;
      remember(element);
      const top = element.scrollTop;
      if (element.scrollHeight - top - element.clientHeight < nearEnd) {
        if (!following) follow();
      } else if (top < lastTop.current - 1) {
        // Only a move upwards is the reader's own; growth and new measures move the end away, not the top.
        leave();
        if (top < nearTop) onTop();
      }
      lastTop.current = top;
    },
  };
}
