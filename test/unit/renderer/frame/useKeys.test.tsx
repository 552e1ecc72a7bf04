import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { useKeys } from '../../../../renderer/frame/useKeys';

function Page({ ready, onPress }: { readonly ready: boolean; readonly onPress: () => void }) {
  useKeys(ready ? { 'Control+Enter': onPress } : {});
  return <button type="button">{ready ? 'Continue' : 'Not yet'}</button>;
}

// React does the rest of its work a moment after it has drawn; nobody should have to wait for that.
it('hears the key of a button as soon as the page shows the button', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
  const place = document.createElement('div');
  const root = createRoot(place);
  const [first, second] = [vi.fn(), vi.fn()];
  /** Draws a page, and presses the key in the moment in which it is there. */
  const pressOn = async (page: React.ReactNode): Promise<void> => {
    const drawn = new Promise<void>((done) => {
      new MutationObserver((_, observer) => {
        observer.disconnect();
        done();
      }).observe(place, { characterData: true, childList: true, subtree: true });
    });
    root.render(page);
    await drawn;
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }));
  };
  try {
    await pressOn(<Page key="first" ready={false} onPress={first} />);
    expect(first).not.toHaveBeenCalled();
    await pressOn(<Page key="first" ready onPress={first} />);
    expect(first).toHaveBeenCalledOnce();
    await pressOn(<Page key="second" ready onPress={second} />);
    expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  } finally {
    root.unmount();
  }
});
