import { describe, expect, it } from 'vitest';
import { prerequisiteActions } from '../../../../shared/plan/actions/prerequisites';
import type { ServerState } from '../../../../shared/model/facts';
import type { Kit } from '../../../../shared/model/kit';
import { checks } from '../../../../shared/checks/prerequisites';
import { changesConnectivity } from '../../../../shared/plan/situation';
import { onboard } from '../../../../shared/plan/actions/onboarding';
import { emptyInputs } from '../../../../shared/model/inputs';
import { aServer, type DeepPartial, server2016 } from '../../../fixtures/facts';
import { aPackage, checkOf, emptyKit } from '../../../fixtures/kits';
import { anOnboardingPackage, tenant } from '../../../fixtures/onboardingPackage';
import { holds, rowOf } from '../../../ground/row';

type Overrides = DeepPartial<ServerState>;

/** A package of the tenant by one of the two ways. */
const byWay = (connectivity: 'streamlined' | 'standard') => anOnboardingPackage({}, { connectivity });
const step = aPackage('UpdatePlatform.amd64fre.exe', { kind: 'platformStep', version: '4.18.2001.10' });

describe('the step before a platform from a file', () => {
  const inbox: Overrides = { defender: { platformVersion: '4.10.14393.2248' } };
  it('is told on an old platform, and planned before the update where its file is in the kit', () => {
    expect(checkOf('platformStep', [server2016, inbox])).toMatchObject({ state: 'toKnow', fix: null });
    expect(checkOf('platformStep', [server2016, inbox], { platformStep: step })).toMatchObject({
      state: 'toFix',
      fix: 'step-platform',
      needed: '4.18.2001.10',
    });
    expect(checkOf('platformStep', [server2016], { platformStep: step }).state).toBe('passed');
    const order = prerequisiteActions.map(({ id }) => id);
    expect(order.indexOf('step-platform')).toBe(order.indexOf('update-platform') - 1);
    expect(order.indexOf('step-platform')).toBeGreaterThan(order.indexOf('restart'));
  });
});

describe('streamlined connectivity', () => {
  const kit = { onboarding: byWay('streamlined') };
  const fresh: Overrides = { defender: { engineVersion: '1.1.25100.9006' } };
  const of = (over: Overrides, more: Partial<Kit> = {}) =>
    checkOf('streamlined', [fresh, over], { ...kit, ...more });
  it('asks nothing where the package is of the standard type', () => {
    const ids = checks(aServer(), { ...emptyKit, onboarding: byWay('standard') }).map(({ id }) => id);
    expect(ids).not.toContain('streamlined');
  });
  it.each([
    ['Windows', { os: { revision: 2685 } }, 'KB5011503', null],
    ['Server 2022', { os: { build: 20348, revision: 586 } }, 'KB5011497', null],
    ['the sensor', { sensor: { senseVersion: '10.8039.17763.1' } }, 'MsSense.exe 10.8040', null],
    ['the engine', { defender: { engineVersion: '1.1.19900.1' } }, 'AMEngineVersion 1.1.19900.2', null],
    [
      'the signatures',
      { defender: { signatureVersion: '1.391.344.0' } },
      'AntivirusSignatureVersion 1.391.345.0',
      null,
    ],
    [
      'the platform',
      { defender: { platformVersion: '4.18.2211.4' } },
      'AMProductVersion 4.18.2211.5',
      'update-platform',
    ],
  ] satisfies [string, Overrides, string, string | null][])(
    'is held up by %s',
    (_what, over, needed, fix) => {
      expect(of(over)).toMatchObject({ state: 'toFix', needed, fix, waivable: true });
    },
  );
  it('is held up by what Microsoft’s own analyzer asks of the antivirus', () => {
    const least = rowOf('defender/mde-reg-min-versions');
    const old: Overrides = {
      defender: { platformVersion: '4.0', engineVersion: '1.0', signatureVersion: '1.0' },
    };
    const asked =
      of(old)
        .needed?.split(', ')
        .map((text) => text.split(' ')[1] ?? '') ?? [];
    expect(asked).toHaveLength(3);
    for (const version of asked) expect(holds(least, version), version).toBe(true);
  });
  it('needs an offboarding first on version 1803', () => {
    const old: Overrides = { os: { build: 17134 }, policy: { connectivity: 'standard' } };
    expect(of(old)).toMatchObject({ state: 'toFix', needed: 'offboarding', fix: null });
    expect(of({ os: { build: 17134 } }).state).toBe('toKnow');
  });
});

describe('a package of the server’s own tenant', () => {
  const onboarded = (
    connectivity: 'streamlined' | 'standard' | 'unknown' | null,
    build = 17763,
  ): Overrides => ({
    os: { build },
    services: { sense: { status: 'running', start: 'automatic' } },
    sensor: { onboardingState: 1, orgId: tenant },
    policy: { onboardingInfo: true, connectivity },
  });
  it.each([
    ['standard', 'streamlined', 17763, true],
    ['streamlined', 'standard', 17763, true],
    ['standard', 'standard', 17763, false],
    // What could not be told changes nothing, and 1803 must be offboarded first.
    ['unknown', 'streamlined', 17763, false],
    [null, 'streamlined', 17763, false],
    ['standard', 'streamlined', 17134, false],
  ] as const)(
    'on a server of the %s way, a %s package on build %i is needed: %s',
    (set, brings, build, needed) => {
      const situation = {
        journey: 'onboard' as const,
        facts: aServer(onboarded(set, build)),
        inputs: emptyInputs('local'),
        kit: { ...emptyKit, onboarding: byWay(brings) },
      };
      expect(changesConnectivity(situation)).toBe(needed);
      expect(onboard.isDone(situation)).toBe(!needed);
      expect(onboard.call(situation)?.params).toMatchObject({ connectivity: brings });
    },
  );
});
