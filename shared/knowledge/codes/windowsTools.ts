import { common, docs, installScript, read, unverified } from '../source';
import { type CodeEntry, table } from './table';

/** The Windows Update Standalone Installer: Windows' own codes, and HRESULTs of the update agent and of servicing. */
export const wusa: readonly CodeEntry[] = table('wusa', common, unverified, [
  [0, 'success'],
  [3010, 'restart', installScript, null],
  [1641, 'restart'],
  [0x240005, 'restart'],
  [0x240006, 'alreadySo'],
  [0x80240016, 'retry'],
  [0x80240017, 'failure', installScript, null],
  [1618, 'retry'],
  [2, 'failure'],
  [5, 'failure', read('Microsoft KB2773898'), null],
  [87, 'failure'],
  [112, 'failure'],
  [1058, 'failure'],
  [0x800b0100, 'failure'],
  [0x800f081f, 'failure'],
  [0x800f0922, 'failure'],
  [0x80073712, 'failure'],
  [0x80092004, 'failure'],
]);

/** DISM, and the cmdlet Enable-WindowsOptionalFeature that ends with the same numbers. */
export const dism: readonly CodeEntry[] = table('dism', common, unverified, [
  [0, 'success'],
  [3010, 'restart'],
  [2, 'failure'],
  [5, 'failure'],
  [50, 'failure'],
  [87, 'failure'],
  [112, 'failure'],
  [740, 'failure'],
  [1726, 'retry'],
  [14098, 'failure'],
  [14081, 'failure', docs('defender-deployment-tool-windows'), null],
  [0x800f0806, 'failure'],
  [0x800f080c, 'failure'],
  [0x800f081f, 'failure'],
  [0x800f0831, 'failure'],
  [0x800f0906, 'failure'],
  [0x800f0907, 'failure'],
  [0x800f0922, 'failure'],
  [0x800f0950, 'failure'],
  [0x800f0954, 'failure'],
  [0x80073701, 'failure', docs('defender-deployment-tool-windows'), null],
  [0x80073712, 'failure'],
]);

/**
 * shutdown.exe. 1115 and 1190 say that something is on its way or planned, and not that it is a restart: what is planned can
 * be replaced (ansible.windows, _reboot.py), so 1190 is left only where it is planned again at once.
 */
export const restart: readonly CodeEntry[] = table('restart', common, unverified, [
  [0, 'success'],
  [5, 'failure'],
  [1115, 'alreadySo', read('ansible.windows _reboot.py')],
  [1190, 'retry', read('ansible.windows _reboot.py')],
]);
