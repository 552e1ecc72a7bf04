import { describe, expect, it } from 'vitest';
import { emptyInputs } from '../../../shared/inputs';
import { proofs, verdictOf } from '../../../shared/proofs';
import type { EventFact, ServerState } from '../../../shared/facts';
import { aServer, oldPlatform, readAt, type DeepPartial } from '../../fixtures/facts';
import { emptyKit } from '../../fixtures/kits';

const tenant = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const event = (id: number): EventFact => ({ log: 'sense', id, level: 'information', at: readAt, text: '' });
const onboarded: DeepPartial<ServerState> = {
  services: { sense: { status: 'running', start: 'automatic', imagePath: null } },
  sensor: { onboardingState: 1, orgId: tenant, lastConnectedAt: null },
};
const of = (...facts: DeepPartial<ServerState>[]) =>
  proofs({
    facts: aServer(onboarded, ...facts),
    inputs: { ...emptyInputs('local'), mode: 'active' },
    kit: emptyKit,
  });
const states = (list: ReturnType<typeof of>) =>
  Object.fromEntries(list.map((proof) => [proof.id, proof.state]));

describe('the proofs of an onboarding', () => {
  it('agree when the server shows all six; the portal is never provable from here', () => {
    const list = of({ events: [event(11), event(50)] });
    expect(states(list)).toMatchObject({
      completed: 'agrees',
      cloud: 'agrees',
      mode: 'agrees',
      portal: 'notProvable',
    });
    expect(verdictOf(list)).toBe('agree');
  });

  it('wait for the cloud, which is no disagreement', () => {
    expect(verdictOf(of({ events: [event(11)] }))).toBe('waitingForCloud');
    expect(verdictOf(of({ events: [] }))).toBe('waitingForCloud');
  });

  it('count a completion that the log no longer shows as not provable once the sensor talks to the cloud', () => {
    const list = of({ events: [], sensor: { lastConnectedAt: readAt } });
    expect(states(list).completed).toBe('notProvable');
    expect(verdictOf(list)).toBe('agree');
  });

  it('prove nothing of a mode that the platform does not tell, and say what it tells instead', () => {
    const mode = of({}, { defender: oldPlatform }).find(({ id }) => id === 'mode');
    expect(mode).toMatchObject({
      state: 'notProvable',
      raw: 'RealTimeProtectionEnabled = true, OnAccessProtectionEnabled = true',
    });
  });

  it.each<[string, DeepPartial<ServerState>]>([
    ['a stopped sensor', { services: { sense: { status: 'stopped', start: 'automatic', imagePath: null } } }],
    [
      'a sensor that does not start with Windows',
      { services: { sense: { status: 'running', start: 'manual', imagePath: null } } },
    ],
    ['another state', { sensor: { onboardingState: 0 } }],
    ['another mode than the chosen one', { defender: { runningMode: 'Passive Mode' } }],
    ['an antivirus that does not answer', { defender: { runningMode: null } }],
  ])('disagree on %s', (_, facts) => {
    expect(verdictOf(of({ events: [event(11), event(50)] }, facts))).toBe('disagree');
  });
});
