import { useEffectEvent, useLayoutEffect } from 'react';

/** Keys of a page by their name, e.g. `Control+Enter`, `Alt+ArrowLeft`, `F5`; modifiers in this order. */
export type Keys = Readonly<Record<string, () => void>>;

/** The name of a pressed key as `Keys` writes it. */
function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [
    (event.ctrlKey || event.metaKey) && 'Control',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    key,
  ]
    .filter((part) => part !== false)
    .join('+');
}

/**
 * Listens for the keys of a page while it is shown. A layer above the page (dialog, drawer) keeps all keys to itself, and
 * a key that a field has already handled is left alone.
 */
export function useKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const name = nameOf(event);
    if (event.defaultPrevented || !Object.hasOwn(keys, name)) return;
    if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
    event.preventDefault();
    keys[name]?.();
  });
  // Before the page is seen: a button that can be pressed answers to its key.
  useLayoutEffect(() => {
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, []);
}
