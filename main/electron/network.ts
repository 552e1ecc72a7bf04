import type { Session } from 'electron';

/** Every scheme that leaves this program or reads its disk. `app:` is ours (scheme.ts), and `data:` is text in the page. */
const outside = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'];

/**
 * Cuts the pages off from the network, the disk and the download folder. The content security policy says the same;
 * this still works if a page has lost its policy.
 */
export function refuseNetwork(session: Session): void {
  session.webRequest.onBeforeRequest({ urls: outside }, (_details, answer) => answer({ cancel: true }));
  session.on('will-download', (event) => event.preventDefault());
}
