import { expect, it } from 'vitest';
import type { ActionId } from '../../../../../shared/plan/actions/action';
import { evidence } from '../../../../../shared/plan/actions';
import { modeValueIn } from '../../../../../shared/plan/actions/onboarding';
import type { ServerState } from '../../../../../shared/model/facts';
import { aServer, type DeepPartial, readAt } from '../../../../fixtures/facts';
import { tenant } from '../../../../fixtures/onboardingPackage';

type Run = ServerState['runs'][number];
const run = (operation: Run['operation'], outcome: Run['outcome'] = 'ok'): Run => ({
  ...{ runId: 'r', nn: 1, operation, outcome, code: null },
  ...{ startedAt: readAt, endedAt: readAt },
});
const at = new Date(readAt).toISOString();
const product = { name: 'MDE', version: '10.8', productCode: '{}' };
it.each<[ActionId, DeepPartial<ServerState>, string]>([
  ['test-connectivity', {}, 'not tested'],
  ['test-connectivity', { runs: [run('Test-Connectivity')] }, `reached ${at}`],
  ['send-kit', { kit: [{ sha256: 'a', name: 'x', bytes: 1 }] }, 'library: 1 files'],
  ['install-ucrt', { files: { ucrtbase: '10.0.1' } }, 'ucrtbase.dll 10.0.1'],
  ['install-ucrt', { files: { ucrtbase: null } }, 'ucrtbase.dll -'],
  ['install-telemetry', { files: { tdh: '6.3.1' } }, 'Tdh.dll 6.3.1'],
  ['install-kernel', { files: { ntoskrnl: '6.3.2' } }, 'ntoskrnl.exe 6.3.2'],
  ['enable-defender-feature', { defender: { feature: 'disabled' } }, 'Windows-Defender disabled'],
  ['restart', { boot: { startedAt: readAt } }, `started ${at}`],
  ['restart', { boot: { startedAt: null } }, 'started -'],
  ['enable-defender', { services: { winDefend: null } }, 'WinDefend -'],
  ['enable-defender', { services: { winDefend: { status: 'stopped' } } }, 'WinDefend stopped'],
  ['step-platform', { defender: { platformVersion: '4.18.1' } }, 'platform 4.18.1'],
  ['update-platform', { defender: { platformVersion: null } }, 'platform -'],
  ['install-sensor', { sensor: { product: null } }, 'not installed'],
  ['install-sensor', { sensor: { product } }, 'MDE 10.8'],
  ['set-mode', { policy: { forceDefenderPassiveMode: null } }, 'ForceDefenderPassiveMode = -'],
  ['set-mode', { policy: { forceDefenderPassiveMode: 0 } }, 'ForceDefenderPassiveMode = 0'],
  ['onboard', { sensor: { onboardingState: 1, orgId: tenant } }, `OnboardingState = 1, OrgId = ${tenant}`],
  ['onboard', { sensor: { onboardingState: null, orgId: null } }, 'OnboardingState = -, OrgId = -'],
  ['test-detection', {}, 'tests sent: 0'],
  [
    'test-detection',
    { runs: [run('Invoke-DetectionTest'), run('Invoke-DetectionTest', 'failed'), run('Test-Connectivity')] },
    'tests sent: 1',
  ],
  ['test-antivirus', {}, 'not tested'],
  ['test-antivirus', { runs: [run('Invoke-AntivirusTest')] }, `antivirus removed ${at}`],
])('%s of %j', (id, change, text) => {
  expect(evidence(id, aServer(change))).toBe(text);
});

it.each([
  ['ForceDefenderPassiveMode = 1', 1],
  ['ForceDefenderPassiveMode = 0', 0],
  ['ForceDefenderPassiveMode = -', null],
  ['ForceDefenderPassiveMode = 2', undefined],
  ['somewhere: ForceDefenderPassiveMode = 1', undefined],
])('"%s" tells the mode %s', (text, value) => {
  expect(modeValueIn(text)).toBe(value);
});
