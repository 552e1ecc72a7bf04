import type { ErrorCode } from '../errors';
import { read, unverified, type Doubt } from './source';

/** What an exception of `Get-LapsADPassword` stands for, by its type and, where `code` is a number, by that code alone. */
export interface LapsEntry {
  /** Full name of the .NET type. */
  readonly type: string;
  /** Of LDAP, of Windows, or an HRESULT as an unsigned number; null: any. */
  readonly code: number | null;
  readonly error: ErrorCode;
  readonly source: string;
  readonly doubt: Doubt;
}

const protocols = 'System.DirectoryServices.Protocols';
const directory = 'System.DirectoryServices.ActiveDirectory';
const com = [
  'System.DirectoryServices.DirectoryServicesCOMException',
  'System.Runtime.InteropServices.COMException',
];
const ldap = read('Windows SDK, winldap.h');
const system = read('Windows system error codes');
const classes = read('.NET, System.DirectoryServices');
/** What each type and code means is documented; that LAPS answers with it was never seen. */
const row = (type: string, code: number | null, error: ErrorCode, source: string): LapsEntry => ({
  type,
  code,
  error,
  source,
  doubt: unverified,
});

/**
 * The exception of the LAPS module itself. Its code stands in its words alone, written the same in every language
 * (`hr:0x80070190`, seen with Reset-LapsPassword); the namespace is not known.
 */
const lapsOwn = /(?:^|\.)LapsPowershellException$/;
const hrIn = (text: string): number | null => {
  const found = /\bhr:\s*0x([0-9a-f]{8})\b/i.exec(text)?.[1];
  return found === undefined ? null : Number.parseInt(found, 16);
};

/** Every failure of the directory that is known, by what a person can do about it. */
export const lapsErrors: readonly LapsEntry[] = [
  ...[81, 85, 91].map((code) => row(`${protocols}.LdapException`, code, 'laps.noDomain', ldap)),
  ...[49, 50].map((code) => row(`${protocols}.LdapException`, code, 'laps.notAllowed', ldap)),
  row(`${protocols}.DirectoryOperationException`, 50, 'laps.notAllowed', ldap),
  row(`${protocols}.DirectoryOperationException`, 32, 'laps.noPassword', ldap),
  row(`${directory}.ActiveDirectoryObjectNotFoundException`, null, 'laps.noDomain', classes),
  row(`${directory}.ActiveDirectoryServerDownException`, null, 'laps.noDomain', classes),
  ...com.flatMap((type) => [
    row(type, 0x8007203a, 'laps.noDomain', system),
    row(type, 0x8007054b, 'laps.noDomain', system),
    row(type, 0x80070005, 'laps.notAllowed', system),
    row(type, 0x80072030, 'laps.noPassword', system),
    // The name belongs to another domain, or the directory has no attribute of that LAPS (seen with other LAPS tools).
    row(type, 0x8007202b, 'laps.noPassword', system),
    row(type, 0x8007200a, 'laps.noPassword', system),
  ]),
  row('System.ComponentModel.Win32Exception', 1355, 'laps.noDomain', system),
  row('System.ComponentModel.Win32Exception', 5, 'laps.notAllowed', system),
  row('System.UnauthorizedAccessException', null, 'laps.notAllowed', classes),
];

/** An exception as `Read-LapsPassword.ps1` tells it: its type, its code (0 where it has none) and its words. */
export interface LapsError {
  readonly type: string;
  readonly code: number;
  readonly text: string;
}

/**
 * What a chain of exceptions stands for, outermost first; `laps.failed` for one that is not known: its text is kept. An
 * exception of the module itself is one of the directory's by the code in its words.
 */
export function explainLaps(errors: readonly LapsError[]): ErrorCode {
  for (const { type, code, text } of errors) {
    const isLapsOwn = lapsOwn.test(type);
    const known = lapsErrors.find((entry) =>
      isLapsOwn
        ? entry.code !== null && entry.code === hrIn(text)
        : entry.type === type && (entry.code === null || entry.code === code >>> 0),
    );
    if (known !== undefined) return known.error;
  }
  return 'laps.failed';
}
