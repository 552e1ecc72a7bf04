import { describe, expect, it } from 'vitest';
import { afterReturn, dangerAfter, dangerNow, dangerOf, type Danger } from '../../../../shared/plan/guard';
import { guardAt, modeOutlook } from '../../../../shared/plan/modes';
import { verdictOf, type Proof } from '../../../../shared/steps/proofs';
import { aServer, type DeepPartial } from '../../../fixtures/facts';
import type { ServerState } from '../../../../shared/model/facts';

const trellix = [{ service: 'McShield', displayName: 'Trellix McShield', running: true }];
const passive = { defender: { runningMode: 'Passive Mode', realTimeProtection: false } };
/** Facts 16: real-time protection stays on there, although scanning on access is off. */
const edrBlock = {
  defender: { runningMode: 'EDR Block Mode', realTimeProtection: true, onAccessProtection: false },
};
const onboarded = { sensor: { onboardingState: 1 } };
const server = (...parts: DeepPartial<ServerState>[]) =>
  aServer(parts.reduce<DeepPartial<ServerState>>((all, part) => ({ ...all, ...part }), {}));

describe('who blocks threats', () => {
  it.each<[string, DeepPartial<ServerState>[], Danger | null]>([
    ['Defender alone', [], null],
    ['Defender and another', [{ otherAntivirus: trellix }], 'two'],
    ['another, and Defender passive', [{ otherAntivirus: trellix }, passive], null],
    ['another, and Defender in EDR block mode', [{ otherAntivirus: trellix }, edrBlock], null],
    ['Defender passive alone', [passive], 'none'],
    ['Defender in EDR block mode alone', [edrBlock], 'none'],
    [
      'another that is stopped',
      [{ otherAntivirus: trellix.map((one) => ({ ...one, running: false })) }, passive],
      'none',
    ],
    [
      'another that could not be looked for, and Defender passive',
      [{ unreadable: [{ fact: 'otherAntivirus', reason: 'accessDenied', detail: '' }] }, passive],
      null,
    ],
    ['a Defender that does not tell', [{ otherAntivirus: trellix, defender: { runningMode: null } }], null],
  ])('now: %s', (_, parts, danger) => {
    expect(dangerNow(server(...parts))).toBe(danger);
  });

  it('at each moment of a choice', () => {
    const both = modeOutlook(server({ otherAntivirus: trellix }), 'active');
    expect(guardAt(both, 'onboarded')).toBe('two');
    expect(dangerAfter(server({ otherAntivirus: trellix }), 'passive')).toBeNull();
    expect(dangerAfter(server(), 'passive')).toBe('none');
    expect(dangerAfter(server(), 'active')).toBeNull();
  });

  it('is no gap where nobody could look for another antivirus', () => {
    const unreadable = [{ fact: 'otherAntivirus', reason: 'failed' as const, detail: '' }];
    expect(modeOutlook(server({ unreadable }), 'passive').unprotected).toEqual([]);
    expect(guardAt(modeOutlook(server({ unreadable }), 'active'), 'onboarded')).toBe('unknown');
    // One that was found is there, whatever else could not be read.
    expect(dangerNow(server({ unreadable, otherAntivirus: trellix }))).toBe('two');
  });

  it('of an onboarded server as it is, of another as the choice will leave it', () => {
    const two = { otherAntivirus: trellix };
    expect(dangerOf(server(two), null)).toBeNull();
    expect(dangerOf(server(two), 'passive')).toBeNull();
    expect(dangerOf(server(two), 'active')).toBe('two');
    expect(dangerOf(server(two, onboarded), null)).toBe('two');
    expect(dangerOf(server(two, onboarded, passive), 'active')).toBe('two');
    expect(dangerOf(server(two, onboarded, passive), 'passive')).toBeNull();
  });

  it.each([
    [
      'no value, beside another',
      [{ otherAntivirus: trellix }, passive, onboarded],
      null,
      ['now', 'blocking', 'two'],
    ],
    ['0, alone', [passive, onboarded], 0, ['now', 'blocking', 'one']],
    ['1, beside another', [{ otherAntivirus: trellix }, onboarded], 1, ['now', 'passive', 'one']],
    ['1, alone', [onboarded], 1, ['now', 'passive', 'none']],
    [
      '1, held active by tamper protection',
      [{ defender: { tamperProtected: true } }, onboarded],
      1,
      ['now', 'blocking', 'one'],
    ],
    ['no value, before onboarding', [{ otherAntivirus: trellix }], null, ['onboarding', 'blocking', 'two']],
  ] as const)('after an undo to %s', (_, parts, value, [when, defender, guard]) => {
    expect(afterReturn(server(...parts), value)).toEqual({ when, defender, guard });
  });
});

it('proofs of which one is unsafe are neither agreed nor contradicted', () => {
  const proof = (id: Proof['id'], state: Proof['state']): Proof => ({
    id,
    state,
    raw: '',
    source: '',
    at: null,
  });
  expect(verdictOf([proof('mode', 'unsafe'), proof('cloud', 'waiting')])).toBe('unsafe');
  expect(verdictOf([proof('mode', 'unsafe'), proof('state', 'disagrees')])).toBe('disagree');
});
