import { useEffect, type RefObject } from 'react';

/** The page on which the keyboard was last received; another one is arrived at, the same one has only changed. */
let arrivedAt = '';

/**
 * Gives the keyboard to the heading of a page that a person went to. A page that changes by itself, because a run or a restart
 * goes on, takes it only if nothing else has it: a person on the rail or in the log stays there.
 */
export function useArrive(heading: RefObject<HTMLElement | null>, place: string): void {
  useEffect(() => {
    const changed = arrivedAt === place;
    arrivedAt = place;
    if (!changed || document.activeElement === document.body) heading.current?.focus();
  }, [heading, place]);
}
