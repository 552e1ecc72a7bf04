import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { failureOf } from '../../shared/errors';
import { channels } from './channels';
import { isOurs } from './scheme';

/** The part of the app that a carrier needs; `createApp` of main/app.ts makes it. */
interface Dispatcher {
  dispatch(request: unknown): Promise<unknown>;
  subscribe(listener: (event: unknown) => void): () => void;
}

/** True for the top frame of our own window on our own origin; false for a frame that is gone. */
function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    !window.isDestroyed() &&
    event.sender === window.webContents &&
    frame.parent === null &&
    frame === window.webContents.mainFrame &&
    isOurs(frame.url)
  );
}

/**
 * Joins the window to the app: one channel for requests, one for events. What the page asks before the app is there
 * waits for it, and is answered with why where it does not come. A message from anywhere but our page is refused with a rejection
 * that says nothing. Answers the function that takes the joint apart again.
 */
export function connectWindow(app: Promise<Dispatcher>, window: BrowserWindow): () => void {
  let unsubscribe: (() => void) | null = null;
  let left = false;
  // Before the first request is answered, so that no event of it is missed.
  const joined = app.then((known) => {
    if (left) return known;
    unsubscribe = known.subscribe((event) => {
      if (!window.isDestroyed()) window.webContents.send(channels.event, event);
    });
    return known;
  });
  // The page that asks gets the error, and the code that started the app, too.
  joined.catch(() => undefined);
  ipcMain.handle(channels.request, (event, message: unknown) => {
    if (!isOurPage(event, window)) throw new Error('refused');
    return joined.then(
      (known) => known.dispatch(message),
      (error: unknown) => ({ ok: false, error: failureOf(error) }),
    );
  });
  return () => {
    left = true;
    ipcMain.removeHandler(channels.request);
    unsubscribe?.();
  };
}
