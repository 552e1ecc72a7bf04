import { useCallback, useSyncExternalStore } from 'react';

// What a person said of the findings while these files are open. It outlives the page, not the app.
let aside: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function write(next: ReadonlySet<string>): void {
  aside = next;
  for (const tell of listeners) tell();
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Forgets what was set aside: other files are looked at. */
export function forgetAside(): void {
  if (aside.size > 0) write(new Set());
}

/** The signatures of which a person said that they are not the cause, and how one is set aside or taken back. */
export function useAside(): readonly [ReadonlySet<string>, (signature: string, isAside: boolean) => void] {
  const now = useSyncExternalStore(subscribe, () => aside);
  const set = useCallback((signature: string, isAside: boolean) => {
    const next = new Set(aside);
    if (isAside) next.add(signature);
    else next.delete(signature);
    write(next);
  }, []);
  return [now, set];
}
