import { useEffect, useRef, type RefObject } from 'react';

/** Whether the page that asks is still on the screen: what comes late must not lead a person away from where they went. */
export function useShown(): RefObject<boolean> {
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return shown;
}
