import { useLayoutEffect, useRef } from 'react';

/** Fluent plays a layer's way out and frees the page behind it within this time in ms, on a busy computer later. */
const settled = 1200;
const patience = 10_000;
const look = 50;

/**
 * What a layer (drawer, dialog) owes the page behind it. When it closes, the keyboard returns to what had it before,
 * also where a key and not a button opened the layer. When it goes away while still open, because the page changed,
 * the page is readable again: Fluent leaves it hidden from screen readers then.
 */
export function useLayer(open: boolean): void {
  // A layout effect: Fluent moves the keyboard into the layer in the effect after it.
  const opener = useRef<Element>(null);
  useLayoutEffect(() => {
    if (!open) return undefined;
    opener.current = document.activeElement;
    return () => {
      const from = opener.current;
      const closed = performance.now();
      const timer = setInterval(() => {
        const lost = document.activeElement === document.body;
        if (lost && from instanceof HTMLElement && from.isConnected) from.focus();
        const since = performance.now() - closed;
        const leaving = document.activeElement?.closest('[role="dialog"]') != null;
        if (since < settled || (leaving && since < patience)) return;
        clearInterval(timer);
        unhide();
      }, look);
    };
  }, [open]);
}

function unhide(): void {
  if (document.querySelector('[aria-modal="true"]') !== null) return;
  document.getElementById('root')?.removeAttribute('aria-hidden');
}
