import { useSyncExternalStore } from 'react';

/** Below this width the rail is a row of glyphs and tools fold away; the style sheets have the same edge. */
const narrow = '(max-width: 1023px)';

const query = (): MediaQueryList | null =>
  typeof window.matchMedia === 'function' ? window.matchMedia(narrow) : null;

function subscribe(listener: () => void): () => void {
  const media = query();
  media?.addEventListener('change', listener);
  return () => {
    media?.removeEventListener('change', listener);
  };
}

/** Whether the window is narrow. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query()?.matches ?? false);
