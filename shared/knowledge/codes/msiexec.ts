import { derived, docs, read, unverified } from '../source';
import { type CodeEntry, table } from './table';

/** Windows Installer's codes as its documentation lists them; why md4ws.msi gives 1603 and 1638 is concluded. */
export const msiexec: readonly CodeEntry[] = table('msiexec', read('Windows Installer'), unverified, [
  [0, 'success'],
  [3010, 'restart'],
  [1641, 'restart'],
  [1601, 'retry'],
  [1602, 'retry'],
  [1603, 'failure', docs('onboard-server'), derived],
  [1604, 'retry'],
  [1605, 'alreadySo'],
  [1612, 'failure'],
  [1613, 'failure'],
  [1614, 'alreadySo'],
  [1316, 'failure'],
  [1618, 'retry'],
  [1619, 'failure'],
  [1620, 'failure'],
  [1622, 'failure'],
  [1625, 'failure'],
  [1643, 'failure'],
  [1638, 'failure', docs('onboard-server'), derived],
  [1639, 'failure'],
  [1640, 'failure'],
  [1645, 'failure'],
  [1632, 'failure'],
  [1633, 'failure'],
  [1925, 'failure'],
]);

/** The same codes where a product is removed: those whose words speak of an installation have their own. */
export const removal: readonly CodeEntry[] = table('removal', read('Windows Installer'), unverified, [
  [0, 'success'],
  [3010, 'restart'],
  [1641, 'restart'],
  [1602, 'retry'],
  [1603, 'failure', docs('onboard-server'), derived],
  [1604, 'retry'],
  [1612, 'failure'],
  [1625, 'failure'],
]);
