import { describe, expect, it } from 'vitest';
import type { ServerState } from '../../../shared/facts';
import type { Kit } from '../../../shared/kit';
import { type Package, type PackageDetails, packageSchema } from '../../../shared/packages';
import { type Check, type CheckId, checks, installScriptReason } from '../../../shared/prerequisites';
import { aServer, type DeepPartial, readAt, server2012R2, server2016 } from '../../fixtures/facts';

const empty: Kit = {
  installation: null,
  onboarding: null,
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

type Overrides = DeepPartial<ServerState>;
/** A test of the way to the cloud that ended so many hours ago. */
const cloudTest = (outcome: 'ok' | 'failed', hours: number, code = 'cloud.unreachable'): Overrides => ({
  runs: [
    {
      runId: 'run-cloud-1',
      nn: 1,
      operation: 'Test-Connectivity',
      startedAt: readAt - hours * 3_600_000,
      endedAt: readAt - hours * 3_600_000,
      outcome,
      code: outcome === 'ok' ? null : code,
    },
  ],
});
function check(id: CheckId, servers: readonly Overrides[], kit: Partial<Kit> = {}, skew?: number): Check {
  const found = checks(aServer(...servers), { ...empty, ...kit }, skew).find((entry) => entry.id === id);
  if (!found) throw new Error(`no check ${id} on this server`);
  return found;
}
const stopped = { status: 'stopped', start: 'manual', imagePath: null } as const;
const trellix = [{ service: 'McShield', displayName: 'McAfee McShield', running: true }];
const removed = { feature: 'removed' } as const;

/** One line a case: the check, the server, the state, the fix. */
const cases: readonly (readonly [CheckId, readonly Overrides[], Check['state'], Check['fix']])[] = [
  ['elevated', [], 'passed', null],
  ['elevated', [{ powershell: { elevated: false } }], 'toFix', null],
  ['is64Bit', [], 'passed', null],
  ['is64Bit', [{ powershell: { is64Bit: false } }], 'toFix', null],
  ['languageMode', [], 'passed', null],
  ['languageMode', [{ powershell: { languageMode: 'ConstrainedLanguage' } }], 'toFix', null],
  ['noRestartPending', [], 'passed', null],
  [
    'noRestartPending',
    [{ restartPending: [{ source: 'windowsUpdate', blocking: true }] }],
    'toFix',
    'restart',
  ],
  ['noRestartPending', [{ restartPending: [{ source: 'fileRename', blocking: false }] }], 'toKnow', null],
  ['ucrt', [server2012R2], 'passed', null],
  ['ucrt', [server2012R2, { files: { ucrtbase: null } }], 'toFix', 'install-ucrt'],
  ['telemetry', [server2012R2], 'passed', null],
  ['telemetry', [server2012R2, { files: { tdh: '6.3.9600.17957' } }], 'toFix', 'install-telemetry'],
  ['kernel', [server2012R2], 'passed', null],
  ['kernel', [server2012R2, { files: { ntoskrnl: '6.3.9600.17735' } }], 'toFix', 'install-kernel'],
  ['networkEvents', [server2012R2], 'toKnow', null],
  ['securityClient', [server2012R2], 'passed', null],
  ['securityClient', [server2012R2, { owners: [{ kind: 'securityClient', detail: '4.10' }] }], 'toFix', null],
  ['defenderRemnant', [server2012R2], 'passed', null],
  ['defenderRemnant', [server2012R2, { services: { winDefend: stopped } }], 'toFix', null],
  [
    'defenderRemnant',
    [server2012R2, { services: { winDefend: { ...stopped, status: 'running' } } }],
    'toFix',
    'restart',
  ],
  ['lcu', [server2016], 'passed', null],
  ['lcu', [server2016, { os: { revision: 2514 } }], 'toFix', null],
  ['lcu', [server2016, { os: { revision: null } }], 'notProvable', null],
  ['defenderFeature', [], 'passed', null],
  ['defenderFeature', [{ defender: { feature: 'disabled' } }], 'toFix', 'enable-defender-feature'],
  ['defenderFeature', [{ defender: { feature: 'pending' } }], 'toFix', 'restart'],
  ['defenderFeature', [{ defender: removed }], 'toFix', null],
  ['defenderFeature', [{ defender: { feature: null } }], 'notProvable', null],
  ['defenderFeature', [{ defender: removed, otherAntivirus: trellix }], 'toKnow', null],
  ['defenderFeature', [server2016, { defender: removed, otherAntivirus: trellix }], 'toFix', null],
  ['defenderRunning', [], 'passed', null],
  ['defenderRunning', [{ services: { winDefend: stopped } }], 'toFix', 'enable-defender'],
  ['platform', [server2016], 'passed', null],
  ['platform', [server2016, { defender: { platformVersion: '4.18.9' } }], 'toFix', 'update-platform'],
  ['kernelOwner', [server2016], 'passed', null],
  ['kernelOwner', [server2016, { files: { ntoskrnlOwnerTrusted: false } }], 'toFix', null],
  ['kernelOwner', [server2016, { files: { ntoskrnlOwnerTrusted: null } }], 'notProvable', null],
  ['orphanRegistration', [server2016], 'passed', null],
  ['orphanRegistration', [server2016, { orphanRegistration: true }], 'toFix', null],
  ['senseService', [], 'passed', null],
  ['senseService', [{ services: { sense: null } }], 'toFix', null],
  ['notDisabledByPolicy', [], 'passed', null],
  ['notDisabledByPolicy', [{ policy: { disableAntiSpyware: 0 } }], 'passed', null],
  ['notDisabledByPolicy', [{ policy: { disableAntiSpyware: 1 } }], 'toFix', null],
  ['bothPolicies', [], 'passed', null],
  ['bothPolicies', [{ policy: { onboardingInfo: true, offboardingInfo: true } }], 'toFix', null],
  ['disk', [], 'passed', null],
  ['disk', [{ disk: { freeBytes: 1024 ** 3 - 1 } }], 'toKnow', null],
  ['disk', [{ disk: { freeBytes: 500 * 1024 ** 2 - 1 } }], 'toFix', null],
  ['disk', [{ disk: null }], 'notProvable', null],
  ['lanmanServer', [], 'passed', null],
  ['lanmanServer', [{ services: { lanmanServer: stopped } }], 'toFix', null],
  ['diagTrack', [server2016], 'passed', null],
  ['diagTrack', [server2016, { services: { diagTrack: stopped } }], 'toFix', null],
  ['diagTrack', [server2012R2, { services: { diagTrack: null } }], 'toKnow', null],
  ['signaturesAge', [], 'passed', null],
  ['signaturesAge', [{ defender: { signaturesUpdatedAt: readAt - 8 * 86_400_000 } }], 'toKnow', null],
  ['otherAntivirus', [], 'passed', null],
  ['otherAntivirus', [{ otherAntivirus: trellix }], 'toKnow', null],
  ['otherOwners', [], 'passed', null],
  ['otherOwners', [{ owners: [{ kind: 'arc', detail: 'himds' }] }], 'toKnow', null],
  ['domainController', [], 'passed', null],
  ['domainController', [{ os: { productType: 2 } }], 'toKnow', null],
  ['cloudConnectivity', [], 'notProvable', 'test-connectivity'],
  ['cloudConnectivity', [cloudTest('ok', 23)], 'passed', null],
  ['cloudConnectivity', [cloudTest('ok', 25)], 'notProvable', 'test-connectivity'],
  ['cloudConnectivity', [cloudTest('ok', 25), { sensor: { onboardingState: 1 } }], 'passed', null],
  ['cloudConnectivity', [cloudTest('failed', 25)], 'toFix', 'test-connectivity'],
  // Broken off by a person: it says nothing.
  ['cloudConnectivity', [cloudTest('failed', 1, 'operation.canceled')], 'notProvable', 'test-connectivity'],
  ['clock', [], 'notProvable', null],
];

it.each(cases)('%s on %j is %s (fix %s)', (id, servers, state, fix) => {
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
