import { app } from 'electron';

/**
 * Switches of Chromium that would hand the page, or the program, to whoever edits a shortcut: a debugger's port, a page
 * without its sandbox, foreign code. Node's own (`--inspect`) are shut by a fuse (electron-builder.yml).
 */
const dangerous = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'load-extension',
  'js-flags',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
];

/** Takes dangerous switches off the command line. Chromium reads them later, so this must run before the app is ready. */
export function dropSwitches(): void {
  for (const name of dangerous) if (app.commandLine.hasSwitch(name)) app.commandLine.removeSwitch(name);
}
