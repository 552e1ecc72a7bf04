import { describe, expect, it } from 'vitest';
import type { ServerState } from '../../../../shared/model/facts';
import type { ProtectionMode } from '../../../../shared/model/wishes';
import type { Protection } from '../../../../shared/model/antivirus/antivirusMode';
import {
  guardAt,
  hasGap,
  isPassiveTrapped,
  modeAgrees,
  modeOutlook,
  moments,
  settlesToPassive,
  suggestedMode,
  type Guard,
} from '../../../../shared/plan/modes';
import { aServer, oldPlatform, server2012R2, server2016, type DeepPartial } from '../../../fixtures/facts';

type Change = DeepPartial<ServerState>;
const shield = (running: boolean): Change => ({
  otherAntivirus: [{ service: 'McShield', displayName: 'Trellix McShield', running }],
});
const unread: Change = { unreadable: [{ fact: 'otherAntivirus', reason: 'accessDenied', detail: '' }] };
const passive: Change = { defender: { runningMode: 'Passive Mode', realTimeProtection: false } };
const onboarded: Change = { sensor: { onboardingState: 1 } };

describe('who blocks threats, from now until the server is onboarded', () => {
  it.each<[string, Change[], ProtectionMode, Protection, string]>([
    ['2019, active', [], 'active', 'off', 'blocking blocking blocking blocking'],
    ['2019, passive', [], 'passive', 'off', 'blocking blocking blocking passive'],
    ['2019 that is passive, active', [passive], 'active', 'off', 'passive passive passive blocking'],
    ['2016, active', [server2016], 'active', 'off', 'blocking blocking blocking blocking'],
    ['2016, passive', [server2016], 'passive', 'off', 'blocking blocking passive passive'],
    ['2012 R2, active', [server2012R2], 'active', 'off', 'off off blocking blocking'],
    ['2012 R2, passive', [server2012R2], 'passive', 'off', 'off off passive passive'],
    ['beside another', [shield(true)], 'passive', 'blocking', 'blocking blocking blocking passive'],
    ['beside one that stands still', [shield(false)], 'active', 'off', 'blocking blocking blocking blocking'],
    [
      'beside one that nobody could look for',
      [unread],
      'passive',
      'unknown',
      'blocking blocking blocking passive',
    ],
    [
      'beside one that was found anyhow',
      [unread, shield(true)],
      'passive',
      'blocking',
      'blocking blocking blocking passive',
    ],
  ])('%s', (_, changes, mode, other, defender) => {
    const outlook = modeOutlook(aServer(...changes), mode);
    expect(moments.map((moment) => outlook.defender[moment]).join(' ')).toBe(defender);
    expect(moments.map((moment) => outlook.other[moment])).toEqual(moments.map(() => other));
    expect(outlook.mode).toBe(mode);
    expect(outlook.unprotected).toEqual(moments.filter((moment) => guardAt(outlook, moment) === 'none'));
  });

  it.each<[Protection, Protection, Guard]>([
    ['blocking', 'blocking', 'two'],
    ['blocking', 'passive', 'one'],
    ['off', 'blocking', 'one'],
    ['off', 'passive', 'none'],
    ['off', 'off', 'none'],
    ['unknown', 'blocking', 'unknown'],
    ['blocking', 'unknown', 'unknown'],
  ])('another %s and Defender %s: %s', (other, defender, guard) => {
    const lane = (one: Protection) => ({ now: one, restart: one, installed: one, onboarded: one });
    expect(guardAt({ other: lane(other), defender: lane(defender) }, 'installed')).toBe(guard);
  });
});

it.each<[string, Change[], ProtectionMode, boolean]>([
  ['passive with nobody else', [], 'passive', true],
  ['passive beside another', [shield(true)], 'passive', false],
  ['active', [], 'active', false],
  ['active from passive with nobody else', [passive], 'active', true],
  ['passive on a server that is onboarded', [onboarded], 'passive', false],
])('a gap is there or not: %s', (_, changes, mode, gap) => {
  expect(hasGap(aServer(...changes), mode)).toBe(gap);
});

it.each<[string, Change[], ProtectionMode]>([
  ['another runs', [shield(true)], 'passive'],
  ['another stands still', [shield(false)], 'active'],
  ['there is no other', [], 'active'],
])('where %s', (_, changes, mode) => {
  expect(suggestedMode(aServer(...changes))).toBe(mode);
});

const tamper = (tamperProtected: boolean | null): Change => ({ defender: { tamperProtected } });
it.each<[string, Change[], boolean]>([
  ['onboarded, active and protected from tampering', [onboarded, tamper(true)], true],
  ['not onboarded', [tamper(true)], false],
  ['not protected', [onboarded, tamper(false)], false],
  ['of a platform without that protection', [onboarded, tamper(null)], false],
  ['passive already', [onboarded, tamper(true), passive], false],
  [
    'of a platform that tells no mode',
    [onboarded, { defender: { ...oldPlatform, tamperProtected: true } }],
    false,
  ],
])('the trap of passive mode holds a server or not: %s', (_, changes, trapped) => {
  expect(isPassiveTrapped(aServer(...changes))).toBe(trapped);
});

it('agrees with a chosen mode, disagrees, or proves nothing where the platform does not tell it', () => {
  expect(modeAgrees(aServer(), 'active')).toBe(true);
  expect(modeAgrees(aServer(), 'passive')).toBe(false);
  expect(modeAgrees(aServer({ defender: { runningMode: 'Not running' } }), 'active')).toBe(false);
  expect(modeAgrees(aServer({ defender: { runningMode: null } }), 'active')).toBe(false);
  expect(modeAgrees(aServer({ defender: oldPlatform }), 'active')).toBeNull();
  expect(modeAgrees(aServer({ defender: { runningMode: 'EDR Block Mode' } }), 'passive')).toBeNull();
});

const settling: Change = {
  defender: { runningMode: 'Not running' },
  policy: { forceDefenderPassiveMode: 1 },
};
it.each<[string, Change[], ProtectionMode | null, boolean]>([
  ['not running, with the value set', [], 'passive', true],
  ['chosen to be active', [], 'active', false],
  ['of which nobody chose', [], null, false],
  ['with the value at 0', [{ policy: { forceDefenderPassiveMode: 0 } }], 'passive', false],
  ['without the value', [{ policy: { forceDefenderPassiveMode: null } }], 'passive', false],
  ['passive already', [passive], 'passive', false],
  ['that says nothing, for its service stands still', [server2012R2], 'passive', false],
])('Defender may be on its way to passive, or not: %s', (_, changes, mode, settles) => {
  expect(settlesToPassive(aServer(settling, ...changes), mode)).toBe(settles);
});

it('calls no moment unprotected of which nobody knows whether Defender blocks', () => {
  const nobody = modeOutlook(aServer({ defender: { realTimeProtection: false } }), 'active');
  expect(nobody.unprotected).toEqual(['now', 'restart', 'installed']);
  const unknown = modeOutlook(aServer({ defender: { runningMode: null } }), 'active');
  expect(unknown.defender.now).toBe('unknown');
  expect(unknown.unprotected).toEqual([]);
});
