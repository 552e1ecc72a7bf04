import { useRef, useState, type KeyboardEvent } from 'react';

/** What a roving list gives to its items and its container. */
export type Roving = {
  /** Spread on each focusable item. */
  item: (id: string) => { ref: (element: HTMLElement | null) => void; tabIndex: 0 | -1; onFocus: () => void };
  /** Put on the element around the items. */
  onKeyDown: (event: KeyboardEvent) => void;
  /** The item that Tab reaches. */
  active: string | undefined;
  /** Moves the keyboard to an item, when it is there. */
  focus: (id: string) => void;
  /** Makes an item the one that Tab reaches, because something that belongs to it has the keyboard. */
  touch: (id: string) => void;
};

/**
 * Roving tabindex over the ids of a list, in order: one Tab stop, then Up, Down, Home and End.
 * Starts at `preferred` (the current step, the selected row) when it is in the list.
 */
export function useRoving(ids: readonly string[], preferred?: string): Roving {
  const elements = useRef(new Map<string, HTMLElement>());
  const [touched, setTouched] = useState<string>();
  const known = (id: string | undefined) => (id !== undefined && ids.includes(id) ? id : undefined);
  const active = known(touched) ?? known(preferred) ?? ids[0];

  const focus = (id: string) => elements.current.get(id)?.focus();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const item = ids.findIndex((id) => elements.current.get(id) === event.target);
    // From a button of the current row the arrows lead on as from its title.
    const from = item < 0 && event.target instanceof HTMLButtonElement ? ids.indexOf(active ?? '') : item;
    if (from < 0) return;
    const last = ids.length - 1;
    const targets: Record<string, number> = {
      ArrowDown: Math.min(from + 1, last),
      ArrowUp: Math.max(from - 1, 0),
      Home: 0,
      End: last,
    };
    const next = ids[targets[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    focus(next);
  };

  return {
    active,
    focus,
    touch: setTouched,
    onKeyDown,
    item: (id) => ({
      ref: (element) => {
        if (element) elements.current.set(id, element);
        else elements.current.delete(id);
      },
      tabIndex: id === active ? 0 : -1,
      onFocus: () => setTouched(id),
    }),
  };
}
