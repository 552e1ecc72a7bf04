import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import type { Platform } from '../platform';

/**
 * What a browser can do for the app: nothing of this computer but a folder for reports. Links are opened by the page
 * itself, files come as bytes, and real servers are not offered.
 */
export function createWebPlatform(dataFolder: string, locale: string): Platform {
  const refuse = (what: string) => Promise.reject(new GangwayError('target.notAllowed', what));
  return {
    carrier: 'loopback',
    realTargets: false,
    elevated: false,
    locale,
    pickFiles: () => refuse('file dialog'),
    async saveAs(suggestedName) {
      const folder = join(dataFolder, 'reports');
      await mkdir(folder, { recursive: true });
      return join(folder, suggestedName);
    },
    openLink: () => Promise.resolve(),
    relaunchElevated: () => refuse('elevation'),
  };
}
