import { describe, expect, it } from 'vitest';
import type { ServerState } from '../../../../shared/model/facts';
import { emptyInputs } from '../../../../shared/model/inputs';
import type { PackageDetails } from '../../../../shared/model/packages';
import {
  changesConnectivity,
  isOnboardedElsewhere,
  isOnboardedTo,
  kitFileOf,
  lastFinished,
  needsRestart,
  onboardedAt,
  testSentAt,
  wantedTenant,
  type Situation,
} from '../../../../shared/plan/situation';
import { aServer, type DeepPartial } from '../../../fixtures/facts';
import { aPackage, emptyKit } from '../../../fixtures/kits';
import { anOnboardingPackage, tenant } from '../../../fixtures/onboardingPackage';

type Change = DeepPartial<ServerState>;
type Onboarding = Partial<Extract<PackageDetails, { kind: 'onboarding' }>>;
const stranger = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';
const sense = (status: 'running' | 'stopped') => ({
  services: { sense: { status, start: 'automatic' as const, imagePath: null } },
});
const onboarded: Change = {
  ...sense('running'),
  sensor: { onboardingState: 1, orgId: tenant.toUpperCase() },
};
const sensor = (change: DeepPartial<ServerState['sensor']>): Change => ({ sensor: change });
/** A situation with an onboarding package of the tenant; `null`: with none. */
const having = (details: Onboarding | null, ...changes: Change[]): Situation => ({
  journey: 'onboard',
  facts: aServer(...changes),
  inputs: emptyInputs('local'),
  kit: { ...emptyKit, onboarding: details === null ? null : anOnboardingPackage({}, details) },
});
/** What another kind of package in the place of the onboarding package says counts as nothing. */
const misplaced = (...changes: Change[]): Situation => {
  const offboarding = {
    kind: 'offboarding',
    variant: 'groupPolicy',
    orgId: stranger,
    expiresAt: null,
  } as const;
  const onboarding = aPackage('off.cmd', { ...offboarding, scriptName: 'off.cmd', differences: [] });
  return { ...having(null, ...changes), kit: { ...emptyKit, onboarding } };
};

describe('the tenant that is wanted', () => {
  it.each<[string, Situation, string | null]>([
    ['the package’s', having({}, sensor({ orgId: stranger })), tenant],
    ['the server’s own without a package', having(null, sensor({ orgId: stranger.toUpperCase() })), stranger],
    ['the server’s own beside a package of another kind', misplaced(sensor({ orgId: tenant })), tenant],
    ['nobody’s', having(null), null],
  ])('is %s', (_, situation, wanted) => {
    expect(wantedTenant(situation)).toBe(wanted);
  });
});

describe('a server is onboarded', () => {
  it.each<[string, Change[], string | null, boolean]>([
    ['to the tenant it names, in any case', [onboarded], tenant, true],
    ['not while its sensor stands still', [onboarded, sense('stopped')], tenant, false],
    ['not without a sensor', [onboarded, { services: { sense: null } }], tenant, false],
    ['not in another state', [onboarded, sensor({ onboardingState: 0 })], tenant, false],
    ['not to another tenant', [onboarded], stranger, false],
    ['not to nobody', [onboarded], null, false],
    ['not without naming one', [onboarded, sensor({ orgId: null })], tenant, false],
  ])('%s', (_, changes, wanted, is) => {
    expect(isOnboardedTo(aServer(...changes), wanted)).toBe(is);
  });

  it.each<[string, Situation, boolean]>([
    ['elsewhere where it names another tenant', having({ orgId: stranger }, onboarded), true],
    ['not elsewhere where it names the package’s', having({}, onboarded), false],
    [
      'not elsewhere while it is not onboarded',
      having({ orgId: stranger }, onboarded, sensor({ onboardingState: 0 })),
      false,
    ],
    [
      'not elsewhere where it names none',
      having({ orgId: stranger }, onboarded, sensor({ orgId: null })),
      false,
    ],
    ['not elsewhere without a package', having(null, onboarded), false],
    ['not elsewhere by a package of another kind', misplaced(onboarded), false],
  ])('%s', (_, situation, is) => {
    expect(isOnboardedElsewhere(situation)).toBe(is);
  });
});

describe('a package changes the way to the cloud', () => {
  const set = (connectivity: ServerState['policy']['connectivity']): Change => ({ policy: { connectivity } });
  const streamlined: Onboarding = { connectivity: 'streamlined' };
  it.each<[string, Situation, boolean]>([
    ['where it says another', having(streamlined, onboarded, set('standard')), true],
    ['not where it says the same', having(streamlined, onboarded, set('streamlined')), false],
    ['not where it does not say', having({ connectivity: 'unknown' }, onboarded, set('standard')), false],
    ['not where the server has none', having(streamlined, onboarded, set(null)), false],
    ['not where the server’s is not known', having(streamlined, onboarded, set('unknown')), false],
    [
      'not before onboarding',
      having(streamlined, onboarded, sensor({ onboardingState: 0 }), set('standard')),
      false,
    ],
    ['not of another tenant', having({ ...streamlined, orgId: stranger }, onboarded, set('standard')), false],
    ['not on version 1803', having(streamlined, onboarded, set('standard'), { os: { build: 17134 } }), false],
    ['not without one', having(null, onboarded, set('standard')), false],
    [
      'not by a package of another kind',
      misplaced(onboarded, sensor({ orgId: stranger }), set('standard')),
      false,
    ],
  ])('%s', (_, situation, does) => {
    expect(changesConnectivity(situation)).toBe(does);
  });
});

type Run = ServerState['runs'][number];
const ran = (startedAt: number, endedAt: number | null, change: Partial<Run> = {}): Run => ({
  runId: 'r',
  nn: 1,
  operation: 'Invoke-DetectionTest',
  startedAt,
  endedAt,
  outcome: 'ok',
  code: null,
  ...change,
});
const event = (at: number, id = 11, log: 'sense' | 'onboarding' = 'sense') =>
  ({ log, id, level: 'information', at, text: '' }) as const;
const onboarding = (endedAt: number) => ran(1, endedAt, { operation: 'Invoke-Onboarding' });

describe('the moment', () => {
  it.each<[string, Run[], number | null]>([
    ['is that of the newest', [ran(1, 10), ran(3, 30), ran(2, 20)], 30],
    ['is not that of another operation', [ran(1, 10), onboarding(40)], 10],
    ['is not that of one that failed', [ran(1, 10), ran(4, 40, { outcome: 'failed' })], 10],
    ['is not that of one that goes on', [ran(1, 10), ran(4, null)], 10],
    ['is none where nothing ended', [ran(4, null)], null],
  ])('at which an operation ended %s', (_, runs, at) => {
    expect(lastFinished(aServer({ runs }), 'Invoke-DetectionTest')).toBe(at);
  });

  it.each<[string, Change, number | null]>([
    ['is that of the newest event 11', { events: [event(5), event(7), event(6)], runs: [onboarding(9)] }, 7],
    ['is that of the run where no event tells it', { events: [event(5, 12)], runs: [onboarding(9)] }, 9],
    ['is not that of an event 11 of another log', { events: [event(5, 11, 'onboarding')] }, null],
  ])('of onboarding %s', (_, facts, at) => {
    expect(onboardedAt(aServer(facts))).toBe(at);
  });

  it.each<[string, Change, number | null]>([
    ['is that at which its run began', { runs: [ran(5, 10)] }, 5],
    ['counts from the moment of onboarding on', { runs: [ran(5, 10)], events: [event(5)] }, 5],
    ['is none from before onboarding', { runs: [ran(5, 10)], events: [event(6)] }, null],
    ['is none where it was not sent', { events: [event(6)] }, null],
  ])('of the detection test %s', (_, facts, at) => {
    expect(testSentAt(aServer(facts))).toBe(at);
  });
});

it.each([
  ['by a marker that stops an installation', [false, true], true],
  ['not by one that stops nothing', [false], false],
  ['not by none', [], false],
])('a restart is needed %s', (_, blocking, needed) => {
  const restartPending = blocking.map((one) => ({ source: 'windowsUpdate' as const, blocking: one }));
  expect(needsRestart(aServer({ restartPending }))).toBe(needed);
});

it('gives the file of a package as operations take it', () => {
  const file = { sha256: 'a'.repeat(64), name: 'WindowsDefenderATPOnboardingScript.cmd', bytes: 1000 };
  expect(kitFileOf(anOnboardingPackage())).toEqual(file);
});
