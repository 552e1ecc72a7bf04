import { describe, expect, it } from 'vitest';
import type { ServerState } from '../../../../shared/model/facts';
import { emptyInputs } from '../../../../shared/model/inputs';
import type { Kit } from '../../../../shared/model/kit';
import { kitNeeds } from '../../../../shared/plan/kitNeeds';
import type { Package, PackageDetails } from '../../../../shared/model/packages';
import { checks, type Check } from '../../../../shared/checks/prerequisites';
import { aServer, server2012R2, server2016, type DeepPartial } from '../../../fixtures/facts';
import { aPackage, emptyKit } from '../../../fixtures/kits';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';

type Change = DeepPartial<ServerState>;
const onboarded: Change = { sensor: { onboardingState: 1 } };
const installed: Change = {
  sensor: { product: { name: 'MDE', version: '1.2', productCode: '{}' } },
  services: { sense: { status: 'running', start: 'automatic', imagePath: null } },
};
const kernel: Change = { files: { ntoskrnlOwnerTrusted: false } };
const old: Change = { files: { ucrtbase: null } };
const file = (details: PackageDetails): Package => aPackage(details.kind, details);
const script = file({ kind: 'installScript', version: null });
const update = file({ kind: 'windowsUpdate', kb: 'KB2999226', architecture: 'x64' });

/** Each need as one word: its kind or number, `!` where it is required, `+` where its file is there. */
const needs = (
  changes: Change[],
  kit: Partial<Kit> = {},
  alter: (check: Check) => Check = (check) => check,
) => {
  const facts = aServer(...changes);
  const situation = {
    journey: 'onboard' as const,
    facts,
    inputs: emptyInputs('local'),
    kit: { ...emptyKit, ...kit },
  };
  return kitNeeds(situation, checks(facts, situation.kit).map(alter)).map(
    (need) => `${need.kb ?? need.kind}${need.required ? '!' : ''}${need.package === null ? '' : '+'}`,
  );
};

describe('a server calls for', () => {
  it.each<[string, Change[], Partial<Kit>, string[]]>([
    ['the onboarding package on 2019', [], {}, ['onboarding!']],
    ['nothing once it is onboarded', [onboarded], {}, []],
    [
      'the onboarding package that is there, even then',
      [onboarded],
      { onboarding: anOnboardingPackage() },
      ['onboarding!+'],
    ],
    ['the installation package on 2016, too', [server2016], {}, ['installation!', 'onboarding!']],
    ['no installation package once it is installed', [server2016, installed], {}, ['onboarding!']],
    [
      'Install.ps1 where it repairs',
      [server2016, kernel],
      {},
      ['installation!', 'installScript!', 'onboarding!'],
    ],
    [
      'Install.ps1 that is there, too',
      [server2016, kernel],
      { installScript: script },
      ['installation!', 'installScript!+', 'onboarding!'],
    ],
    [
      'the update that a check asks for',
      [server2012R2, old],
      {},
      ['installation!', 'onboarding!', 'KB2999226!'],
    ],
    [
      'the update that is there',
      [server2012R2, old],
      { windowsUpdates: [update] },
      ['installation!', 'onboarding!', 'KB2999226!+'],
    ],
    [
      'no update that nothing asks for',
      [server2012R2],
      { windowsUpdates: [update] },
      ['installation!', 'onboarding!'],
    ],
  ])('%s', (_, changes, kit, expected) => {
    expect(needs(changes, kit)).toEqual(expected);
  });

  it('a file that may be left out where its check may be waived, and none where the check passes', () => {
    const of = (change: Partial<Check>) =>
      needs([server2012R2, old], {}, (check) => (check.id === 'ucrt' ? { ...check, ...change } : check)).at(
        -1,
      );
    expect(of({ waivable: true })).toBe('KB2999226');
    expect(of({ waivable: false })).toBe('KB2999226!');
    expect(of({ state: 'notProvable' })).toBe('onboarding!');
  });
});
