import { describe, expect, it } from 'vitest';
import type { ServerState } from '../../../../shared/model/facts';
import type { Kit } from '../../../../shared/model/kit';
import type { Check, CheckId } from '../../../../shared/checks/prerequisites';
import { off, type Overrides, platform2007, stopped, unread } from '../../../fixtures/checkCases';
import { readAt, server2012R2, server2016 } from '../../../fixtures/facts';
import { aPackage, checkOf } from '../../../fixtures/kits';

const day = 86_400_000;
const running = { status: 'running', start: 'automatic', imagePath: null } as const;
const av = (displayName: string, service: string, isRunning = true) => ({
  service,
  displayName,
  running: isRunning,
});
const marker = (blocking: boolean, source: 'windowsUpdate' | 'fileRename' = 'windowsUpdate') => ({
  source,
  blocking,
});
const test = (
  hoursAgo: number,
  outcome: 'ok' | 'failed' = 'ok',
  code: string | null = null,
): Pick<ServerState, 'runs'> => ({
  runs: [
    {
      ...{ runId: 'r', nn: 1, operation: 'Test-Connectivity', outcome, code },
      ...{ startedAt: null, endedAt: readAt - hoursAgo * 3_600_000 },
    },
  ],
});
const tested = '2026-11-24T13:32Z';

type Row = [id: CheckId, servers: Overrides[], state: Check['state'], found: string, needed: string | null];
// prettier-ignore
const rows: Row[] = [
  ['is64Bit', [{ os: { is64Bit: false } }], 'toFix', '32-bit', '64-bit'],
  ['noRestartPending', [{ restartPending: [marker(true), marker(false, 'fileRename')] }], 'toFix', 'windowsUpdate', 'absent'],
  ['noRestartPending', [unread('restartPending'), { restartPending: [marker(false)] }], 'toKnow', 'windowsUpdate', 'absent'],
  ['bothPolicies', [{ policy: { onboardingInfo: true } }], 'passed', '1', '1'],
  ['bothPolicies', [{ policy: { offboardingInfo: true } }], 'passed', '0', '1'],
  ['bothPolicies', [unread('policy.onboardingInfo', 'policy.offboardingInfo')], 'notProvable', 'accessDenied', '1'],
  ['bothPolicies', [unread('policy.offboardingInfo'), { policy: { onboardingInfo: true } }], 'notProvable', 'accessDenied', '1'],
  ['bothPolicies', [unread('policy.disableAntiSpyware')], 'passed', '0', '1'],
  ['disk', [{ disk: { freeBytes: 1024 ** 3 } }], 'passed', 'C: 1024 MB', '1024 MB'],
  ['disk', [{ disk: { freeBytes: 1024 ** 3 - 1 } }], 'toKnow', 'C: 1023 MB', '1024 MB'],
  ['disk', [{ disk: { freeBytes: 500 * 1024 ** 2 } }], 'toKnow', 'C: 500 MB', '1024 MB'],
  ['disk', [{ disk: { freeBytes: 500 * 1024 ** 2 - 1 } }], 'toFix', 'C: 499 MB', '1024 MB'],
  ['lanmanServer', [{ services: { lanmanServer: null } }], 'toFix', 'absent', 'running'],
  ['lanmanServer', [unread('services.lanmanServer'), { services: { lanmanServer: stopped } }], 'toFix', 'stopped', 'running'],
  ['diagTrack', [server2016, { services: { diagTrack: null } }], 'toFix', 'absent', 'automatic, running'],
  ['diagTrack', [server2016, unread('services.diagTrack'), { services: { diagTrack: null } }], 'notProvable', 'accessDenied', 'automatic, running'],
  ['diagTrack', [server2016, unread('services.diagTrack')], 'passed', 'automatic, running', 'automatic, running'],
  ['diagTrack', [server2016, { services: { diagTrack: { ...running, start: 'manual' } } }], 'toFix', 'manual, running', 'automatic, running'],
  ['diagTrack', [server2016, { services: { diagTrack: { ...running, status: 'stopped' } } }], 'toFix', 'automatic, stopped', 'automatic, running'],
  ['defenderFeature', [{ defender: { feature: 'notPresent' } }], 'toFix', 'notPresent', 'enabled'],
  ['defenderFeature', [unread('defender.feature'), { defender: { feature: null } }], 'notProvable', 'accessDenied', 'enabled'],
  ['defenderFeature', [{ defender: { feature: 'disabled' }, otherAntivirus: [av('X', 'x', false)] }], 'toFix', 'disabled', 'enabled'],
  ['defenderFeature', [{ defender: { feature: 'disabled' }, otherAntivirus: [av('X', 'x', false), av('Y', 'y')] }], 'toKnow', 'Y', null],
  ['defenderRunning', [{ services: { winDefend: null } }], 'toFix', 'absent', 'running'],
  ['defenderRunning', [unread('services.winDefend'), { services: { winDefend: null } }], 'notProvable', 'accessDenied', 'running'],
  ['defenderRunning', [unread('services.winDefend'), { services: { winDefend: stopped } }], 'toFix', 'stopped', 'running'],
  ['defenderRunning', [{ services: { winDefend: stopped }, otherAntivirus: [av('X', 'x')] }], 'toKnow', 'X', null],
  ['platformStep', [{ defender: { platformVersion: '4.18.2001.10' } }], 'passed', '4.18.2001.10', '4.18.2001.10'],
  ['platformStep', [{ defender: { platformVersion: '4.18.2001.9' } }], 'toKnow', '4.18.2001.9', '4.18.2001.10'],
  ['platformStep', [{ defender: { platformVersion: null } }], 'notProvable', 'unknown', '4.18.2001.10'],
  ['platformStep', [unread('defender.platformVersion'), { defender: { platformVersion: null } }], 'notProvable', 'accessDenied', '4.18.2001.10'],
  ['senseService', [], 'passed', 'stopped', 'Sense'],
  ['signaturesAge', [{ defender: { signaturesUpdatedAt: readAt - 7 * day } }], 'passed', '2026-11-17', null],
  ['signaturesAge', [{ defender: { signaturesUpdatedAt: readAt - 7 * day - 1 } }], 'toKnow', '2026-11-17', null],
  ['signaturesAge', [{ services: { winDefend: null } }], 'toKnow', 'absent', null],
  ['signaturesAge', [{ services: { winDefend: null } }, unread('services.winDefend')], 'notProvable', 'accessDenied', null],
  ['signaturesAge', [{ defender: { signaturesUpdatedAt: null } }], 'notProvable', 'unknown', null],
  ['signaturesAge', [unread('defender'), { defender: { signaturesUpdatedAt: null } }], 'notProvable', 'accessDenied', null],
  ['windowsUpdateService', [], 'passed', 'manual', null],
  ['windowsUpdateService', [{ services: { wuauserv: { ...running, start: 'disabled' } } }], 'toKnow', 'disabled', null],
  ['windowsUpdateService', [unread('services.wuauserv'), { services: { wuauserv: { start: 'unknown' } } }], 'notProvable', 'accessDenied', null],
  ['windowsUpdateService', [{ services: { wuauserv: { start: 'unknown' } } }], 'notProvable', 'unknown', null],
  ['otherAntivirus', [{ otherAntivirus: [av('McAfee A', 'McShield'), av('McAfee B', 'mfemms'), av('Z', 'z')] }], 'toKnow', 'Trellix Endpoint Security (McAfee), Z', null],
  ['otherAntivirus', [{ otherAntivirus: [av('Z', 'z', false)] }], 'passed', 'absent', null],
  ['otherOwners', [{ owners: [{ kind: 'securityClient', detail: '4.10' }] }], 'passed', 'absent', null],
  ['otherOwners', [{ owners: [{ kind: 'securityClient', detail: '' }, { kind: 'arc', detail: '' }] }], 'toKnow', 'arc', null],
  ['domainController', [{ os: { productType: 2 } }], 'toKnow', 'ProductType 2', null],
  ['domainController', [], 'passed', 'ProductType 3', null],
  ['cloudConnectivity', [test(1)], 'passed', `direct, ${tested}`, null],
  ['cloudConnectivity', [test(1, 'failed', 'cloud.inspected')], 'toFix', `direct, ${tested}`, null],
  ['cloudConnectivity', [test(25), { sensor: { onboardingState: 0 } }], 'notProvable', 'direct, 2026-11-23T13:32Z', null],
  ['cloudConnectivity', [test(1, 'failed', 'cloud.unreachable'), { sensor: { onboardingState: 1 } }], 'toFix', `direct, ${tested}`, null],
  ['cloudConnectivity', [{ proxy: { winHttp: 'win:80' }, sensor: { onboardingState: 1 } }], 'notProvable', 'win:80', null],
  ['securityClient', [server2012R2, { owners: [{ kind: 'arc', detail: '' }] }], 'passed', 'absent', 'absent'],
  ['securityClient', [server2012R2, unread('owners')], 'notProvable', 'accessDenied', 'absent'],
  ['securityClient', [server2012R2, { owners: [{ kind: 'securityClient', detail: '4.10' }] }], 'toFix', '4.10', 'absent'],
  ['defenderRemnant', [server2012R2, { services: { winDefend: stopped, wdNisSvc: stopped } }], 'passed', 'absent', 'absent'],
  ['defenderRemnant', [server2012R2, { services: { winDefend: stopped, wdFilter: stopped } }], 'passed', 'absent', 'absent'],
  ['defenderRemnant', [server2012R2, { services: { winDefend: stopped } }, unread('services')], 'notProvable', 'accessDenied', 'absent'],
  ['defenderRemnant', [server2012R2, { services: { winDefend: stopped } }], 'toFix', 'WinDefend stopped', 'absent'],
  ['defenderRemnant', [server2012R2, unread('services.winDefend')], 'notProvable', 'accessDenied', 'absent'],
  ['defenderRemnant', [server2012R2, unread('services.wdNisSvc', 'services.wdFilter')], 'passed', 'absent', 'absent'],
  ['defenderRemnant', [server2012R2, { services: { winDefend: stopped } }, unread('services.wdNisSvc')], 'notProvable', 'accessDenied', 'absent'],
  ['defenderRemnant', [server2012R2, { services: { winDefend: stopped } }, unread('services.wdFilter')], 'notProvable', 'accessDenied', 'absent'],
  ['defenderRemnant', [server2012R2, { services: { winDefend: stopped, wdNisSvc: stopped } }, unread('services.wdFilter')], 'passed', 'absent', 'absent'],
  ['defenderRemnant', [server2012R2, { services: { winDefend: stopped, wdFilter: stopped } }, unread('services.wdNisSvc')], 'passed', 'absent', 'absent'],
  ['telemetry', [server2012R2, { files: { tdh: '6.3.9600.17957' } }], 'toFix', '6.3.9600.17957', '6.3.9600.17958'],
  ['telemetry', [server2012R2, { files: { tdh: null } }, unread('files.tdh')], 'notProvable', 'accessDenied', '6.3.9600.17958'],
  ['telemetry', [server2012R2, unread('files.tdh')], 'passed', '6.3.9600.17958', '6.3.9600.17958'],
  ['kernel', [server2012R2, { files: { ntoskrnl: '6.3.9600.17736' } }], 'passed', '6.3.9600.17736', '6.3.9600.17736'],
  ['kernel', [server2012R2, { files: { ntoskrnl: null } }], 'toFix', 'absent', '6.3.9600.17736'],
  ['ucrt', [server2012R2, { files: { ucrtbase: '1.0' } }], 'passed', '1.0', 'KB2999226'],
  ['networkEvents', [server2012R2], 'toKnow', '6.3.9600.20778', 'KB5006714'],
  ['networkEvents', [server2012R2, { files: { ntoskrnl: null } }], 'toKnow', '9600', 'KB5006714'],
  ['ssu', [server2016, { os: { servicingStack: '10.0.14393.4467' } }], 'passed', '10.0.14393.4467', 'KB5005698'],
  ['ssu', [server2016, { os: { servicingStack: '10.0.14393.4466' } }], 'toFix', '10.0.14393.4466', 'KB5005698'],
  ['ssu', [server2016, { os: { servicingStack: null } }, unread('os')], 'notProvable', 'accessDenied', 'KB5005698'],
  ['lcu', [server2016, { os: { revision: 2515 } }], 'passed', '14393.2515', '14393.2515'],
  ['lcu', [server2016, { os: { revision: 2514 } }], 'toFix', '14393.2514', '14393.2515'],
  ['lcu', [server2016, { os: { revision: null } }], 'notProvable', '14393', '14393.2515'],
  ['platform', [server2016, { defender: { platformVersion: '4.18.23050.5' } }], 'passed', '4.18.23050.5', '4.18.23050.5'],
  ['platform', [server2016, { defender: { platformVersion: '4.18.23050.4' } }], 'toFix', '4.18.23050.4', '4.18.23050.5'],
  ['platform', [server2016, { defender: { platformVersion: null } }, unread('defender')], 'notProvable', 'accessDenied', '4.18.23050.5'],
  ['platform', [server2016, { defender: { platformVersion: null } }], 'toFix', 'absent', '4.18.23050.5'],
  ['platform', [server2016, unread('defender')], 'passed', '4.18.25110.6', '4.18.23050.5'],
  ['kernelOwner', [server2016, { files: { ntoskrnlOwnerTrusted: null } }, unread('files')], 'notProvable', 'accessDenied', 'TrustedInstaller'],
  ['kernelOwner', [server2016, { files: { ntoskrnlOwnerTrusted: false } }], 'toFix', 'other', 'TrustedInstaller'],
  ['orphanRegistration', [server2016, unread('orphanRegistration')], 'notProvable', 'accessDenied', 'absent'],
  ['orphanRegistration', [server2016, unread('orphanRegistration'), { orphanRegistration: true }], 'toFix', 'orphan', 'absent'],
  ['orphanRegistration', [server2016, unread('owners')], 'passed', 'absent', 'absent'],
  ['notDisabledByPolicy', [], 'passed', 'absent', '0'],
  ['notDisabledByPolicy', [{ policy: { disableAntiVirus: 0 } }], 'passed', '0', '0'],
  ['notDisabledByPolicy', [{ policy: { disableAntiSpyware: 0 } }], 'passed', '0', '0'],
  ['notDisabledByPolicy', [{ policy: { disableAntiSpyware: 1, disableAntiVirus: 1 } }], 'toKnow', 'DisableAntiSpyware=1, DisableAntiVirus=1', '0'],
  ['notDisabledByPolicy', [off, { defender: { platformVersion: '4.18.2007.8' } }], 'toKnow', 'DisableAntiSpyware=1', '0'],
  ['notDisabledByPolicy', [off, platform2007], 'toFix', 'DisableAntiSpyware=1', '0'],
  ['notDisabledByPolicy', [off, { defender: { platformVersion: null } }], 'toKnow', 'DisableAntiSpyware=1', '0'],
  ['notDisabledByPolicy', [server2016, { services: { winDefend: null } }, off], 'toFix', 'DisableAntiSpyware=1', '0'],
  ['notDisabledByPolicy', [{ services: { wdBoot: { ...stopped, start: 'disabled' }, wdFilter: { ...stopped, start: 'unknown' } } }], 'toFix', 'WdBoot disabled', '0'],
  ['notDisabledByPolicy', [unread('services.wdFilter')], 'notProvable', 'accessDenied', '0'],
  ['notDisabledByPolicy', [unread('services.wdBoot')], 'notProvable', 'accessDenied', '0'],
  ['notDisabledByPolicy', [unread('services.sense')], 'passed', 'absent', '0'],
];
it.each(rows)('%s on %j is %s, for it has %s and should have %s', (id, servers, state, found, needed) => {
  expect(checkOf(id, servers)).toMatchObject({ state, found, needed });
});

it.each<[number, string, string]>([
  [0, 'passed', '0 s'],
  [4_600, 'passed', '+5 s'],
  [-4_600, 'passed', '-5 s'],
  [300_000, 'passed', '+300 s'],
  [300_001, 'toKnow', '+300 s'],
  [-300_000, 'passed', '-300 s'],
  [-300_001, 'toKnow', '-300 s'],
])('a clock that is %i ms ahead is %s, and said as %s', (skew, state, found) => {
  expect(checkOf('clock', [], {}, skew)).toMatchObject({ state, found });
});

describe('files that a check waits for', () => {
  const update = (kb: string) => aPackage(kb, { kind: 'windowsUpdate', kb, architecture: 'x64' });
  const msi = (platformVersion: string | null) =>
    aPackage('md4ws.msi', {
      kind: 'installation',
      ...{ productName: 'Microsoft Defender for Endpoint', productVersion: '4.18.25110.6' },
      ...{ productCode: '{}', manufacturer: 'Microsoft Corporation', platformVersion },
    });
  const old: Overrides = { defender: { platformVersion: '4.18.23050.6' } };
  it.each<[string, CheckId, Overrides[], Partial<Kit>, Check['state'], string | null]>([
    [
      'the update of its number',
      'ucrt',
      [server2012R2, { files: { ucrtbase: null } }],
      { windowsUpdates: [update('KB3080149'), update('KB2999226')] },
      'toFix',
      null,
    ],
    [
      'the platform to step over',
      'platformStep',
      [{ defender: { platformVersion: '4.18.2001.9' } }],
      { platformStep: aPackage('step', { kind: 'platformStep', version: '4.18.2001.10' }) },
      'toFix',
      null,
    ],
    [
      'a package that says no platform',
      'platform',
      [server2016, old],
      { installation: msi(null) },
      'passed',
      null,
    ],
    [
      'a package with a newer platform',
      'platform',
      [server2016, old],
      { installation: msi('4.18.23050.7') },
      'toFix',
      'platformUpdate',
    ],
    [
      'a package with the same platform',
      'platform',
      [server2016, old],
      { installation: msi('4.18.23050.6') },
      'passed',
      null,
    ],
  ])('%s', (_, id, servers, kit, state, file) => {
    const found = checkOf(id, servers, kit);
    expect([found.state, found.file?.kind ?? null]).toEqual([state, file]);
  });
});

it.each<[CheckId, Overrides, boolean]>([
  ['elevated', {}, false],
  ['is64Bit', {}, false],
  ['languageMode', {}, false],
  ['noRestartPending', {}, true],
  ['ucrt', server2012R2, false],
  ['defenderRemnant', server2012R2, false],
  ['networkEvents', server2012R2, true],
  ['ssu', server2016, true],
  ['lcu', server2016, false],
  ['platform', server2016, true],
  ['kernelOwner', server2016, false],
  ['defenderFeature', {}, true],
  ['defenderRunning', {}, true],
  ['platformStep', {}, true],
  ['senseService', {}, false],
  ['notDisabledByPolicy', {}, true],
  ['bothPolicies', {}, false],
  ['disk', {}, true],
  ['lanmanServer', {}, true],
  ['diagTrack', server2016, true],
  ['clock', {}, true],
])('%s may be waived: %s', (id, server, waivable) => {
  expect(checkOf(id, [server]).waivable).toBe(waivable);
});
