import { dirname, join } from 'node:path';
import { app, Notification, session, type BrowserWindow } from 'electron';
import type { App, AppOptions } from '../app';
import { guard } from './guard';
import { connectWindow } from './ipc';
import { refuseNetwork } from './network';
import { denyPermissions } from './permissions';
import { createPlatform } from './platform';
import { declareScheme, serveScheme } from './scheme';
import { dropSwitches } from './switches';
import { openWindow } from './window';

/** What `start` is composed of (main/electron/main.ts). */
export interface Parts {
  readonly openApp: (options: AppOptions) => Promise<App>;
  /** Every address that may be opened in the browser. */
  readonly links: readonly string[];
  /** Starts `program` as administrator; rejects if Windows' prompt was declined. */
  readonly startElevated: (program: string, args: readonly string[]) => Promise<void>;
  /** Rejects with `app.openFolder` where others than administrators may change what lies in the folder of a program. */
  readonly requireClosedFolder: (folder: string) => Promise<void>;
  /** Folder of the built files: holds main/ and renderer/. */
  readonly dist: string;
}

/**
 * How long (ms) a start as administrator waits for the instance that it replaces: that one puts its work on disk first
 * (`closingLimit`), and a person may have started a third.
 */
const turnLimit = 15_000;
const turnEvery = 200;

/** Time that open work gets to put its state on disk when the app ends, in ms. */
const closingLimit = 5_000;

/**
 * Starts the Electron app: one instance, one window, no port. A second start brings the window of the first to the
 * front; its arguments are ignored, since they come from outside. Only a start as administrator, which the first asked
 * for, waits until that one has ended.
 */
export function start(parts: Parts): void {
  declareScheme();
  // A developer debugs by these switches; the Electron tests do, too.
  if (app.isPackaged) dropSwitches();
  app.enableSandbox();
  // This stands before the first page, so that the same rules hold for everything that shows one.
  app.on('web-contents-created', (_event, contents) => guard(contents));
  app.on('window-all-closed', () => app.quit());
  void takeTurn(app.commandLine.getSwitchValue('target') === '' ? 0 : turnLimit).then(async (ours) => {
    if (!ours) {
      app.quit();
      return;
    }
    await app.whenReady();
    await open(parts);
  });
}

/** Takes the lock of the one instance, which another may give free within `limit` ms; false where it did not. */
async function takeTurn(limit: number): Promise<boolean> {
  for (let waited = 0; !app.requestSingleInstanceLock(); waited += turnEvery) {
    if (waited >= limit) return false;
    await new Promise((resolve) => setTimeout(resolve, turnEvery));
  }
  return true;
}

async function open({ openApp, links, startElevated, requireClosedFolder, dist }: Parts): Promise<void> {
  let window: BrowserWindow | null = null;
  let leaving = false;
  const platform = createPlatform({
    window: () => window,
    links,
    startElevated: (args) => restart({ startElevated, requireClosedFolder }, args),
    quit: () => {
      leaving = true;
      app.quit();
    },
  });
  // No `persist:` in the name: nothing of the pages is kept on disk.
  const pages = session.fromPartition('gangway');
  denyPermissions(pages);
  refuseNetwork(pages);
  serveScheme(pages, join(dist, 'renderer'));
  window = openWindow({
    preload: join(dist, 'main', 'preload.cjs'),
    icon: join(dist, 'main', 'icon.png'),
    packaged: app.isPackaged,
    session: pages,
    target: app.commandLine.getSwitchValue('target'),
  });
  // The page starts in a process of its own meanwhile; what it asks waits, and it says so where the app does not come.
  const loading = openApp({
    dataFolder: join(app.getPath('userData'), 'data'),
    practiceFolder: join(dist, 'main', 'packages', 'practice'),
    platform,
    inspection: join(dist, 'main', 'inspection.js'),
    logReader: join(dist, 'main', 'logs.js'),
    version: app.getVersion(),
  });
  const disconnect = connectWindow(loading, window);
  let gangway: App | null = null;
  // Closing asks no question, because a run finishes on its server. A message only says so.
  let said = Promise.resolve();
  window.on('close', () => {
    if (gangway !== null) said = sayClosingWords(gangway);
  });
  window.on('closed', () => {
    window = null;
    disconnect();
  });
  app.on('second-instance', () => {
    // The one that takes over asks until this one has ended.
    if (leaving) return;
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  closeBeforeQuit(loading, () => said);
  // Where it does not come, the page says so: its requests are rejected.
  gangway = await loading.catch(() => null);
}

/**
 * Starts this program again as administrator, from a folder that nobody else may change: what somebody put beside it or in its
 * place would run with those rights. A checkout of the source is its developer's own, and is not looked at. The lock stays here while Windows asks, so that nobody comes between and a
 * prompt that is declined changes nothing; the new instance waits for this one to end.
 */
async function restart(
  { startElevated, requireClosedFolder }: Pick<Parts, 'startElevated' | 'requireClosedFolder'>,
  args: readonly string[],
): Promise<void> {
  if (app.isPackaged) await requireClosedFolder(dirname(process.execPath));
  const own = app.isPackaged ? [] : [`"${app.getAppPath()}"`];
  await startElevated(process.execPath, [...own, ...args]);
}

/** Says which servers finish by themselves. Where the words cannot be loaded, the app closes without them. */
async function sayClosingWords(gangway: App): Promise<void> {
  const words = await gangway.closingWords().catch(() => null);
  if (words !== null && Notification.isSupported()) new Notification(words).show();
}

function closeBeforeQuit(loading: Promise<App>, said: () => Promise<void>): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    const limit = new Promise((resolve) => setTimeout(resolve, closingLimit));
    const closing = Promise.all([loading.then((gangway) => gangway.close()), said()]);
    void Promise.race([closing, limit])
      // An app that did not start has nothing to write to the disk.
      .catch(() => undefined)
      .finally(() => app.quit());
  });
}
