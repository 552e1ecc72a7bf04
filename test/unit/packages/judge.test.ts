import { expect, it } from 'vitest';
import { judge, type Rules } from '../../../main/packages/judge';
import type { Recognition } from '../../../main/packages/recognise';
import { Refused } from '../../../main/packages/refused';
import { type PackageDetails, packageKindSchema } from '../../../shared/model/packages';
import { anOnboardingPackage } from '../../fixtures/onboardingPackage';

const now = Date.parse('2026-11-24T12:00:00Z');
const rules: Rules = { practice: false, keeps: packageKindSchema.options, now };
const found = (details: PackageDetails, change: Partial<Recognition> = {}): Recognition => ({
  details,
  practice: false,
  waitsAt: null,
  ...change,
});
const outcome = (recognition: Recognition, change: Partial<Rules> = {}): string => {
  try {
    judge(recognition, { ...rules, ...change });
    return 'taken';
  } catch (error) {
    return error instanceof Refused ? error.message : String(error);
  }
};

const onboarding = anOnboardingPackage().details;
const offboarding = (expiresAt: number | null): PackageDetails => ({
  kind: 'offboarding',
  variant: 'groupPolicy',
  orgId: null,
  expiresAt,
  scriptName: 'x.cmd',
  differences: [],
});
const msi = (platformVersion: string | null, productVersion = '4.18.25110.6'): PackageDetails => ({
  kind: 'installation',
  productName: 'Microsoft Defender for Endpoint',
  productVersion,
  productCode: '',
  manufacturer: '',
  platformVersion,
});
const update = (version: string | null): PackageDetails => ({ kind: 'platformUpdate', version });
const step = (version: string): PackageDetails => ({ kind: 'platformStep', version });
const sensor = (version: string): PackageDetails => ({ kind: 'sensorUpdate', version });
const intelligence = (version: string | null): PackageDetails => ({ kind: 'intelligence', version });
const script: PackageDetails = { kind: 'installScript', version: '1.0' };

it.each<[string, Recognition, Partial<Rules>, string]>([
  ['a package', found(onboarding), {}, 'taken'],
  ['one of a kind that nobody wants', found(onboarding), { keeps: ['installation'] }, 'notAPackage'],
  [
    'offboarding where it is not meant',
    found(offboarding(null)),
    { keeps: ['onboarding'] },
    'offboardingGiven',
  ],
  ['offboarding that ends later', found(offboarding(now + 1)), {}, 'taken'],
  ['offboarding that ends now', found(offboarding(now)), {}, 'expiredOffboarding: 2026-11-24'],
  ['offboarding that says no end', found(offboarding(null)), {}, 'taken'],
  ['a script that waits', found(onboarding, { waitsAt: 'line 7' }), {}, 'interactiveScript: line 7'],
  [
    'a script that waits and is over',
    found(offboarding(now), { waitsAt: 'line 7' }),
    {},
    'expiredOffboarding: 2026-11-24',
  ],
  ['practice on a real server', found(onboarding, { practice: true }), {}, 'practiceOnReal'],
  ['practice in practice', found(onboarding, { practice: true }), { practice: true }, 'taken'],
  ['a genuine one in practice', found(onboarding), { practice: true }, 'genuineInPractice'],
  [
    'a script that waits, for practice',
    found(onboarding, { practice: true, waitsAt: 'x' }),
    {},
    'interactiveScript: x',
  ],
  // By the platform inside, else by the product; one that says nothing is no reason to refuse.
  ['a platform as old as may be', found(update('4.18.23050.5')), {}, 'taken'],
  ['an older one', found(update('4.18.23050.4')), {}, 'olderThanMinimum: 4.18.23050.4 < 4.18.23050.5'],
  ['an update that says no version', found(update(null)), {}, 'taken'],
  ['an update with another first number', found(update('3.1.2')), {}, 'taken'],
  ['an update with words behind it', found(update('4.10.1 (WinBuild)')), {}, 'taken'],
  ['an update with words before it', found(update('v4.10.1')), {}, 'taken'],
  ['an update of one number', found(update('4')), {}, 'taken'],
  ['an update of two numbers', found(update('4.10')), {}, 'olderThanMinimum: 4.10 < 4.18.23050.5'],
  ['an update of five numbers', found(update('4.10.1.2.3')), {}, 'taken'],
  ['a step, which is older', found(step('4.18.2001.10')), {}, 'taken'],
  ['a sensor as old as may be', found(sensor('10.8047.22439.1056')), {}, 'taken'],
  [
    'an older sensor',
    found(sensor('10.8047.22439.1055')),
    {},
    'olderThanMinimum: 10.8047.22439.1055 < 10.8047.22439.1056',
  ],
  ['a sensor of another series', found(sensor('4.18.1.1')), {}, 'taken'],
  ['intelligence as old as may be', found(intelligence('1.391.345.0')), {}, 'taken'],
  [
    'older intelligence',
    found(intelligence('1.391.344.9')),
    {},
    'olderThanMinimum: 1.391.344.9 < 1.391.345.0',
  ],
  ['intelligence that says no version', found(intelligence(null)), {}, 'taken'],
  ['an old script', found(script), {}, 'taken'],
  [
    'an installer with an older platform',
    found(msi('4.18.1.1')),
    {},
    'olderThanMinimum: 4.18.1.1 < 4.18.23050.5',
  ],
  ['an older installer with a good platform', found(msi('4.18.25110.6', '4.10.1')), {}, 'taken'],
  [
    'an older installer without one',
    found(msi(null, '4.10.1')),
    {},
    'olderThanMinimum: 4.10.1 < 4.18.23050.5',
  ],
  ['a good installer without one', found(msi(null)), {}, 'taken'],
])('%s', (_, recognition, change, expected) => {
  expect(outcome(recognition, change)).toBe(expected);
});
