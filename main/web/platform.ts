import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import type { Platform } from '../platform';

/**
 * What a browser can do for the app: nothing of this computer but a folder for reports. Links are opened by the page
 * itself, files come as bytes, nothing outside is reached, and real servers are not offered. The folder that may be watched
 * for downloads is fixed by who starts it (`downloadFolder`); no request can name another one.
 */
export function createWebPlatform(
  dataFolder: string,
  locale: string,
  downloadFolder: string | null = null,
): Platform {
  const refuse = (what: string) => Promise.reject(new GangwayError('target.notAllowed', what));
  return {
    carrier: 'loopback',
    realTargets: false,
    elevated: false,
    locale,
    pickFiles: () => refuse('file dialog'),
    pickFolder: () => refuse('folder dialog'),
    downloadFolder,
    outbound: null,
    async saveAs(suggestedName) {
      const folder = join(dataFolder, 'reports');
      await mkdir(folder, { recursive: true });
      return join(folder, suggestedName);
    },
    openFile: () => refuse('open a file'),
    showFile: () => refuse('show a file'),
    openLink: () => Promise.resolve(),
    relaunchElevated: () => refuse('elevation'),
  };
}
