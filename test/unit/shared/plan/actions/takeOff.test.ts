import { describe, expect, it } from 'vitest';
import { operations } from '../../../../../shared/model/operations';
import type { ServerState } from '../../../../../shared/model/facts';
import { neededPackages } from '../../../../../shared/plan/actions/kitFiles';
import { plan } from '../../../../../shared/plan/plan';
import { offboard, removeSensor } from '../../../../../shared/plan/actions/takeOff';
import { aServer, readAt, server2012R2, server2016 } from '../../../../fixtures/facts';
import { tenant } from '../../../../fixtures/onboardingPackage';
import { productCode } from '../../../../fixtures/endings/takeOff';
import { file, fileOf, having, onboarded, script, type Change } from './having';

const stranger = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';
const leaving = (orgId: string | null = tenant, expiresAt: number | null = readAt + 1) =>
  file('8', {
    kind: 'offboarding',
    variant: 'groupPolicy',
    orgId,
    expiresAt,
    scriptName: 'WindowsDefenderATPOffboardingScript.cmd',
    differences: [],
  });
const product = { name: 'MDE', version: '4.18.60412', productCode };
const sense = { status: 'stopped', start: 'manual', imagePath: null } as const;
const removed = (outcome: ServerState['runs'][number]['outcome'], operation = 'Remove-Sensor'): Change => ({
  runs: [{ runId: 'r', nn: 1, operation, outcome, code: null, startedAt: 1, endedAt: 2 }],
});
const unread = (fact: string): Change => ({
  unreadable: [{ fact, reason: 'accessDenied', detail: '' }],
});

describe('the offboarding', () => {
  it('runs the script of the server’s own tenant with its end, as the catalogue takes it', () => {
    const pkg = leaving();
    const call = offboard.call(having([onboarded], {}, { offboarding: pkg }));
    expect(call).toEqual({
      operation: 'Invoke-Offboarding',
      params: { file: fileOf(pkg), orgId: tenant, expiresAt: readAt + 1 },
    });
    expect(operations['Invoke-Offboarding'].params.safeParse(call?.params).success).toBe(true);
  });

  it.each([
    ['none', null],
    ['one of another tenant', leaving(stranger)],
    ['one that has expired by the clock of the server', leaving(tenant, readAt)],
    ['one that names no tenant', leaving(null)],
    ['one that names no end', leaving(tenant, null)],
    ['another file', script],
  ])('has nothing to run with %s', (_, offboarding) => {
    expect(offboard.call(having([onboarded], {}, { offboarding }))).toBeNull();
  });

  // Each of the three keeps it open, and what could not be read as well.
  it.each<[string, Change[], boolean]>([
    ['onboarded', [onboarded], false],
    ['offboarded', [{ services: { sense }, sensor: { onboardingState: 0 } }], true],
    ['without a state', [{ services: { sense }, sensor: { onboardingState: null } }], true],
    ['whose state is left', [{ services: { sense }, sensor: { onboardingState: 1 } }], false],
    ['whose sensor starts by itself', [{ services: { sense: { ...sense, start: 'automatic' } } }], false],
    ['whose sensor runs', [{ services: { sense: { ...sense, status: 'running' } } }], false],
    [
      'without a sensor, whatever its state says',
      [{ services: { sense: null }, sensor: { onboardingState: 1 } }],
      true,
    ],
    ['whose state is not read', [{ services: { sense } }, unread('sensor.onboardingState')], false],
    ['whose service is not read', [{ services: { sense: null } }, unread('services.sense')], false],
  ])('of a server %s', (_, changes, done) => {
    expect(offboard.isDone(having(changes))).toBe(done);
    expect(offboard.applies(having(changes))).toBe(true);
  });

  it.each<[Change, string]>([
    [onboarded, 'OnboardingState = 1, Start = 2'],
    [{ services: { sense }, sensor: { onboardingState: 0 } }, 'OnboardingState = 0, Start = 3'],
    [{ services: { sense: null }, sensor: { onboardingState: null } }, 'OnboardingState = -, Start = -'],
  ])('shows what it changes: %#', (change, text) => {
    expect(offboard.evidence(aServer(change))).toBe(text);
  });
});

describe('the removal', () => {
  const there: Change = { sensor: { product }, services: { sense } };
  it.each<[string, Change[], boolean, boolean]>([
    ['on 2016', [server2016, there], true, false],
    ['on 2012 R2', [server2012R2, there], true, false],
    ['on 2019, which keeps its sensor', [there], false, false],
    [
      'on 2016 with the product alone',
      [server2016, { sensor: { product }, services: { sense: null } }],
      true,
      false,
    ],
    [
      'on 2016 with the service alone',
      [server2016, { sensor: { product: null }, services: { sense } }],
      true,
      false,
    ],
    [
      'on 2016 without both',
      [server2016, { sensor: { product: null }, services: { sense: null } }],
      true,
      true,
    ],
    [
      'on 2016 whose product is not read',
      [server2016, { sensor: { product: null }, services: { sense: null } }, unread('sensor.product')],
      true,
      false,
    ],
  ])('%s', (_, changes, applies, done) => {
    const situation = having(changes);
    expect([removeSensor.applies(situation), removeSensor.isDone(situation)]).toEqual([applies, done]);
  });

  it.each<[string, Change[], string]>([
    ['Windows Installer', [server2016, there], 'msiexec'],
    ['Windows Installer after one that went well', [server2016, there, removed('ok')], 'msiexec'],
    ['Install.ps1 after one that failed', [server2016, there, removed('failed')], 'installScript'],
    [
      'Windows Installer after something else failed',
      [server2016, there, removed('failed', 'Install-Sensor')],
      'msiexec',
    ],
  ])('is done by %s', (_, changes, engine) => {
    const call = removeSensor.call(having(changes, {}, { installScript: script }));
    const named = engine === 'installScript' ? fileOf(script) : null;
    expect(call?.params).toEqual({ engine, productCode, script: named });
    expect(operations['Remove-Sensor'].params.safeParse(call?.params).success).toBe(true);
  });

  it('stays with Windows Installer where there is no Install.ps1, and has nothing to call without a product', () => {
    expect(removeSensor.call(having([server2016, there, removed('failed')]))?.params).toMatchObject({
      engine: 'msiexec',
    });
    expect(removeSensor.call(having([server2016, { sensor: { product: null } }]))).toBeNull();
  });

  it.each<[string, Change[], string | null]>([
    ['nothing', [server2016, there], null],
    [
      'a service without a registered product',
      [server2016, there, { sensor: { product: null } }],
      'sensorUnregistered',
    ],
    [
      'an early sensor that came from the old agent (K9)',
      [
        server2016,
        there,
        { sensor: { senseVersion: '10.8047.22439.1055' }, owners: [{ kind: 'monitoringAgent', detail: '' }] },
      ],
      'sensorFirst',
    ],
  ])('is hindered by %s, and never by a file that is missing', (_, changes, why) => {
    const situation = { ...having(changes), journey: 'takeOff' as const };
    const afterwards = { ...situation.inputs.afterwards, uninstall: true };
    const item = plan({ ...situation, inputs: { ...situation.inputs, afterwards } }).find(
      ({ id }) => id === 'remove-sensor',
    );
    expect(item).toMatchObject({ hindered: why, blocked: why !== null });
  });

  it('shows the product', () => {
    expect(removeSensor.evidence(aServer(there))).toBe('MDE 4.18.60412');
  });
});

it.each([
  ['offboard', 'no', true],
  ['remove-sensor', 'maybe', true],
] as const)('%s: restart %s, one way %s, no way back', (id, restart, oneWay) => {
  const found = [offboard, removeSensor].find((one) => one.id === id);
  expect(found).toMatchObject({ id, restart, oneWay });
  expect(found?.takeBack).toBeUndefined();
});

it('the files that go to the server are those of what is still to be done', () => {
  const kit = { offboarding: leaving(), installScript: script };
  const names = (changes: Change[], uninstall = true) => {
    const afterwards = { uninstall, nobodyAcceptedAt: null, takeBack: [] };
    return neededPackages({ ...having(changes, { afterwards }, kit), journey: 'takeOff' }).map(
      ({ kind }) => kind,
    );
  };
  expect(names([onboarded])).toEqual(['offboarding']);
  expect(names([server2016, onboarded, { sensor: { product } }, removed('failed')])).toEqual([
    'offboarding',
    'installScript',
  ]);
  expect(names([{ services: { sense }, sensor: { onboardingState: 0, product } }])).toEqual([]);
  // The sensor stays by choice.
  expect(names([server2016, onboarded, { sensor: { product } }, removed('failed')], false)).toEqual([
    'offboarding',
  ]);
});
