import { describe, expect, it } from 'vitest';
import type { Inputs } from '../../../../shared/model/inputs';
import type { Wishes } from '../../../../shared/model/wishes';
import type { Kit } from '../../../../shared/model/kit';
import { isConfirmed, plan, planHash, remaining } from '../../../../shared/plan/plan';
import type { Situation } from '../../../../shared/plan/situation';
import type { DeepPartial } from '../../../fixtures/facts';
import { having } from './actions/having';
import { emptyKit } from '../../../fixtures/kits';
import { anOnboardingPackage, tenant } from '../../../fixtures/onboardingPackage';
import type { ServerState } from '../../../../shared/model/facts';

const onboarding = anOnboardingPackage();
const kit: Kit = { ...emptyKit, onboarding };

const situation = (
  facts: DeepPartial<ServerState> = {},
  inputs: Partial<Omit<Inputs, 'wishes'>> & { readonly wishes?: Partial<Wishes> } = {},
): Situation => having([facts], inputs, kit);
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
    expect(ids(situation({}, { wishes: { mode: 'passive' } }))).toEqual(['send-kit', 'set-mode', 'onboard']);
    expect(ids(situation({ policy: { forceDefenderPassiveMode: 1 } }))).toContain('set-mode');
    expect(
      ids(situation({ policy: { forceDefenderPassiveMode: 1 } }, { wishes: { mode: 'passive' } })),
    ).not.toContain('set-mode');
  });

  it('takes in a restart only once a person accepted it', () => {
    const pending = { restartPending: [{ source: 'windowsUpdate' as const, blocking: true }] };
    expect(ids(situation(pending))).not.toContain('restart');
    expect(ids(situation(pending, { fixes: ['restart'] }))[1]).toBe('restart');
  });

  it('is blocked, not silently shorter, without an onboarding package', () => {
    const bare = { ...situation(), kit: { ...kit, onboarding: null } };
    const onboard = (it: Situation) => plan(it).find((item) => item.id === 'onboard');
    expect(onboard(bare)).toMatchObject({ needed: true, blocked: true, call: null });
    expect(onboard(situation())).toMatchObject({ needed: true, blocked: false });
    expect(onboard(situation(onboarded))).toMatchObject({ needed: false, blocked: false, call: null });
  });

  it('leaves the detection test to a page of its own', () => {
    expect(plan(situation()).at(-1)).toMatchObject({ id: 'test-detection', step: 'test' });
    expect(ids(situation())).not.toContain('test-detection');
  });
});

describe('agreeing to a plan', () => {
  const agreed = (it: Situation) => ({ keys: remaining(plan(it)).map((item) => item.key) });

  it('holds while actions finish', () => {
    const before = situation({}, { wishes: { mode: 'passive' } });
    const later = situation({ policy: { forceDefenderPassiveMode: 1 } }, { wishes: { mode: 'passive' } });
    expect(isConfirmed(plan(later), agreed(before))).toBe(true);
  });

  it('does not cover what facts call for later', () => {
    const before = situation();
    const later = situation({}, { wishes: { mode: 'passive' } });
    expect(isConfirmed(plan(later), agreed(before))).toBe(false);
    expect(isConfirmed(plan(before), null)).toBe(false);
  });

  it('does not cover another file for the same action', () => {
    const other = { ...onboarding, sha256: 'b'.repeat(64) };
    const later = { ...situation(), kit: { ...kit, onboarding: other } };
    expect(isConfirmed(plan(later), agreed(situation()))).toBe(false);
    expect(planHash(plan(later))).not.toBe(planHash(plan(situation())));
  });

  it('covers a restart that is asked for again, and nothing else that it does not name', () => {
    const pending = { restartPending: [{ source: 'windowsUpdate' as const, blocking: true }] };
    const later = plan(situation(pending, { fixes: ['restart'] }));
    const { keys } = agreed(situation());
    expect(isConfirmed(later, { keys })).toBe(true);
    expect(isConfirmed(later, { keys: keys.slice(1) })).toBe(false);
  });

  it('is to values, in whatever order they were built', () => {
    const key = (it: Situation, id: string) => plan(it).find((item) => item.id === id)?.key;
    expect(key(situation(), 'onboard')).toBe(
      `onboard {"connectivity":"unknown","file":{"bytes":1000,"name":"WindowsDefenderATPOnboardingScript.cmd","sha256":"${'a'.repeat(64)}"},"orgId":"${tenant}"}`,
    );
    expect(key(situation(), 'send-kit')).toBe('send-kit');
    expect(key(situation(onboarded), 'onboard')).toBe('onboard null');
    const { inputs, facts } = situation({}, { fixes: ['test-connectivity'] });
    const told = key({ journey: 'onboard', inputs, facts, kit }, 'test-connectivity');
    expect(told).toMatch(/^test-connectivity \{"hosts":\[\{"host":.*\},\{"host":.*\}\],"issuers":\["/);
  });

  // Test vectors of FNV-1a, 64 bit (draft-eastlake-fnv, appendix C).
  it.each([
    [[], 'cbf29ce484222325'],
    [['a'], 'af63dc4c8601ec8c'],
    [['foobar'], '85944171f73967e8'],
    // Computed by hand: with the line end between two keys, and with a nought that must stay in front.
    [['line', 'line'], 'da1d0a080f3dcf25'],
    [['ab'], '089c4407b545986a'],
  ])('has the short name of its keys %j', (keys, hash) => {
    const [item] = remaining(plan(situation()));
    expect(planHash(keys.flatMap((key) => (item === undefined ? [] : { ...item, key })))).toBe(hash);
  });
});
