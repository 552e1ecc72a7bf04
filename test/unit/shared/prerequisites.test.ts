import { describe, expect, it } from 'vitest';
import type { Kit } from '../../../shared/kit';
import { type Package, type PackageDetails, packageSchema } from '../../../shared/packages';
import { type Check, type CheckId, checks, installScriptReason } from '../../../shared/prerequisites';
import { checkCases, off, type Overrides, platform2007, stopped } from '../../fixtures/checkCases';
import { aServer, readAt, server2012R2, server2016 } from '../../fixtures/facts';

const empty: Kit = {
  installation: null,
  onboarding: null,
  platformStep: null,
  platformUpdate: null,
  installScript: null,
  windowsUpdates: [],
};
const aPackage = (name: string, details: PackageDetails): Package =>
  packageSchema.parse({
    sha256: '0'.repeat(64),
    name,
    bytes: 1,
    addedAt: readAt,
    from: null,
    kind: details.kind,
    practice: false,
    signature: { state: 'valid', signer: null, detail: null },
    verdict: { state: 'ready', refusal: null },
    details,
  });
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

function check(id: CheckId, servers: readonly Overrides[], kit: Partial<Kit> = {}, skew?: number): Check {
  const found = checks(aServer(...servers), { ...empty, ...kit }, skew).find((entry) => entry.id === id);
  if (!found) throw new Error(`no check ${id} on this server`);
  return found;
}
it.each(checkCases)('%s on %j is %s (fix %s)', (id, servers, state, fix) => {
  expect(check(id, servers)).toMatchObject({ state, fix });
});

it.each([
  [0, 'passed'],
  [-299_000, 'passed'],
  [301_000, 'toKnow'],
] as const)('a clock that is %i ms off is %s', (skew, state) => {
  expect(check('clock', [], {}, skew).state).toBe(state);
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
    expect(check(id, [base, missing, { unreadable }])).toMatchObject({
      state: 'notProvable',
      found: 'accessDenied',
    });
  });
});

it('lets nobody waive what the installer refuses, and lets a person decide the rest', () => {
  expect(check('notDisabledByPolicy', [server2012R2, off]).waivable).toBe(false);
  expect(check('notDisabledByPolicy', [platform2007, off]).waivable).toBe(true);
});

describe('files that a fix waits for', () => {
  const old = [server2012R2, { files: { ucrtbase: null } }];
  it('names the missing update, and none once it is in the kit', () => {
    expect(check('ucrt', old).file).toEqual({ kind: 'windowsUpdate', kb: 'KB2999226' });
    expect(check('ucrt', old, { windowsUpdates: [update('KB3080149')] }).file).not.toBeNull();
    expect(check('ucrt', old, { windowsUpdates: [update('KB2999226')] }).file).toBeNull();
  });

  it('measures the platform by the installation package', () => {
    const older = [server2016, { defender: { platformVersion: '4.18.24000.1' } }];
    expect(check('platform', older).state).toBe('passed');
    expect(check('platform', older, { installation })).toMatchObject({
      state: 'toFix',
      needed: '4.18.25110.6',
      file: { kind: 'platformUpdate', kb: null },
    });
    expect(check('platform', older, { installation, platformUpdate }).file).toBeNull();
  });

  it('plans the platform update before Defender is enabled', () => {
    const off: Overrides = {
      defender: { feature: 'disabled', platformVersion: null },
      services: { winDefend: null },
    };
    expect(check('platform', [server2016, off])).toMatchObject({ state: 'toFix', fix: 'update-platform' });
  });

  it.each([
    ['kernelOwner', server2016, { files: { ntoskrnlOwnerTrusted: false } }],
    ['orphanRegistration', server2016, { orphanRegistration: true }],
    ['defenderRemnant', server2012R2, { services: { winDefend: stopped } }],
  ] as const)('%s asks for Install.ps1 and is only to know once it is there', (id, base, fault) => {
    expect(check(id, [base, fault]).file).toEqual({ kind: 'installScript', kb: null });
    expect(check(id, [base, fault], { installScript })).toMatchObject({ state: 'toKnow', file: null });
    expect(installScriptReason(aServer(base, fault))).toBe(id);
    expect(installScriptReason(aServer(base))).toBeNull();
  });
});

describe('which checks apply', () => {
  const ids = (...servers: Overrides[]) => checks(aServer(...servers), empty).map(({ id }) => id);
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

  it('asks nothing of a ready server', () => {
    const kit = { ...empty, installation };
    for (const server of [aServer(), aServer(server2012R2), aServer(server2016)])
      expect(checks(server, kit, 0).filter(({ state }) => state === 'toFix')).toEqual([]);
  });
});
