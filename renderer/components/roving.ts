import { useCallback, useRef, useState, type KeyboardEvent } from 'react';

/** What is spread on a focusable item of a roving list. */
export type RovingItem = {
  ref: (element: HTMLElement | null) => void;
  tabIndex: 0 | -1;
  onFocus: () => void;
};

/** What a roving list gives to its items and its container. */
export type Roving = {
  /** Spread on each focusable item. */
  item: (id: string) => RovingItem;
  /** Says where an item stands, or that it is gone. The same function for as long as the list lives, as `touch` is. */
  register: (id: string, element: HTMLElement | null) => void;
  /** Put on the element around the items. */
  onKeyDown: (event: KeyboardEvent) => void;
  /** The item that Tab reaches. */
  active: string | undefined;
  /** Moves the keyboard to an item, when it is there. */
  focus: (id: string) => void;
  /** Makes an item the one that Tab reaches, because something that belongs to it has the keyboard. */
  touch: (id: string) => void;
};

/** An item of a roving list, made of what stays the same while no other item becomes the one that Tab reaches. */
export const rovingItem = (
  { active, register, touch }: Pick<Roving, 'active' | 'register' | 'touch'>,
  id: string,
): RovingItem => ({
  ref: (element) => register(id, element),
  tabIndex: id === active ? 0 : -1,
  onFocus: () => touch(id),
});

/**
 * Roving tabindex over the ids of a list, in order: one Tab stop, then Up, Down, Home and End.
 * Starts at `preferred` (the current step, the selected row) when it is in the list.
 */
export function useRoving(ids: readonly string[], preferred?: string): Roving {
  const elements = useRef(new Map<string, HTMLElement>());
  const [touched, setTouched] = useState<string>();
  const known = (id: string | undefined) => (id !== undefined && ids.includes(id) ? id : undefined);
  const active = known(touched) ?? known(preferred) ?? ids[0];

  const register = useCallback((id: string, element: HTMLElement | null) => {
    if (element) elements.current.set(id, element);
    else elements.current.delete(id);
  }, []);
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
    register,
    item: (id) => rovingItem({ active, register, touch: setTouched }, id),
  };
}
