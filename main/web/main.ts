import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppOptions } from '../app';
import { closedApp } from '../closedApp';
import { openApp } from '../openApp';
import { version } from '../../package.json';
import { serve as serveCarrier } from '../bridge/web';
import { failureOf } from '../../shared/errors';
import type { Platform } from '../platform';
import { createWebPlatform } from './platform';

/** How the loopback carrier is started; everything has a default that suits `npm start`. */
export interface WebOptions {
  readonly dataFolder?: string;
  readonly port?: number;
  /** The one folder that may be watched for downloads; by default GANGWAY_DOWNLOADS, else none. */
  readonly downloadFolder?: string;
  /** Public downloads to offer in practice, and the way to them; by default none. Tests bring theirs. */
  readonly downloads?: AppOptions['downloads'];
  /** Folder of the built files, where this file does not lie in it. */
  readonly dist?: string;
  /** Other servers behind the practice names: the lab's. */
  readonly openShell?: AppOptions['openShell'];
  /** What else than a browser the platform shall be. Tests show servers that files are carried to by it. */
  readonly platform?: Partial<Platform>;
}

const built = fileURLToPath(new URL('..', import.meta.url));

/** Where practice keeps its things: beside other programs' data of this user. */
const defaultFolder = (): string =>
  process.env.GANGWAY_DATA ?? join(process.env.XDG_DATA_HOME ?? (homedir() || tmpdir()), '.gangway-practice');

/**
 * Starts the app for a browser and answers its address (with the token that opens it once) and how to end it. Where another
 * Gangway has the data folder, the page says so and nothing else is served.
 */
export async function serve(options: WebOptions = {}): Promise<{ url: string; close(): Promise<void> }> {
  const dist = options.dist ?? built;
  const dataFolder = options.dataFolder ?? defaultFolder();
  const platform = {
    ...createWebPlatform(
      dataFolder,
      Intl.DateTimeFormat().resolvedOptions().locale,
      options.downloadFolder ?? process.env.GANGWAY_DOWNLOADS ?? null,
    ),
    ...options.platform,
  };
  const app = await openApp({
    dataFolder,
    practiceFolder: join(dist, 'main', 'packages', 'practice'),
    platform,
    inspection: join(dist, 'main', 'inspection.js'),
    logReader: join(dist, 'main', 'logs.js'),
    version: version,
    ...(options.downloads === undefined ? {} : { downloads: options.downloads }),
    ...(options.openShell === undefined ? {} : { openShell: options.openShell }),
  }).catch((error: unknown) => {
    const failure = failureOf(error);
    if (failure.code !== 'data.inUse') throw error;
    return closedApp(failure);
  });
  const carrier = await serveCarrier(app, join(dist, 'renderer'), options.port ?? 0);
  return {
    url: carrier.url,
    async close() {
      await carrier.close();
      await app.close();
    },
  };
}
