import { describe, expect, it } from 'vitest';
import type { Inputs } from '../../../../../shared/model/inputs';
import type { Kit } from '../../../../../shared/model/kit';
import { anOnboardingPackage, tenant } from '../../../../fixtures/onboardingPackage';
import { type Change, file, onboarding, fileOf, having, action, call, all, onboarded } from './having';

describe('the value that holds the mode', () => {
  const value = (forceDefenderPassiveMode: number | null) => [{ policy: { forceDefenderPassiveMode } }];
  it.each<[Inputs['wishes']['mode'], number | null, boolean, boolean]>([
    ['passive', null, true, false],
    ['passive', 0, true, false],
    ['passive', 1, true, true],
    ['active', null, false, true],
    ['active', 0, true, true],
    ['active', 1, true, false],
    [null, 1, false, false],
  ])('for %s, where it is %s', (mode, now, applies, done) => {
    const situation = having(value(now), { wishes: { mode } });
    const set = action('set-mode');
    expect([set.applies(situation), set.isDone(situation)]).toEqual([applies, done]);
    expect(set.call(situation)).toEqual(mode && { operation: 'Set-PassiveMode', params: { mode } });
  });
});

describe('the onboarding', () => {
  const { applies, isDone } = action('onboard');
  const other = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';
  const offboarding = file('7', {
    kind: 'offboarding',
    variant: 'groupPolicy',
    orgId: tenant,
    expiresAt: null,
    scriptName: 'WindowsDefenderATPOffboardingScript.cmd',
    differences: [],
  });
  it('runs the script of the kit, with its tenant and its way, and no other file', () => {
    expect(call('onboard', having([], {}, all))).toEqual({
      operation: 'Invoke-Onboarding',
      params: { file: fileOf(onboarding), orgId: tenant, connectivity: 'unknown' },
    });
    expect(call('onboard', having([]))).toBeNull();
    expect(call('onboard', having([], {}, { onboarding: offboarding }))).toBeNull();
  });

  it.each<[string, Change, boolean]>([
    ['that reports to the tenant of the package', onboarded, true],
    ['that reports to another one', { ...onboarded, sensor: { onboardingState: 1, orgId: other } }, false],
    ['that is not onboarded', {}, false],
  ])('is called for on every server, and done on one %s', (_, change, done) => {
    const situation = having([change], {}, all);
    expect([applies(situation), isDone(situation)]).toEqual([true, done]);
  });

  it('is to be done again by a package that changes the way to the cloud', () => {
    const streamlined = anOnboardingPackage({}, { connectivity: 'streamlined' });
    const standard: Change = { policy: { connectivity: 'standard' } };
    const done = (kit: Partial<Kit>) => isDone(having([onboarded, standard], {}, kit));
    expect([done({ onboarding: streamlined }), done({ onboarding })]).toEqual([false, true]);
  });
});

describe('the detection test', () => {
  it('is called for on every server, with nothing to say', () => {
    expect(action('test-detection').applies(having([]))).toBe(true);
    expect(call('test-detection', having([]))).toEqual({ operation: 'Invoke-DetectionTest', params: {} });
  });

  it('is done once it was sent after onboarding', () => {
    const run = {
      runId: 'r',
      nn: 1,
      operation: 'Invoke-DetectionTest',
      startedAt: 5,
      endedAt: 6,
      outcome: 'ok',
    } as const;
    const { isDone } = action('test-detection');
    expect([isDone(having([])), isDone(having([{ runs: [{ ...run, code: null }] }]))]).toEqual([false, true]);
  });
});
