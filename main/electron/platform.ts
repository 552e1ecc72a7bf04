import { readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { app, dialog, shell, type BrowserWindow } from 'electron';
import { GangwayError } from '../../shared/errors';
import type { Platform } from '../platform';
import { windowsFolder } from '../windowsFolder';
import { createOutbound } from './outbound';

/** What the platform needs of the world around it; handed in, so that this file starts no process itself. */
export interface Means {
  /** The window that dialogs belong to. */
  readonly window: () => BrowserWindow | null;
  /** Every address that may be opened, letter by letter (shared/knowledge/urls.ts). */
  readonly links: readonly string[];
  /** Starts this program again as administrator with these arguments; rejects if Windows' prompt was declined. */
  readonly startElevated: (args: readonly string[]) => Promise<void>;
  /** Ends this instance, so that the elevated one can take the single-instance lock. */
  readonly quit: () => void;
}

/**
 * True if this process has administrator rights on Windows: only then may it list the folder of the registry's
 * hives. Starting `whoami` would say it too, but main/electron starts no process; where rights matter for a change
 * the facts of the server decide, not this.
 */
function isElevated(): boolean {
  if (process.platform !== 'win32') return false;
  try {
    readdirSync(join(windowsFolder(process.env), 'System32', 'config'));
    return true;
  } catch {
    return false;
  }
}

/** The download folder of this user, wherever Windows was told to keep it; null where the system has none. */
function downloadFolder(): string | null {
  try {
    return app.getPath('downloads');
  } catch {
    return null;
  }
}

/** The Electron side of main/platform.ts: Windows' own dialogs, browser and administrator prompt. */
export function createPlatform({ window, links, startElevated, quit }: Means): Platform {
  return {
    carrier: 'electron',
    /** Real servers are reached through Windows PowerShell, which only Windows has. */
    realTargets: process.platform === 'win32',
    elevated: isElevated(),
    locale: app.getLocale(),
    downloadFolder: downloadFolder(),
    outbound: createOutbound(),

    /** Absolute path of the folder the person picked; null if the dialog was cancelled. */
    async pickFolder(): Promise<string | null> {
      const owner = window();
      const options = { properties: ['openDirectory' as const] };
      const answer = await (owner === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(owner, options));
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },

    /** Absolute paths of the files the person picked; none if the dialog was cancelled. */
    async pickFiles(): Promise<string[]> {
      const owner = window();
      // Windows has no dialog that takes files and folders at once; there a folder is dropped on the window.
      const properties: ('openFile' | 'openDirectory' | 'multiSelections')[] = [
        'openFile',
        'multiSelections',
      ];
      if (process.platform === 'darwin') properties.push('openDirectory');
      const answer = await (owner === null
        ? dialog.showOpenDialog({ properties })
        : dialog.showOpenDialog(owner, { properties }));
      return answer.canceled ? [] : answer.filePaths;
    },

    /**
     * Opens a known page in the browser. The check stands here too, although the renderer names links by id,
     * because the system would start any program that claims a scheme. Throws `input.invalid` otherwise.
     */
    async openLink(address: string): Promise<void> {
      if (!links.includes(address) || !URL.canParse(address) || new URL(address).protocol !== 'https:')
        throw new GangwayError('input.invalid', 'The address is not in the table of links.');
      await shell.openExternal(address);
    },

    /** Absolute path where the person wants the file; null if the dialog was cancelled. */
    async saveAs(suggestedName: string): Promise<string | null> {
      const owner = window();
      const options = { defaultPath: suggestedName };
      const answer = await (owner === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(owner, options));
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },

    /**
     * Opens a saved report. Main names the path, never a page; and only an HTML file is opened, since Windows would start a
     * program under any other name. Throws `file.notOpened`.
     */
    async openFile(path: string): Promise<void> {
      if (!isAbsolute(path) || !/\.html?$/i.test(path)) throw new GangwayError('file.notOpened', path);
      const problem = await shell.openPath(path);
      if (problem !== '') throw new GangwayError('file.notOpened', problem);
    },

    /** Shows a saved file in its folder; it is selected there, and nothing is started. */
    async showFile(path: string): Promise<void> {
      if (!isAbsolute(path)) throw new GangwayError('file.notOpened', path);
      shell.showItemInFolder(path);
    },

    /** Starts Gangway again as administrator on the same target and ends this instance once that began. */
    async relaunchElevated(targetId: string): Promise<void> {
      if (!/^[A-Za-z0-9._-]{1,128}$/.test(targetId))
        throw new GangwayError('input.invalid', 'The target id has characters that no id has.');
      await startElevated([`--target=${targetId}`]);
      quit();
    },
  };
}
