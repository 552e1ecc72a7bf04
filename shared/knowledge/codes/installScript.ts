import { installScript } from '../source';
import { type CodeEntry, table } from './table';

/**
 * Install.ps1's own codes. 1, 5, 17, 21 to 23 and 31 are declared and not used in the version read, and the test that
 * stands before 11 never holds (it asks a text whether it *contains* a part, by an operator for lists). Every other code
 * is handed through from msiexec or wusa.
 */
export const installScriptCodes: readonly CodeEntry[] = table('installScript', installScript, null, [
  [0, 'success'],
  [1, 'failure'],
  [3, 'failure'],
  [4, 'failure'],
  [5, 'failure'],
  [6, 'failure'],
  [10, 'failure'],
  [11, 'failure'],
  [12, 'restart'],
  [13, 'failure'],
  [14, 'failure'],
  [15, 'failure'],
  [16, 'failure'],
  [17, 'alreadySo'],
  [18, 'failure'],
  [20, 'alreadySo'],
  [21, 'failure'],
  [22, 'failure'],
  [23, 'failure'],
  [30, 'failure'],
  [31, 'failure'],
  [32, 'failure'],
  [33, 'failure'],
  [34, 'alreadySo'],
  [35, 'failure'],
  [36, 'retry'],
  [37, 'failure'],
  [38, 'failure'],
  [39, 'failure'],
]);

/** Those of `Install.ps1 -Uninstall` whose words speak of an installation. */
export const scriptRemovalCodes: readonly CodeEntry[] = table('scriptRemoval', installScript, null, [
  [35, 'failure'],
]);
