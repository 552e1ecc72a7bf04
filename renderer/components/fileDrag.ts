import { useEffect, useEffectEvent, useState } from 'react';

/**
 * Listens for files dragged over the window. Gives how many are over it now (undefined: none) and hands
 * over what was dropped. Dropping a file never navigates away.
 */
export function useFileDrag(onFiles: (files: readonly File[]) => void): number | undefined {
  const [over, setOver] = useState<number>();
  const take = useEffectEvent(onFiles);

  useEffect(() => {
    const files = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const enter = (event: DragEvent) => {
      if (!files(event)) return;
      event.preventDefault();
      setOver(event.dataTransfer?.items.length ?? 0);
    };
    const leave = (event: DragEvent) => {
      // Leaving the window has no related target; moving between its elements has one.
      if (event.relatedTarget === null) setOver(undefined);
    };
    const drop = (event: DragEvent) => {
      if (!files(event)) return;
      event.preventDefault();
      setOver(undefined);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
