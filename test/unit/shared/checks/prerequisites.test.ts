import { checkIds } from '../../../../shared/model/checkIds';
import { describe, expect, it } from 'vitest';
import { checks, installScriptReason } from '../../../../shared/checks/prerequisites';
import { checkCases, off, type Overrides, platform2007, stopped, unread } from '../../../fixtures/checkCases';
import { aServer, server2012R2, server2016 } from '../../../fixtures/facts';
import { aPackage, checkOf, emptyKit } from '../../../fixtures/kits';

const installation = aPackage('md4ws.msi', {
  kind: 'installation',
  productName: 'Microsoft Defender for Endpoint',
  productVersion: '4.18.25110.6',
  productCode: '{00000000-0000-0000-0000-000000000000}',
  manufacturer: 'Microsoft Corporation',
  platformVersion: '4.18.25110.6',
});
const installScript = aPackage('Install.ps1', { kind: 'installScript', version: null });
const platformUpdate = aPackage('UpdatePlatform.exe', { kind: 'platformUpdate', version: null });
const update = (kb: string) => aPackage(`${kb}.msu`, { kind: 'windowsUpdate', kb, architecture: 'x64' });

it.each(checkCases)('%s on %j is %s (fix %s)', (id, servers, state, fix) => {
  expect(checkOf(id, servers)).toMatchObject({ state, fix });
});

it.each([
  [0, 'passed'],
  [-299_000, 'passed'],
  [301_000, 'toKnow'],
] as const)('a clock that is %i ms off is %s', (skew, state) => {
  expect(checkOf('clock', [], {}, skew).state).toBe(state);
});

describe('what cannot be read is never passed', () => {
  it.each([
    ['ucrt', server2012R2, 'files.ucrtbase', { files: { ucrtbase: null } }],
    ['senseService', {}, 'services.sense', { services: { sense: null } }],
    ['lanmanServer', {}, 'services', { services: { lanmanServer: null } }],
    ['otherOwners', {}, 'owners', {}],
    ['otherAntivirus', {}, 'otherAntivirus', {}],
    ['noRestartPending', {}, 'restartPending', {}],
    ['notDisabledByPolicy', {}, 'policy', {}],
  ] as const)('%s', (id, base, fact, missing) => {
    const unreadable = [{ fact, reason: 'accessDenied' as const, detail: '' }];
    expect(checkOf(id, [base, missing, { unreadable }])).toMatchObject({
      state: 'notProvable',
      found: 'accessDenied',
    });
  });
});

it('lets nobody waive what the installer refuses, and lets a person decide the rest', () => {
  expect(checkOf('notDisabledByPolicy', [server2012R2, off]).waivable).toBe(false);
  expect(checkOf('notDisabledByPolicy', [platform2007, off]).waivable).toBe(true);
});

describe('files that a fix waits for', () => {
  const old = [server2012R2, { files: { ucrtbase: null } }];
  it('names the missing update, and none once it is in the kit', () => {
    expect(checkOf('ucrt', old).file).toEqual({ kind: 'windowsUpdate', kb: 'KB2999226' });
    expect(checkOf('ucrt', old, { windowsUpdates: [update('KB3080149')] }).file).not.toBeNull();
    expect(checkOf('ucrt', old, { windowsUpdates: [update('KB2999226')] }).file).toBeNull();
  });

  it('measures the platform by the installation package', () => {
    const older = [server2016, { defender: { platformVersion: '4.18.24000.1' } }];
    expect(checkOf('platform', older).state).toBe('passed');
    expect(checkOf('platform', older, { installation })).toMatchObject({
      state: 'toFix',
      needed: '4.18.25110.6',
      file: { kind: 'platformUpdate', kb: null },
    });
    expect(checkOf('platform', older, { installation, platformUpdate }).file).toBeNull();
  });

  it('plans the platform update before Defender is enabled', () => {
    const off: Overrides = {
      defender: { feature: 'disabled', platformVersion: null },
      services: { winDefend: null },
    };
    expect(checkOf('platform', [server2016, off])).toMatchObject({ state: 'toFix', fix: 'update-platform' });
  });

  it.each([
    ['kernelOwner', server2016, { files: { ntoskrnlOwnerTrusted: false } }],
    ['orphanRegistration', server2016, { orphanRegistration: true }],
    ['defenderRemnant', server2012R2, { services: { winDefend: stopped } }],
  ] as const)('%s asks for Install.ps1 and is only to know once it is there', (id, base, fault) => {
    expect(checkOf(id, [base, fault]).file).toEqual({ kind: 'installScript', kb: null });
    expect(checkOf(id, [base, fault], { installScript })).toMatchObject({ state: 'toKnow', file: null });
    expect(installScriptReason(aServer(base, fault))).toBe(id);
    expect(installScriptReason(aServer(base))).toBeNull();
  });
});

it.each<[string, Overrides[]]>([
  ['what is left over, on 2016', [server2016, { services: { wdNisSvc: null, wdFilter: null } }]],
  [
    'what may be left over, where its parts could not be read',
    [server2012R2, { services: { winDefend: stopped } }, unread('services.wdFilter')],
  ],
  ['a kernel of another owner, on 2012 R2', [server2012R2, { files: { ntoskrnlOwnerTrusted: false } }]],
  ['a kernel of another owner, on 2019', [{ files: { ntoskrnlOwnerTrusted: false } }]],
  ['an orphaned registration, on 2019', [{ orphanRegistration: true }]],
])('Install.ps1 is not asked for because of %s', (_, servers) => {
  expect(installScriptReason(aServer(...servers))).toBeNull();
});

describe('which checks apply', () => {
  const ids = (...servers: Overrides[]) => checks(aServer(...servers), emptyKit).map(({ id }) => id);
  it('asks each version only what concerns it', () => {
    expect(ids(server2012R2)).toEqual(expect.arrayContaining(['ucrt', 'diagTrack']));
    expect(ids(server2012R2)).not.toEqual(expect.arrayContaining(['defenderFeature']));
    expect(ids(server2016)).toEqual(
      expect.arrayContaining(['lcu', 'platform', 'defenderFeature', 'diagTrack']),
    );
    expect(ids(server2016)).not.toContain('senseService');
    expect(ids()).toContain('senseService');
    for (const id of ['ucrt', 'lcu', 'platform', 'diagTrack']) expect(ids()).not.toContain(id);
  });

  it('is told in the order of the page', () => {
    const order = (found: string[]) => checkIds.filter((id) => found.includes(id));
    for (const found of [ids(), ids(server2012R2), ids(server2016)]) expect(found).toEqual(order(found));
  });

  it('asks nothing of a ready server', () => {
    const kit = { ...emptyKit, installation };
    for (const server of [aServer(), aServer(server2012R2), aServer(server2016)])
      expect(checks(server, kit, 0).filter(({ state }) => state === 'toFix')).toEqual([]);
  });
});

it('tells no direct way where the proxies of the server could not be read', () => {
  expect(checkOf('cloudConnectivity', []).found).toBe('direct');
  const unreadable = [{ fact: 'proxy.winHttp', reason: 'accessDenied' as const, detail: '' }];
  expect(checkOf('cloudConnectivity', [{ unreadable }]).found).toBe('unknown');
});
