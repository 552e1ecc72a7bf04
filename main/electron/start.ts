import { app, session, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { connectWindow } from './ipc';
import { denyPermissions } from './permissions';
import type { Platform } from '../platform';
import { createPlatform } from './platform';
import { declareScheme, serveScheme } from './scheme';
import { openWindow } from './window';

/** What `start` needs of main/app.ts; the composition itself is in main/electron/main.ts. */
export interface Parts {
  readonly createApp: (options: {
    dataFolder: string;
    platform: Platform;
    version: string;
    carrier: 'electron';
  }) => {
    dispatch(request: unknown): Promise<unknown>;
    subscribe(listener: (event: unknown) => void): () => void;
    close(): Promise<void>;
  };
  readonly links: readonly string[];
  /** Starts `program` as administrator; rejects if Windows' prompt was declined. */
  readonly startElevated: (program: string, args: readonly string[]) => Promise<void>;
  /** Folder of the built files: holds main/ and renderer/. */
  readonly dist: string;
}

/** Time that open work gets to put its state on disk when the app ends, in ms. */
const closingLimit = 5_000;

/**
 * Starts the Electron app: one instance, one window, no port. A second start brings the window of the first to the
 * front; its arguments are ignored, since they come from outside.
 */
export function start({ createApp, links, startElevated, dist }: Parts): void {
  declareScheme();
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let window: BrowserWindow | null = null;
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });

  void app.whenReady().then(() => {
    const platform = createPlatform({
      window: () => window,
      links,
      startElevated: (args) => startElevated(process.execPath, args),
      quit: () => app.quit(),
    });
    const version = app.getVersion();
    const dataFolder = join(app.getPath('userData'), 'data');
    const gangway = createApp({ dataFolder, platform, version, carrier: 'electron' });

    // No `persist:` in the name: nothing of the pages is kept on disk.
    const pages = session.fromPartition('gangway');
    denyPermissions(pages);
    serveScheme(pages, join(dist, 'renderer'));
    window = openWindow({
      preload: join(dist, 'main', 'preload.cjs'),
      packaged: app.isPackaged,
      session: pages,
    });
    const disconnect = connectWindow(gangway, window);
    window.on('closed', () => {
      window = null;
      disconnect();
    });

    let closed = false;
    app.on('before-quit', (event) => {
      if (closed) return;
      event.preventDefault();
      closed = true;
      const limit = new Promise((resolve) => setTimeout(resolve, closingLimit));
      void Promise.race([gangway.close(), limit]).finally(() => app.quit());
    });
  });
  app.on('window-all-closed', () => app.quit());
}
