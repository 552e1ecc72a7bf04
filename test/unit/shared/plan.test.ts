import { describe, expect, it } from 'vitest';
import { emptyInputs, type Inputs } from '../../../shared/inputs';
import type { Kit } from '../../../shared/kit';
import { isConfirmed, plan, planHash, remaining } from '../../../shared/plan';
import type { Situation } from '../../../shared/situation';
import { aServer, type DeepPartial } from '../../fixtures/facts';
import { emptyKit } from '../../fixtures/kits';
import { anOnboardingPackage, tenant } from '../../fixtures/onboardingPackage';
import type { ServerState } from '../../../shared/facts';

const onboarding = anOnboardingPackage();
const kit: Kit = { ...emptyKit, onboarding };

function situation(facts: DeepPartial<ServerState> = {}, inputs: Partial<Inputs> = {}): Situation {
  return { facts: aServer(facts), inputs: { ...emptyInputs('local'), mode: 'active', ...inputs }, kit };
}
const ids = (it: Situation) => remaining(plan(it)).map((item) => item.id);
const onboarded: DeepPartial<ServerState> = {
  services: { sense: { status: 'running', start: 'automatic', imagePath: null } },
  sensor: { onboardingState: 1, orgId: tenant.toUpperCase() },
};

describe('the plan', () => {
  it('copies and onboards a fresh 2019 server, and nothing else', () => {
    expect(ids(situation())).toEqual(['send-kit', 'onboard']);
  });

  it('has nothing left on a server that is onboarded to the package’s tenant, whatever the case of its id', () => {
    expect(ids(situation(onboarded))).toEqual([]);
  });

  it('still onboards where another tenant’s state is shown', () => {
    expect(ids(situation({ ...onboarded, sensor: { onboardingState: 1, orgId: 'b' } }))).toContain('onboard');
  });

  it('sets the passive value before onboarding, and takes a left value back for active', () => {
    expect(ids(situation({}, { mode: 'passive' }))).toEqual(['send-kit', 'set-mode', 'onboard']);
    expect(ids(situation({ policy: { forceDefenderPassiveMode: 1 } }))).toContain('set-mode');
    expect(ids(situation({ policy: { forceDefenderPassiveMode: 1 } }, { mode: 'passive' }))).not.toContain(
      'set-mode',
    );
  });

  it('takes in a restart only once a person accepted it', () => {
    const pending = { restartPending: [{ source: 'windowsUpdate' as const, blocking: true }] };
    expect(ids(situation(pending))).not.toContain('restart');
    expect(ids(situation(pending, { fixes: ['restart'] }))[1]).toBe('restart');
  });

  it('is blocked, not silently shorter, without an onboarding package', () => {
    const bare = { ...situation(), kit: { ...kit, onboarding: null } };
    expect(plan(bare).find((item) => item.id === 'onboard')).toMatchObject({
      needed: true,
      blocked: true,
      call: null,
    });
  });

  it('leaves the detection test to a page of its own', () => {
    expect(plan(situation()).at(-1)).toMatchObject({ id: 'test-detection', step: 9 });
    expect(ids(situation())).not.toContain('test-detection');
  });
});

describe('agreeing to a plan', () => {
  const agreed = (it: Situation) => ({ keys: remaining(plan(it)).map((item) => item.key) });

  it('holds while actions finish', () => {
    const before = situation({}, { mode: 'passive' });
    const later = situation({ policy: { forceDefenderPassiveMode: 1 } }, { mode: 'passive' });
    expect(isConfirmed(plan(later), agreed(before))).toBe(true);
  });

  it('does not cover what facts call for later', () => {
    const before = situation();
    const later = situation({}, { mode: 'passive' });
    expect(isConfirmed(plan(later), agreed(before))).toBe(false);
    expect(isConfirmed(plan(before), null)).toBe(false);
  });

  it('does not cover another file for the same action', () => {
    const other = { ...onboarding, sha256: 'b'.repeat(64) };
    const later = { ...situation(), kit: { ...kit, onboarding: other } };
    expect(isConfirmed(plan(later), agreed(situation()))).toBe(false);
    expect(planHash(plan(later))).not.toBe(planHash(plan(situation())));
  });

  it('has the same short name for the same plan', () => {
    expect(planHash(plan(situation()))).toBe(planHash(plan(situation())));
    expect(planHash(plan(situation()))).toMatch(/^[0-9a-f]{16}$/);
  });
});
