import { useLayoutEffect } from 'react';

/** Within this time (ms) Fluent closes a layer and makes the page behind it readable again. A busy computer takes longer. */
const settled = 1200;
const patience = 10_000;
const look = 50;

/** What lies over a page as a layer, also while it leaves. */
export const layerSelector = '[role="dialog"], [role="alertdialog"]';

/** How many layers lie over the page. */
let open = 0;

/**
 * What a layer (drawer, dialog) owes the page behind it. When it closes, the keyboard returns to what had it before, also where a key and
 * not a button opened the layer, or to the place around it where that is gone. When it goes away while still open, because the page
 * changed, the page is readable again: Fluent leaves it hidden from screen readers then.
 */
export function useLayer(isOpen: boolean): void {
  // A layout effect: Fluent moves the keyboard into the layer in the effect after it.
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const below = open;
    open += 1;
    // These are kept here, because what runs after the layer has closed may run when the page is gone.
    const page = document;
    const places = withPlaces(page.activeElement);
    return () => {
      open -= 1;
      const closed = performance.now();
      const timer = setInterval(() => {
        // A layer that has opened since has the keyboard, or will.
        if (open <= below && page.activeElement === page.body)
          places.find(({ isConnected }) => isConnected)?.focus();
        const since = performance.now() - closed;
        // Until it is gone, Fluent may take the keyboard once more.
        const leaving = page.querySelectorAll(layerSelector).length > open;
        if (since < settled || (leaving && since < patience)) return;
        clearInterval(timer);
        unhide(page);
      }, look);
    };
  }, [isOpen]);
}

/** What has the keyboard, and around it what else could have it, from the inside out. */
function withPlaces(element: Element | null): readonly HTMLElement[] {
  if (!(element instanceof HTMLElement) || element === document.body) return [];
  const around = withPlaces(element.parentElement?.closest('[tabindex]') ?? null);
  return [element, ...around];
}

function unhide(page: Document): void {
  if (page.querySelector('[aria-modal="true"]') !== null) return;
  page.getElementById('root')?.removeAttribute('aria-hidden');
}
