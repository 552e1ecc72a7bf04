import type { ErrorCode } from '../errors';
import { common, read, type Doubt, unverified } from './source';

/**
 * A code that opening a session or asking remote management can end with: of WinRM (WS-Management), of the security
 * package, or of the sign-in. `key` has `.cause` and `.next` in `connect.json` under `code`; several codes share one.
 */
export interface WinrmEntry {
  /** Unsigned, 32 bits. */
  readonly code: number;
  readonly key: string;
  readonly error: ErrorCode;
  readonly source: string;
  readonly doubt: Doubt | null;
}

const header = read('Windows SDK, wsmerror.h');
const system = read('Windows system error codes');
type Row = readonly [code: number, key: string, error: ErrorCode, source?: string, doubt?: Doubt | null];
const table = (rows: readonly Row[]): WinrmEntry[] =>
  rows.map(([code, key, error, source, doubt]) => ({
    code,
    key,
    error,
    source: source ?? header,
    // What each code means is documented; that it is what Windows gives in this place was never seen.
    doubt: doubt === undefined ? unverified : doubt,
  }));

/** Every code that is known on the way to a server, by cause. */
export const winrmCodes: readonly WinrmEntry[] = table([
  [0x803381b9, 'unknownName', 'target.unknownName'],
  [0x80338012, 'noListener', 'target.noManagement'],
  [0x80338126, 'cannotConnect', 'target.portClosed'],
  [0x80338112, 'unavailable', 'target.noManagement'],
  [0x80338113, 'otherService', 'target.noManagement'],
  [0x8033810f, 'otherService', 'target.noManagement'],
  [0x803380f7, 'otherService', 'target.noManagement'],
  [0x80338029, 'timedOut', 'target.unreachable'],
  [12_002, 'timedOut', 'target.unreachable', common],
  [12_029, 'cannotConnect', 'target.portClosed', common],
  [12_175, 'certificate', 'target.badCertificate', common],
  [12_038, 'certificateName', 'target.badCertificate', common],
  [12_037, 'certificateExpired', 'target.badCertificate', common],
  [12_045, 'certificateAuthority', 'target.badCertificate', common],
  [12_057, 'certificateRevocation', 'target.badCertificate', common],
  [12_170, 'certificateRevoked', 'target.badCertificate', common],
  [12_179, 'certificateUse', 'target.badCertificate', common],
  [0x803380e4, 'notTrusted', 'target.notTrusted'],
  [0x803380e5, 'explicitNeeded', 'target.notTrusted'],
  [0x8033810b, 'kerberosAddress', 'target.notTrusted'],
  [0x8033810c, 'workgroup', 'target.notTrusted'],
  [0x8033810e, 'thisComputer', 'target.notTrusted'],
  [0x803380de, 'unencrypted', 'target.notTrusted'],
  [0x803380e1, 'negotiateOff', 'target.notTrusted'],
  [0x803380e2, 'kerberosOff', 'target.notTrusted'],
  [0x8009030c, 'password', 'target.signInRefused', system],
  [0x8009030e, 'noCredential', 'target.signInRefused', system],
  [0x80090311, 'noDomain', 'target.signInRefused', system],
  [0x80090303, 'noPrincipal', 'target.signInRefused', system],
  [0x80090322, 'noPrincipal', 'target.signInRefused', system],
  [0x80090324, 'clock', 'target.signInRefused', system],
  [5, 'denied', 'target.accessDenied', system],
  [0x80070005, 'denied', 'target.accessDenied', system],
  [1311, 'noDomain', 'target.signInRefused', system],
  [1326, 'password', 'target.signInRefused', system],
  [0x8007052e, 'password', 'target.signInRefused', system],
  [1327, 'restricted', 'target.signInRefused', system],
  [1328, 'hours', 'target.signInRefused', system],
  [1330, 'passwordExpired', 'target.signInRefused', system],
  [1331, 'disabled', 'target.signInRefused', system],
  [1385, 'notGranted', 'target.signInRefused', system],
  [1398, 'clock', 'target.signInRefused', system],
  [1793, 'accountExpired', 'target.signInRefused', system],
  [1907, 'mustChange', 'target.signInRefused', system],
  [1909, 'locked', 'target.signInRefused', system],
  [0x803381a5, 'quotaShells', 'target.quota'],
  [0x803381a6, 'quotaOperations', 'target.quota'],
  [0x803381a7, 'quotaUser', 'target.quota'],
  [0x803381a8, 'quotaSystem', 'target.quota'],
  [0x803381ab, 'quotaUsers', 'target.quota'],
  // The endpoint microsoft.powershell has quotas of its own below those of the server.
  [0x803381e4, 'quotaPluginShells', 'target.quota'],
  [0x803381e5, 'quotaPluginUsers', 'target.quota'],
  [0x803381e6, 'quotaPluginShells', 'target.quota'],
  [0x803381e7, 'quotaPluginOperations', 'target.quota'],
  [0x803381e8, 'quotaPluginOperations', 'target.quota'],
  [0x803381e9, 'quotaCommands', 'target.quota'],
  [0x803381ea, 'quotaMinimum', 'target.quota'],
  [0x8033803f, 'quotaBusy', 'target.quota'],
  // MaxMemoryPerShellMB has no code of its own: what needs memory in the shell then fails as where there is none.
  [14, 'quotaMemory', 'target.quota', system],
  [0x8007000e, 'quotaMemory', 'target.quota', system],
  [0x803381dd, 'remoteDisabled', 'target.noManagement'],
]);

/** What is known of a code, signed or unsigned; null for one that is not: it keeps its number and its raw text. */
export const explainWinrm = (native: number): WinrmEntry | null =>
  winrmCodes.find(({ code }) => code === native >>> 0) ?? null;
