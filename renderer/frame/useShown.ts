import { useEffect, useRef, type RefObject } from 'react';

/** Whether the page that asks is still on the screen. A late answer must not lead a person away from another page. */
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
