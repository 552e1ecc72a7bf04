import { describe, expect, it } from 'vitest';
import { climb, type Climb } from '../../../main/connect/ladder';
import type { Approach } from '../../../main/shell/approach';
import { untestedConnection, usualConnection, type Connection } from '../../../shared/model/connection';
import { GangwayError, type ErrorCode } from '../../../shared/errors';
import { rungIds, type Rung } from '../../../shared/bridge/session';

const never = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new GangwayError('operation.canceled')));
  });
const certificate = {
  subject: 'CN=nord-fs03',
  issuer: 'CN=nord-fs03',
  names: ['nord-fs03'],
  notBefore: 0,
  notAfter: 1,
  thumbprint: 'A1',
};
const identity = {
  computerName: 'NORD-FS03',
  domain: 'contoso.lan',
  machineId: 'b1946ac9-0000-4000-8000-000000000001',
  userName: 'contoso\\m.lefevre',
  userSid: 'S-1-5-21-1-2-3-1104',
  isAdministrator: true,
  isLocalAccount: false,
  psVersion: '5.1.14393.6343',
  languageMode: 'FullLanguage',
  is64Bit: true,
  executionPolicy: 'AllSigned',
};
const open: Approach = {
  resolve: () => Promise.resolve(['10.20.4.33']),
  reach: () => Promise.resolve('open'),
  certificate: () => Promise.resolve(certificate),
  chainStatus: () => Promise.resolve([]),
  identify: () => Promise.resolve({ product: 'Stack: 3.0' }),
};

interface Climbed {
  readonly top: boolean;
  readonly rungs: readonly Rung[];
  readonly known: Connection;
  readonly signIns: readonly number[];
}

async function climbed(changes: Partial<Climb> = {}): Promise<Climbed> {
  const rungs = new Map<Rung['id'], Rung>();
  let known = untestedConnection;
  const signIns: number[] = [];
  const { signIn = () => Promise.resolve(identity), ...rest } = changes;
  const top = await climb({
    host: 'nord-fs03.contoso.lan',
    expected: 'NORD-FS03',
    choice: usualConnection,
    approach: open,
    put: (id, change) => {
      const before = rungs.get(id) ?? { id, state: 'ahead' as const, value: '', ms: null, failure: null };
      rungs.set(id, { ...before, ...change });
    },
    learn: (change) => {
      known = { ...known, ...change };
    },
    signal: new AbortController().signal,
    now: () => 0,
    rungMs: 20,
    ...rest,
    signIn: (endpoint, signal) => {
      signIns.push(endpoint.port);
      return signIn(endpoint, signal);
    },
  });
  return { top, rungs: rungIds.flatMap((id) => rungs.get(id) ?? []), known, signIns };
}

/** The rung where the climb stopped, the error it stopped with, and how often somebody signed in. */
const stop = ({ top, rungs, signIns }: Climbed) => {
  expect(top).toBe(false);
  const last = rungs.at(-1);
  expect(rungs.slice(0, -1).every(({ state }) => state === 'done')).toBe(true);
  expect(last?.state).toBe('stopped');
  return [last?.id, last?.failure?.code, signIns.length];
};
const refuses =
  (code: ErrorCode, native: number | null = null) =>
  () =>
    Promise.reject(new GangwayError(code, 'words in any language', native));

describe('the ladder to a server of the network', () => {
  it('reaches the top with one sign-in over the encrypted port, and tells what it met', async () => {
    const { top, rungs, known, signIns } = await climbed();
    expect(top).toBe(true);
    expect(rungs.map(({ id, state, value }) => `${id} ${state} ${value}`)).toEqual([
      'name done 10.20.4.33',
      'port done 5986',
      'management done Stack: 3.0',
      'signIn done contoso\\m.lefevre',
      'administrator done S-1-5-21-1-2-3-1104',
      'powershell done 5.1.14393.6343',
      'language done FullLanguage',
    ]);
    expect(signIns).toEqual([5986]);
    expect(known).toMatchObject({
      addresses: ['10.20.4.33'],
      endpoint: { port: 5986, useSsl: true },
      certificate,
      identity,
    });
  });

  it('[row 18] stops at a name that nobody knows, before anybody signs in', async () => {
    const approach = { ...open, resolve: refuses('target.unknownName') };
    expect(stop(await climbed({ approach }))).toEqual(['name', 'target.unknownName', 0]);
  });

  it('takes the other port where the encrypted one is closed or silent, and stops where both are', async () => {
    for (const answer of ['closed', 'silent'] as const) {
      const approach: Approach = {
        ...open,
        reach: (_host, port) => Promise.resolve(port === 5986 ? answer : 'open'),
      };
      const { top, signIns, known } = await climbed({ approach });
      expect([top, signIns, known.certificate]).toEqual([true, [5985], null]);
      const none: Approach = { ...open, reach: () => Promise.resolve(answer) };
      const stopped = await climbed({ approach: none });
      expect(stop(stopped)).toEqual(['port', 'target.portClosed', 0]);
      expect(stopped.rungs.at(-1)?.failure?.detail).toBe(`5986 ${answer}, 5985 ${answer}`);
    }
  });

  it('asks only the port that was chosen', async () => {
    const asked: number[] = [];
    const approach: Approach = {
      ...open,
      reach: (_host, port) => {
        asked.push(port);
        return Promise.resolve('closed');
      },
    };
    const choice = { ...usualConnection, transport: 'https' as const };
    const stopped = await climbed({ approach, choice });
    expect(stop(stopped)).toEqual(['port', 'target.portClosed', 0]);
    expect(asked).toEqual([5986]);
    expect(stopped.rungs.at(-1)?.failure?.detail).toBe('5986 closed');
  });

  it('does not wait the full time for a silent encrypted port once the other one is open, and uses it when it answers late', async () => {
    const byPort = (https: Approach['reach']): Approach => ({
      ...open,
      reach: (host, port, signal) => (port === 5986 ? https(host, port, signal) : Promise.resolve('open')),
    });
    const silent = byPort((_host, _port, signal) => never(signal).catch(() => 'silent' as const));
    const rungMs = 600_000;
    expect((await climbed({ approach: silent, rungMs, preferenceMs: 1 })).signIns).toEqual([5985]);
    const late = byPort(() => new Promise((resolve) => setImmediate(resolve, 'open')));
    expect((await climbed({ approach: late, rungMs, preferenceMs: 600_000 })).signIns).toEqual([5986]);
  });

  it('gives an encrypted port all its time while the other one is not open', async () => {
    const reach: Approach['reach'] = (_host, port) =>
      port === 5986 ? new Promise((resolve) => setTimeout(resolve, 20, 'open')) : Promise.resolve('closed');
    const { signIns } = await climbed({ approach: { ...open, reach }, rungMs: 600_000, preferenceMs: 1 });
    expect(signIns).toEqual([5986]);
  });

  it('leaves what it asked once it goes on: no port and no name is waited for behind it', async () => {
    const asked: AbortSignal[] = [];
    const approach: Approach = {
      ...open,
      resolve: (_host, signal) => (asked.push(signal), Promise.resolve(['10.20.4.33'])),
      reach: (_host, _port, signal) => (asked.push(signal), Promise.resolve('open')),
    };
    await climbed({ approach, rungMs: 600_000 });
    expect(asked.map(({ aborted }) => aborted)).toEqual([true, true, true]);
  });

  it('is called off at the ports, and says so instead of calling them closed', async () => {
    const leave = new AbortController();
    const reach: Approach['reach'] = () => {
      leave.abort();
      return Promise.resolve('silent');
    };
    const stopped = await climbed({ approach: { ...open, reach }, signal: leave.signal });
    expect(stop(stopped)).toEqual(['port', 'operation.canceled', 0]);
  });

  it('tells how long each rung took, the one that stopped, too', async () => {
    let clock = 1000;
    const now = () => (clock += 5);
    const signIn = refuses('target.unreachable', 5);
    const { rungs } = await climbed({ now, signIn });
    expect(rungs.map(({ ms }) => ms)).toEqual([5, 5, 5, 5]);
  });

  it('gives up a rung that does not answer in time, and does not wait for what hangs', async () => {
    const silent: Approach = {
      ...open,
      reach: (_host, _port, signal) => never(signal).catch(() => 'silent' as const),
    };
    expect(stop(await climbed({ approach: silent }))).toEqual(['port', 'target.portClosed', 0]);
    const name: Approach = { ...open, resolve: (_host, signal) => never(signal) };
    expect(stop(await climbed({ approach: name }))).toEqual(['name', 'target.unknownName', 0]);
    const deaf: Approach = { ...open, identify: (_host, _endpoint, signal) => never(signal) };
    expect(stop(await climbed({ approach: deaf }))).toEqual(['management', 'target.noManagement', 0]);
  });

  it('[row 22] refuses a certificate that Windows refuses, says what is wrong with it, and never goes around it', async () => {
    const approach = {
      ...open,
      identify: refuses('target.noManagement', 12_175),
      chainStatus: () => Promise.resolve(['UntrustedRoot', 'RevocationStatusUnknown']),
    };
    const stopped = await climbed({ approach });
    expect(stop(stopped)).toEqual(['management', 'target.badCertificate', 0]);
    expect(stopped.known.certificate).toEqual(certificate);
    expect(stopped.known.flaws).toEqual(['name', 'authority', 'revocation']);
    expect(stopped.known.endpoint).toBeNull();
  });

  it('asks nobody about a certificate that Windows takes, and stops in time where the authority does not answer', async () => {
    let asked = 0;
    const chainStatus = (_host: string, _port: number, signal: AbortSignal) => {
      asked += 1;
      return never(signal);
    };
    expect((await climbed({ approach: { ...open, chainStatus } })).known.flaws).toBeNull();
    const identify = refuses('target.noManagement', 4711);
    const other = await climbed({ approach: { ...open, chainStatus, identify } });
    expect([stop(other), other.known.flaws]).toEqual([['management', 'target.noManagement', 0], null]);
    expect(asked).toBe(0);
    const signIn = refuses('target.unreachable', 12_175);
    const host = 'nord-fs03';
    const stopped = await climbed({ approach: { ...open, chainStatus }, signIn, host });
    expect(stop(stopped)).toEqual(['signIn', 'target.badCertificate', 1]);
    expect([asked, stopped.known.flaws]).toEqual([1, null]);
  });

  it.each([
    [1326, 'target.signInRefused'],
    [1312, 'target.notSignedIn'],
    [1909, 'target.signInRefused'],
    [5, 'target.accessDenied'],
    [-2144108316, 'target.notTrusted'],
    [-2144108123, 'target.quota'],
  ])('tells a refusal with code %i by the code alone: %s', async (native, code) => {
    const stopped = await climbed({ signIn: refuses('target.unreachable', native) });
    expect(stop(stopped)).toEqual(['signIn', code, 1]);
    expect(stopped.rungs.at(-1)?.failure).toMatchObject({ native, detail: 'words in any language' });
  });

  it('keeps the code and the words of a refusal that it does not know', async () => {
    const stopped = await climbed({ signIn: refuses('target.unreachable', 4711) });
    expect(stop(stopped)).toEqual(['signIn', 'target.unreachable', 1]);
    expect(stopped.rungs.at(-1)?.failure?.native).toBe(4711);
  });

  it('[row 20] stops at a machine that reports another name, until a person accepted that very machine', async () => {
    const other = { ...identity, computerName: 'NORD-FS07', machineId: 'other' };
    const signIn = () => Promise.resolve(other);
    const stopped = await climbed({ signIn });
    expect(stop(stopped)).toEqual(['signIn', 'target.wrongMachine', 1]);
    expect(stopped.rungs.at(-1)?.failure?.detail).toBe('NORD-FS07.contoso.lan');
    const alone = await climbed({ signIn: () => Promise.resolve({ ...other, domain: null }) });
    expect(alone.rungs.at(-1)?.failure?.detail).toBe('NORD-FS07');
    const choice = { ...usualConnection, acceptedMachine: 'other' };
    expect((await climbed({ signIn, choice })).top).toBe(true);
    const replaced = () => Promise.resolve({ ...other, machineId: 'a third one' });
    expect(stop(await climbed({ signIn: replaced, choice }))).toEqual(['signIn', 'target.wrongMachine', 1]);
  });

  it('wants an address to be confirmed, and takes the NetBIOS name of a name', async () => {
    expect(stop(await climbed({ host: '10.20.4.33', expected: null }))).toEqual([
      'signIn',
      'target.unconfirmed',
      1,
    ]);
    const signIn = () => Promise.resolve({ ...identity, computerName: 'NORD-FILESERVER' });
    expect((await climbed({ expected: 'NORD-FILESERVER', signIn })).top).toBe(true);
  });

  it('takes PowerShell from 4.0 on', async () => {
    expect((await climbed({ signIn: () => Promise.resolve({ ...identity, psVersion: '4.0' }) })).top).toBe(
      true,
    );
  });

  it.each([
    ['administrator', 'target.notAdministrator', { isAdministrator: false, isLocalAccount: true }],
    ['powershell', 'target.unsupported', { psVersion: '3.0' }],
    ['powershell', 'target.unsupported', { is64Bit: false }],
    ['language', 'target.languageMode', { languageMode: 'ConstrainedLanguage' }],
  ])('[row 26] stops at %s with %s, after the sign-in', async (id, code, change) => {
    const signIn = () => Promise.resolve({ ...identity, ...change });
    expect(stop(await climbed({ signIn }))).toEqual([id, code, 1]);
  });
});
