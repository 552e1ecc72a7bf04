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
  ]),
  row('System.ComponentModel.Win32Exception', 1355, 'laps.noDomain', system),
  row('System.ComponentModel.Win32Exception', 5, 'laps.notAllowed', system),
  row('System.UnauthorizedAccessException', null, 'laps.notAllowed', classes),
];

/** What a chain of exceptions stands for, outermost first; `laps.failed` for one that is not known: its text is kept. */
export function explainLaps(errors: readonly { readonly type: string; readonly code: number }[]): ErrorCode {
  for (const { type, code } of errors) {
    const known = lapsErrors.find(
      (entry) => entry.type === type && (entry.code === null || entry.code === code >>> 0),
    );
    if (known !== undefined) return known.error;
  }
  return 'laps.failed';
}
