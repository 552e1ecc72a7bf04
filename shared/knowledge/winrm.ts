import type { ErrorCode } from '../errors';
import type { Between } from '../locales/keys';
import { common, read, type Doubt, unverified } from './source';

/** A cause that several codes share. Each has `.cause` and `.next` in `connect.json` under `code`. */
export type WinrmCause = Between<'connect:code.', '.cause'>;

/**
 * A code that opening a session or asking remote management can end with: of WinRM (WS-Management), of the security
 * package, or of the sign-in.
 */
export interface WinrmEntry {
  /** Unsigned, 32 bits. */
  readonly code: number;
  readonly key: WinrmCause;
  readonly error: ErrorCode;
  readonly source: string;
  readonly doubt: Doubt | null;
}

const header = read('Windows SDK, wsmerror.h');
const system = read('Windows system error codes');
/** Public captures of what WinRM gave in this place; the names of the codes stand in PowerShell's own source. */
const seen = read(
  'captures of New-PSSession, Invoke-Command and Test-WSMan; WSManNativeAPI.cs of PowerShell',
);
const named = read('WSManNativeAPI.cs of PowerShell (github.com/PowerShell/PowerShell, commit 60b3b304)');
type Row = readonly [code: number, key: WinrmCause, error: ErrorCode, source?: string];
const table = (rows: readonly Row[]): WinrmEntry[] =>
  rows.map(([code, key, error, source = header]) => ({
    code,
    key,
    error,
    source,
    // What each code means is documented; that Windows gives it in this place was captured for some.
    doubt: source === seen ? null : unverified,
  }));

/**
 * Every code that is known on the way to a server, by cause. Faults arrive unsigned, exceptions signed; the numbers of the
 * security package (0x8009…) stand in sentences only, and the number beside them is one of these.
 */
export const winrmCodes: readonly WinrmEntry[] = table([
  [0x803381b9, 'unknownName', 'target.unknownName', seen],
  [0x80338012, 'noListener', 'target.noManagement', seen],
  // A firewall, IPv6 tried first, or a link lost in the middle: it proves no closed port.
  [0x80338126, 'cannotComplete', 'target.unreachable', seen],
  [0x80338112, 'unavailable', 'target.noManagement', named],
  [0x80338113, 'otherService', 'target.noManagement', named],
  [0x8033810f, 'otherService', 'target.noManagement'],
  [0x803380f7, 'otherService', 'target.noManagement'],
  [0x80338170, 'serverError', 'target.noManagement', named],
  [0x80338199, 'redirected', 'target.noManagement', named],
  [0x803381ba, 'tlsAborted', 'target.noManagement'],
  [0x80338005, 'configBroken', 'target.noManagement', named],
  // The endpoint microsoft.powershell is not there, was never registered, or is closed to the network.
  [0x8033803b, 'endpointMissing', 'target.noManagement', named],
  [0x80338002, 'endpointMissing', 'target.noManagement', named],
  [0x803381e3, 'endpointClosed', 'target.noManagement', named],
  [0x803381ac, 'shellsOff', 'target.noManagement', named],
  [0x803381dd, 'remoteDisabled', 'target.noManagement'],
  [0x80338029, 'timedOut', 'target.unreachable', seen],
  // The first use of a session from before a restart, or of one that the server has ended.
  [0x8033805b, 'sessionGone', 'target.unreachable', seen],
  [995, 'aborted', 'target.unreachable', seen],
  [1115, 'shuttingDown', 'target.unreachable', named],
  [1722, 'improperAnswer', 'target.unreachable', named],
  [12_002, 'timedOut', 'target.unreachable', common],
  [12_029, 'cannotConnect', 'target.portClosed', common],
  // One number for every flaw of a certificate and of TLS; which it is, the certificate says (certificateFlaws.ts).
  [12_175, 'certificate', 'target.badCertificate', seen],
  [0x80072f8f, 'certificate', 'target.badCertificate', seen],
  [0x803380e4, 'notTrusted', 'target.notTrusted', seen],
  [0x803381bb, 'addressNotTrusted', 'target.notTrusted', seen],
  [0x803381f0, 'notTrusted', 'target.notTrusted'],
  [0x803380e5, 'explicitNeeded', 'target.notTrusted', named],
  [0x8033810b, 'kerberosAddress', 'target.notTrusted'],
  [0x8033810c, 'workgroup', 'target.notTrusted', named],
  [0x8033810e, 'thisComputer', 'target.notTrusted', named],
  [0x803380de, 'unencrypted', 'target.notTrusted'],
  [0x803380e1, 'negotiateOff', 'target.notTrusted'],
  [0x803380e2, 'kerberosOff', 'target.notTrusted', named],
  // Kerberos gave up before anybody looked at a password.
  [1312, 'noCredential', 'target.notSignedIn', seen],
  [1311, 'noDomain', 'target.notSignedIn', seen],
  [53, 'notInDomain', 'target.notSignedIn', seen],
  [0x8033809d, 'otherPrincipal', 'target.notSignedIn', seen],
  [0x80090303, 'noPrincipal', 'target.notSignedIn', named],
  [1398, 'clock', 'target.notSignedIn', system],
  [5, 'denied', 'target.accessDenied', seen],
  [0x80070005, 'denied', 'target.accessDenied', system],
  [1326, 'password', 'target.signInRefused', seen],
  [0x8007052e, 'password', 'target.signInRefused', system],
  [1327, 'restricted', 'target.signInRefused', system],
  [1328, 'hours', 'target.signInRefused', system],
  [1330, 'passwordExpired', 'target.signInRefused', system],
  [1331, 'disabled', 'target.signInRefused', system],
  [1385, 'notGranted', 'target.signInRefused', system],
  [1793, 'accountExpired', 'target.signInRefused', system],
  [1907, 'mustChange', 'target.signInRefused', system],
  [1909, 'locked', 'target.signInRefused', system],
  [0x803381a5, 'quotaShells', 'target.quota', seen],
  [0x803381a6, 'quotaOperations', 'target.quota', seen],
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
  [14, 'quotaMemory', 'target.quota', named],
  [0x8007000e, 'quotaMemory', 'target.quota', system],
]);

/** What is known of a code, signed or unsigned; null for one that is not: it keeps its number and its raw text. */
export const explainWinrm = (native: number): WinrmEntry | null =>
  winrmCodes.find(({ code }) => code === native >>> 0) ?? null;
