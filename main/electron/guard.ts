import type { WebContents } from 'electron';
import { isOurs } from './scheme';

/** Refuses everything that would lead contents of Chromium away from our pages, open a window, or attach other contents. */
export function guard(contents: WebContents): void {
  const refuse = (event: { preventDefault: () => void }, address: string): void => {
    if (!isOurs(address)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => refuse(event, event.url));
  contents.on('will-redirect', (event) => refuse(event, event.url));
  // The preview of a report is a frame that holds the text it was given, and no address.
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame || event.url !== 'about:srcdoc') refuse(event, event.url);
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
