import { useLayoutEffect, useRef, type RefObject } from 'react';
import { layerSelector } from '../components/layer';

/**
 * Keeps the keyboard on the page when the button that had it goes away with what it did: the title of the same row takes
 * it, else the page's heading.
 */
export function useKeepFocus(heading: RefObject<HTMLElement | null>): void {
  const held = useRef<{ element: HTMLElement; row: Element | null }>(null);
  useLayoutEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      // A layer gives back by itself what it took, a moment after it has closed.
      if (target instanceof HTMLElement && target.closest(layerSelector) === null)
        held.current = { element: target, row: target.closest('li') };
    };
    document.addEventListener('focusin', remember);
    return () => {
      document.removeEventListener('focusin', remember);
    };
  }, []);
  useLayoutEffect(() => {
    const last = held.current;
    if (last === null || last.element.isConnected || document.activeElement !== document.body) return;
    held.current = null;
    const title = last.row?.isConnected === true ? last.row.querySelector('.gw-row-title') : null;
    if (title instanceof HTMLElement) title.focus();
    else heading.current?.focus();
  });
}
