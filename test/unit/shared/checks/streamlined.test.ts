import { describe, expect, it } from 'vitest';
import type { Check } from '../../../../shared/checks/prerequisites';
import { type Overrides, stopped, unread } from '../../../fixtures/checkCases';
import { oldPlatform, server2016 } from '../../../fixtures/facts';
import { aPackage, checkOf } from '../../../fixtures/kits';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';

describe('streamlined connectivity', () => {
  const kit = { onboarding: anOnboardingPackage({}, { connectivity: 'streamlined' }) };
  const of = (...over: Overrides[]) => checkOf('streamlined', over, kit);
  const fresh =
    '17763.8027, MsSense.exe 10.8735.17763.8027, AMProductVersion 4.18.25110.6, AMEngineVersion 1.1.25100.9006, AntivirusSignatureVersion 1.441.210.0';
  const [os, sense, platform, engine, signatures] = fresh.split(', ');
  it.each<[Overrides[], Check['state'], string]>([
    [[], 'passed', fresh],
    [[{ os: { revision: 2686 } }], 'passed', `17763.2686, ${sense}, ${platform}, ${engine}, ${signatures}`],
    [[{ os: { revision: 2685 } }], 'toFix', '17763.2685'],
    [
      [{ sensor: { senseVersion: '10.8040' } }],
      'passed',
      `${os}, MsSense.exe 10.8040, ${platform}, ${engine}, ${signatures}`,
    ],
    [[{ sensor: { senseVersion: null } }], 'notProvable', 'MsSense.exe ?'],
    [[{ services: { sense: null } }], 'passed', `${os}, ${platform}, ${engine}, ${signatures}`],
    // What is not told is not passed over.
    [[{ services: { sense: null } }, unread('services.sense')], 'notProvable', 'MsSense.exe ?'],
    [
      [{ services: { winDefend: null } }, unread('services.winDefend')],
      'notProvable',
      'AMProductVersion ?, AMEngineVersion ?',
    ],
    [[unread('services.winDefend')], 'passed', fresh],
    [[{ services: { winDefend: stopped } }], 'passed', `${os}, ${sense}`],
    [[{ services: { winDefend: null } }], 'passed', `${os}, ${sense}`],
    [
      [
        {
          defender: {
            platformVersion: '4.18.2211.5',
            engineVersion: '1.1.19900.2',
            signatureVersion: '1.391.345.0',
          },
        },
      ],
      'passed',
      `${os}, ${sense}, AMProductVersion 4.18.2211.5, AMEngineVersion 1.1.19900.2, AntivirusSignatureVersion 1.391.345.0`,
    ],
    [
      [{ os: { revision: null }, defender: { engineVersion: '1.1.19900.1' } }],
      'toFix',
      'AMEngineVersion 1.1.19900.1',
    ],
    [[server2016, { defender: oldPlatform }], 'toFix', 'AMProductVersion 4.10.14393.2248'],
    [[{ os: { build: 18362 } }], 'toKnow', '18362'],
    [[{ os: { build: 18362 }, sensor: { senseVersion: '10.1' } }], 'toFix', 'MsSense.exe 10.1'],
    [[{ policy: { connectivity: 'standard' } }], 'passed', fresh],
    [[{ os: { build: 17134 }, policy: { connectivity: 'streamlined' } }], 'toKnow', '17134'],
    [[{ os: { build: 17134 }, policy: { connectivity: 'standard' } }], 'toFix', 'standard'],
  ])('on %j is %s: %s', (servers, state, found) => {
    expect(of(...servers)).toMatchObject({ state, found });
  });

  it('is asked for by its package alone, and may be waived', () => {
    expect(of().waivable).toBe(true);
    const standard = anOnboardingPackage({}, { connectivity: 'standard' });
    for (const other of [{}, { onboarding: standard }])
      expect(() => checkOf('streamlined', [], other)).toThrow('no check');
  });

  it('asks for the platform file that is not there', () => {
    const old: Overrides = { defender: { platformVersion: '4.18.2211.4' } };
    const update = aPackage('UpdatePlatform.exe', { kind: 'platformUpdate', version: null });
    for (const sensor of [{}, { senseVersion: '10.1' }])
      expect(of(old, { sensor }).file).toEqual({ kind: 'platformUpdate', kb: null });
    expect(checkOf('streamlined', [old], { ...kit, platformUpdate: update }).file).toBeNull();
    expect(of({ sensor: { senseVersion: '10.1' } }).file).toBeNull();
  });
});
