import { describe, expect, it } from 'vitest';
import { climb } from '../../../main/connect/ladder';
import type { Approach } from '../../../main/shell/approach';
import { wayOut } from '../../../renderer/pages/connect/wayOut';
import { untestedConnection, usualConnection } from '../../../shared/model/connection';
import { GangwayError, type ErrorCode, type Failure } from '../../../shared/errors';
import { explainWinrm } from '../../../shared/knowledge/winrm';
import en from '../../../shared/locales/en/connect.json' with { type: 'json' };
import fr from '../../../shared/locales/fr/connect.json' with { type: 'json' };
import { rungIds, type Rung } from '../../../shared/bridge/session';
import { holds, rowOf } from '../../ground/row';
import { aView } from '../renderer/fakeDoor';

/** Where Windows says it: `fault` in the XML of Test-WSMan, without a sign; `session` in the exception of New-PSSession, with one. */
type Place = 'fault' | 'session';

/**
 * Every row of the captures of remote management that holds a code, as the code was captured, with the rung it stops at.
 * Rows without one (times, quotas as numbers, what becomes of a session) are held by the lab and the broker's tests.
 */
const rows: readonly (readonly [
  row: string,
  place: Place,
  code: number,
  key: string,
  error: ErrorCode,
  exit: string,
])[] = [
  ['platform/winrm-access-denied', 'session', 5, 'denied', 'target.accessDenied', 'account'],
  ['platform/winrm-logon-failure', 'session', 1326, 'password', 'target.signInRefused', 'account'],
  ['platform/winrm-kerberos-8009030e', 'session', 1312, 'noCredential', 'target.notSignedIn', 'account'],
  [
    'platform/winrm-kerberos-80090322',
    'session',
    -2144108387,
    'otherPrincipal',
    'target.notSignedIn',
    'account',
  ],
  ['platform/winrm-kerberos-80090311', 'session', 1311, 'noDomain', 'target.notSignedIn', 'account'],
  ['platform/winrm-network-path', 'session', 53, 'notInDomain', 'target.notSignedIn', 'account'],
  ['platform/winrm-not-trusted-fr', 'session', -2144108316, 'notTrusted', 'target.notTrusted', 'transport'],
  [
    'platform/winrm-address-not-trusted',
    'session',
    -2144108101,
    'addressNotTrusted',
    'target.notTrusted',
    'account',
  ],
  [
    'platform/winrm-cannot-connect-name',
    'session',
    -2144108526,
    'noListener',
    'target.noManagement',
    'command',
  ],
  ['platform/testwsman-refused-it', 'fault', 2150858770, 'noListener', 'target.noManagement', 'command'],
  ['platform/winrm-cannot-complete', 'fault', 2150859046, 'cannotComplete', 'target.unreachable', 'again'],
  ['platform/winrm-cannot-complete', 'session', -2144108250, 'cannotComplete', 'target.unreachable', 'again'],
  ['platform/winrm-name-unknown', 'fault', 2150859193, 'unknownName', 'target.unknownName', 'name'],
  ['platform/winrm-name-unknown', 'session', -2144108103, 'unknownName', 'target.unknownName', 'name'],
  ['platform/winrm-shell-gone', 'session', -2144108453, 'sessionGone', 'target.unreachable', 'again'],
  ['platform/winrm-shell-gone', 'fault', 2150858843, 'sessionGone', 'target.unreachable', 'again'],
  ['platform/winrm-poll-timeout', 'fault', 2150858793, 'timedOut', 'target.unreachable', 'again'],
  ['platform/winrm-io-aborted', 'session', 995, 'aborted', 'target.unreachable', 'again'],
  ['platform/winrm-quota-shells', 'fault', 2150859173, 'quotaShells', 'target.quota', 'again'],
  ['platform/winrm-quota-operations', 'fault', 2150859174, 'quotaOperations', 'target.quota', 'again'],
  ['platform/winrm-cert-two-flaws', 'fault', 12_175, 'certificate', 'target.badCertificate', 'again'],
  ['platform/winrm-cert-one-code', 'session', 12_175, 'certificate', 'target.badCertificate', 'again'],
  // Names of codes in the table of PowerShell 5.1.
  ['platform/winrm-error-id-table', 'session', 14, 'quotaMemory', 'target.quota', 'again'],
  ['platform/winrm-error-id-table', 'session', 1115, 'shuttingDown', 'target.unreachable', 'again'],
  ['platform/winrm-error-id-table', 'session', 1722, 'improperAnswer', 'target.unreachable', 'again'],
  ['platform/winrm-error-id-table', 'session', -2144108269, 'otherService', 'target.noManagement', 'again'],
  ['platform/winrm-error-id-table', 'session', -2144108270, 'unavailable', 'target.noManagement', 'command'],
  [
    'platform/winrm-error-id-table',
    'session',
    -2144108485,
    'endpointMissing',
    'target.noManagement',
    'command',
  ],
  [
    'platform/winrm-error-id-table',
    'session',
    -2144108542,
    'endpointMissing',
    'target.noManagement',
    'command',
  ],
  ['platform/winrm-error-id-table', 'session', -2144108176, 'serverError', 'target.noManagement', 'command'],
  ['platform/winrm-error-id-table', 'session', -2144108315, 'explicitNeeded', 'target.notTrusted', 'account'],
  ['platform/winrm-error-id-table', 'session', -2144108276, 'workgroup', 'target.notTrusted', 'account'],
  ['platform/winrm-error-id-table', 'session', -2144108274, 'thisComputer', 'target.notTrusted', 'name'],
  ['platform/winrm-error-id-table', 'session', -2144108318, 'kerberosOff', 'target.notTrusted', 'transport'],
  ['platform/winrm-error-id-table', 'session', -2144108116, 'shellsOff', 'target.noManagement', 'again'],
  [
    'platform/winrm-error-id-table',
    'session',
    -2144108061,
    'endpointClosed',
    'target.noManagement',
    'command',
  ],
  ['platform/winrm-error-id-table', 'session', -2144108135, 'redirected', 'target.noManagement', 'again'],
  ['platform/winrm-error-id-table', 'session', -2144108539, 'configBroken', 'target.noManagement', 'command'],
  ['platform/winrm-error-id-table', 'session', -2146893053, 'noPrincipal', 'target.notSignedIn', 'again'],
];

async function stopOf(place: Place, native: number): Promise<Rung | undefined> {
  const rungs = new Map<Rung['id'], Rung>();
  const refuse = (code: ErrorCode) => Promise.reject(new GangwayError(code, 'Worte einer Sprache', native));
  const approach: Approach = {
    resolve: () => Promise.resolve(['192.0.2.9']),
    reach: (_host, port) => Promise.resolve(port === 5985 ? 'open' : 'closed'),
    certificate: () => Promise.resolve(null),
    chainStatus: () => Promise.resolve([]),
    identify: () =>
      place === 'fault' ? refuse('target.noManagement') : Promise.resolve({ product: 'Stack: 3.0' }),
  };
  await climb({
    host: 'nord-fs03',
    expected: 'NORD-FS03',
    choice: usualConnection,
    approach,
    signIn: () => refuse('target.unreachable'),
    put: (id, change) => {
      const before = rungs.get(id) ?? { id, state: 'ahead' as const, value: '', ms: null, failure: null };
      rungs.set(id, { ...before, ...change });
    },
    learn: () => undefined,
    signal: new AbortController().signal,
    now: () => 0,
    rungMs: 1000,
  });
  return rungIds.map((id) => rungs.get(id)).find((rung) => rung?.state === 'stopped');
}

describe('a code as Windows was seen to give it', () => {
  it.each(rows)('%s, %s %i: %s', async (row, place, native, key, error, exit) => {
    expect(holds(rowOf(row), native)).toBe(true);
    const rung = await stopOf(place, native);
    expect(rung?.id).toBe(place === 'fault' ? 'management' : 'signIn');
    expect(rung?.failure).toMatchObject({ code: error, native });
    expect(explainWinrm(native)?.key).toBe(key);
    for (const texts of [en, fr]) {
      const words = Object.entries(texts.code).find(([one]) => one === key)?.[1];
      expect(words?.cause).toMatch(/\.$/);
      expect(words?.next).toMatch(/\.$/);
    }
    const view = aView({ connection: untestedConnection, facts: null });
    const failure: Failure = { code: error, detail: '', native };
    expect(wayOut(failure, view).primary.kind).toBe(exit);
  });
});
