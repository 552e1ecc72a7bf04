import { describe, expect, it } from 'vitest';
import { emptyInputs, type Inputs } from '../../../../shared/model/inputs';
import type { JourneyId, StepId } from '../../../../shared/model/journeys';
import type { Package, PackageDetails } from '../../../../shared/model/packages';
import { remaining } from '../../../../shared/plan/plan';
import { claims } from '../../../../shared/steps/claims';
import { fittingJourney, journeyState } from '../../../../shared/steps/journeyState';
import { assess, progress } from '../../../../shared/steps/progress';
import { server2012R2 } from '../../../fixtures/facts';
import { aPackage } from '../../../fixtures/kits';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import { aRun, aView, now, onboarded, tenant, type ViewChange } from '../views';

const stranger = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';
type Script = Extract<PackageDetails, { kind: 'offboarding' }>;
const leaving = (orgId = tenant, expiresAt = now + 1, differences: Script['differences'] = []): Package =>
  aPackage('offboarding.cmd', {
    kind: 'offboarding',
    variant: 'groupPolicy',
    orgId,
    expiresAt,
    scriptName: 'WindowsDefenderATPOffboardingScript.cmd',
    differences,
  });
const decided = (change: Partial<Inputs['afterwards']>): ViewChange => ({
  inputs: { afterwards: { ...emptyInputs('local').afterwards, uninstall: false, ...change } },
});
const active: ViewChange = {
  facts: {
    services: { winDefend: { status: 'running', start: 'automatic', imagePath: null } },
    defender: { runningMode: 'Normal', realTimeProtection: true, onAccessProtection: true },
  },
};
const product = { name: 'Microsoft Defender for Endpoint', version: '4.18.60412', productCode: '{0}' };
/** Onboarded, active, with an installed sensor that goes with its antivirus. */
const old: ViewChange[] = [{ facts: server2012R2 }, onboarded, active, { facts: { sensor: { product } } }];
const left: ViewChange = {
  facts: {
    services: { sense: { status: 'stopped', start: 'manual', imagePath: null } },
    sensor: { onboardingState: 0 },
  },
};
const gone: ViewChange = {
  facts: { services: { sense: null }, sensor: { onboardingState: 0, product: null } },
};
const at = (files: readonly Package[], ...changes: ViewChange[]) =>
  assess(aView(...changes), files, now, 'takeOff');
const good = [leaving()];
const ran = (id: string, state: string, outcome: string): ViewChange => ({
  view: { run: { ...aRun(id, state, outcome, 'plan'), journey: 'takeOff' } },
});

describe('the steps of Take off', () => {
  it.each<
    [
      step: StepId,
      what: string,
      files: readonly Package[],
      changes: ViewChange[],
      state: string,
      blocker: string | null,
    ]
  >([
    ['package', 'none', [], [onboarded], 'toFix', 'blocker.offboardingMissing'],
    ['package', 'one that fits', good, [onboarded], 'done', null],
    [
      'package',
      'one of another tenant',
      [leaving(stranger)],
      [onboarded],
      'stopped',
      'blocker.offboardingOther',
    ],
    [
      'package',
      'one that expired',
      [leaving(tenant, now)],
      [onboarded],
      'toFix',
      'blocker.offboardingExpired',
    ],
    [
      'package',
      'a line that nobody knows',
      [leaving(tenant, now + 1, [{ is: 'own', line: 2, text: 'calc' }])],
      [onboarded],
      'toFix',
      'blocker.linesUnconfirmed',
    ],
    ['package', 'none needed', [], [left], 'notNeeded', null],
    ['afterwards', 'not said', good, [onboarded, active], 'ahead', 'blocker.chooseAfterwards'],
    ['afterwards', 'somebody protects', good, [onboarded, active, decided({})], 'done', null],
    [
      'afterwards',
      'nobody protects',
      good,
      [...old, decided({ uninstall: true })],
      'toFix',
      'blocker.nobodyAfter',
    ],
    [
      'afterwards',
      'accepted',
      good,
      [...old, decided({ uninstall: true, nobodyAcceptedAt: now })],
      'done',
      null,
    ],
    [
      'plan',
      'a sensor that nothing registered',
      good,
      [...old, { facts: { sensor: { product: null } } }, decided({ uninstall: true, nobodyAcceptedAt: now })],
      'ahead',
      'blocker.planHindered',
    ],
    ['offboard', 'not confirmed', good, [onboarded, decided({})], 'ahead', 'blocker.confirmPlan'],
    [
      'offboard',
      'failed',
      good,
      [onboarded, decided({}), ran('offboard', 'failed', 'failed')],
      'stopped',
      'blocker.failed',
    ],
    ['offboard', 'left', good, [left, decided({})], 'done', null],
    ['uninstall', 'not said', good, old, 'ahead', 'blocker.chooseAfterwards'],
    ['uninstall', 'stays by choice', good, [...old, decided({})], 'notNeeded', null],
    ['uninstall', 'a part of Windows', good, [onboarded], 'notNeeded', null],
    [
      'uninstall',
      'still there',
      good,
      [...old, left, decided({ uninstall: true })],
      'ahead',
      'blocker.confirmPlan',
    ],
    [
      'uninstall',
      'waits for a restart',
      good,
      [
        ...old,
        left,
        decided({ uninstall: true }),
        ran('remove-sensor', 'restartRequired', 'restartRequired'),
      ],
      'waiting',
      'blocker.restart',
    ],
    ['uninstall', 'gone', good, [...old, gone, decided({ uninstall: true })], 'done', null],
    ['proof', 'not left', good, [onboarded, decided({})], 'blocked', 'blocker.changeFirst'],
    ['proof', 'left', good, [left, decided({})], 'done', null],
    [
      'proof',
      'the state could not be read',
      good,
      [
        left,
        decided({}),
        { facts: { unreadable: [{ fact: 'sensor.onboardingState', reason: 'failed', detail: '' }] } },
      ],
      'blocked',
      'blocker.changeFirst',
    ],
  ])('%s: %s', (step, _, files, changes, state, blocker) => {
    const status = progress(at(files, ...changes))[step];
    expect([status.state, status.blocker?.key ?? null]).toEqual([state, blocker]);
  });

  it('takes back what was ticked, after the server left and before the sensor is removed', () => {
    const takeBack = [
      { action: 'set-device-tag', before: 'DeviceTagging\\Group = -' },
      { action: 'of another version', before: 'x' },
    ];
    const tagged: ViewChange = { facts: { policy: { deviceTag: 'Lyon' } } };
    const open = (...changes: ViewChange[]) =>
      remaining(at(good, ...old, ...changes, decided({ uninstall: true, takeBack })).known?.plan ?? []);
    expect(open(tagged).map(({ id, step }) => [id, step])).toEqual([
      ['send-kit', 'offboard'],
      ['offboard', 'offboard'],
      ['set-device-tag', 'offboard'],
      ['remove-sensor', 'uninstall'],
    ]);
    // It was cleared, which is all that brings back a tag that was not there.
    expect(open({ facts: { policy: { deviceTag: '' } } }).map(({ id }) => id)).not.toContain(
      'set-device-tag',
    );
  });
});

it('the event of leaving is that of the sensor, or of the script where the log of the sensor went with it', () => {
  const event = (log: 'sense' | 'offboarding', id: number, level: 'information' | 'error'): ViewChange => ({
    facts: { events: [{ log, id, level, at: now, text: '' }] },
  });
  const said = (...changes: ViewChange[]) => {
    const situation = at(good, left, decided({}), ...changes).known?.situation;
    return situation && claims(situation, null).find(({ key }) => key === 'takeOff:claim.event')?.raw;
  };
  expect(said(event('sense', 44, 'information'))).toBe('SENSE 44');
  expect(said(event('offboarding', 20, 'information'))).toBe('WDATPOffboarding 20');
  expect(said(event('offboarding', 20, 'error'))).toBeUndefined();
  expect(said(event('offboarding', 15, 'error'))).toBeUndefined();
  expect(said()).toBeUndefined();
});

it('a value that was to be brought back and cannot be read is not said to be otherwise', () => {
  const takeBack = [{ action: 'set-device-tag', before: 'DeviceTagging\\Group = "Paris"' }];
  const tag = (...changes: ViewChange[]) => {
    const situation = at(good, left, decided({ takeBack }), ...changes).known?.situation;
    return situation && claims(situation, null).find(({ key }) => key === 'settings:name.deviceTag')?.state;
  };
  const unreadable: ViewChange = {
    facts: { unreadable: [{ fact: 'policy.deviceTag', reason: 'accessDenied', detail: '' }] },
  };
  expect(tag({ facts: { policy: { deviceTag: 'Paris' } } })).toBe('agrees');
  expect(tag({ facts: { policy: { deviceTag: 'Lyon' } } })).toBe('disagrees');
  expect(tag(unreadable)).toBe('unread');
});

describe('which journey fits', () => {
  const states = (files: readonly Package[], ...changes: ViewChange[]) => {
    const view = aView(...changes);
    const of = (journey: JourneyId) => journeyState(assess(view, files, now, journey));
    return {
      onboard: of('onboard'),
      troubleshoot: of('troubleshoot'),
      maintain: of('maintain'),
      takeOff: of('takeOff'),
    };
  };

  it('is Take off for a server of another tenant than the package', () => {
    const other = anOnboardingPackage({}, { orgId: stranger });
    expect(fittingJourney(states([other], onboarded))).toBe('takeOff');
    expect(fittingJourney(states([anOnboardingPackage()], onboarded))).toBe('onboard');
  });

  it('is the one whose run is open, whatever else fits', () => {
    const found = states(good, onboarded, ran('offboard', 'running', 'interrupted'));
    expect([found.takeOff.kind, fittingJourney(found)]).toEqual(['underWay', 'takeOff']);
  });

  it('is none where nothing was read', () => {
    expect(fittingJourney(states(good, { view: { facts: null, factsAt: null } }))).toBeNull();
  });

  it('has nothing to take off where no sensor is on board', () => {
    const { kind, reason } = states(good, gone).takeOff;
    expect([kind, reason?.key]).toEqual(['impossible', 'blocker.nothingToTakeOff']);
    expect(states(good, left, { facts: { sensor: { product } } }).takeOff.kind).toBe('open');
  });
});
