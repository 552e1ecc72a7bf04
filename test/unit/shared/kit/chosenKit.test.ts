import { describe, expect, it } from 'vitest';
import { chosenKit } from '../../../../shared/kit/chosenKit';
import { emptyInputs } from '../../../../shared/model/inputs';
import type { Package, PackageDetails } from '../../../../shared/model/packages';
import { aServer, server2012R2, server2016 } from '../../../fixtures/facts';
import { aPackage } from '../../../fixtures/kits';
import { anOnboardingPackage, tenant } from '../../../fixtures/onboardingPackage';

const stranger = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';
const onboarding = (letter: string, addedAt: number, orgId = tenant): Package => ({
  ...anOnboardingPackage({ addedAt }, { orgId }),
  sha256: letter.repeat(64),
});
const other = (letter: string, addedAt: number, details: PackageDetails): Package => ({
  ...aPackage(letter, details),
  sha256: letter.repeat(64),
  addedAt,
});
const chosen = (library: Package[], facts = aServer(), picked = '', practice = false) =>
  chosenKit(
    library,
    facts,
    { ...emptyInputs('local'), chosen: [...picked].map((one) => one.repeat(64)) },
    practice,
  );
const letter = (pkg: Package | null) => pkg?.sha256[0] ?? null;

describe('of several packages', () => {
  it.each<[string, Package[], string, string | null]>([
    ['the newest, wherever it stands', [onboarding('a', 1), onboarding('b', 3), onboarding('c', 2)], '', 'b'],
    ['the one that a person picked', [onboarding('a', 1), onboarding('b', 3)], 'a', 'a'],
    ['the newest where the picked one is gone', [onboarding('a', 1), onboarding('b', 3)], 'f', 'b'],
    ['the first that is still there of those picked', [onboarding('a', 1), onboarding('b', 3)], 'fa', 'a'],
    ['none of an empty library', [], '', null],
  ])('it takes %s', (_, library, picked, taken) => {
    expect(letter(chosen(library, aServer(), picked).onboarding)).toBe(taken);
  });

  it('it takes none that a person picked of another kind', () => {
    const step = other('e', 9, { kind: 'platformStep', version: '4.18.2001.10' });
    const kit = chosen([onboarding('a', 1), step], aServer(server2016), 'e');
    expect([letter(kit.onboarding), letter(kit.platformStep), kit.platformUpdate]).toEqual(['a', 'e', null]);
  });

  it('of updates it takes the highest version, whichever came last, and what a person picked before that', () => {
    const update = (name: string, addedAt: number, version: string | null) =>
      other(name, addedAt, { kind: 'sensorUpdate', version });
    const library = [update('a', 1, '10.8805.24100.3'), update('b', 3, '10.8760.1.1'), update('c', 4, null)];
    expect(letter(chosen(library, aServer(server2016)).sensorUpdate)).toBe('a');
    expect(letter(chosen(library, aServer(server2016), 'b').sensorUpdate)).toBe('b');
    expect(chosen(library).sensorUpdate).toBeNull();
    const two = ['1.441.9.0', '1.441.236.0'].map((version, n) =>
      other('de'[n] ?? '', 9 - n, { kind: 'intelligence', version }),
    );
    expect(letter(chosen(two).intelligence)).toBe('e');
  });

  it('it takes each Windows update once, the newest', () => {
    const update = (name: string, addedAt: number, kb: string) =>
      other(name, addedAt, { kind: 'windowsUpdate', kb, architecture: 'x64' });
    const library = [update('a', 1, 'KB2999226'), update('b', 2, 'KB2999226'), update('c', 1, 'KB3080149')];
    expect(chosen(library, aServer(server2012R2)).windowsUpdates.map(letter)).toEqual(['b', 'c']);
    expect(chosen(library).windowsUpdates).toEqual([]);
  });
});

describe('a package of another tenant than the server’s', () => {
  const of = (onboardingState: number, library: Package[]) =>
    chosen(library, aServer({ sensor: { onboardingState, orgId: tenant } }));
  it('is kept for the page that shows both, if it is for onboarding', () => {
    expect(letter(of(1, [onboarding('a', 1, stranger)]).onboarding)).toBe('a');
  });
  it('is not what keeps out one for practice', () => {
    expect(of(1, [{ ...onboarding('c', 2), practice: true }]).onboarding).toBeNull();
    expect(letter(chosen([{ ...onboarding('c', 2), practice: true }], aServer(), '', true).onboarding)).toBe(
      'c',
    );
  });
});

describe('an offboarding package', () => {
  const readAt = 1_000;
  const leaving = (name: string, addedAt: number, expiresAt: number, orgId = tenant): Package =>
    other(name, addedAt, {
      kind: 'offboarding',
      variant: 'groupPolicy',
      orgId,
      expiresAt,
      scriptName: 'a.cmd',
      differences: [],
    });
  const facts = (onboardingState: number) => aServer({ readAt, sensor: { onboardingState, orgId: tenant } });
  it.each<[string, Package[], string, string | null]>([
    ['the newest that fits', [leaving('a', 1, 2_000), leaving('b', 2, 2_000)], '', 'b'],
    ['the one that a person picked', [leaving('a', 1, 2_000), leaving('b', 2, 2_000)], 'a', 'a'],
    ['an older one where the newest has expired', [leaving('a', 1, 2_000), leaving('b', 2, 1_000)], '', 'a'],
    [
      'none that was picked and has expired, where another fits',
      [leaving('a', 1, 2_000), leaving('b', 2, 1_000)],
      'b',
      'a',
    ],
    ['one that has expired, for the page that says so', [leaving('b', 2, 1_000)], '', 'b'],
    ['one of another tenant, for the same', [leaving('c', 2, 2_000, stranger)], '', 'c'],
  ])('is %s', (_, library, picked, taken) => {
    expect(letter(chosen(library, facts(1), picked).offboarding)).toBe(taken);
  });

  it('is none where nothing is to be left', () => {
    expect(chosen([leaving('a', 1, 2_000)], facts(0)).offboarding).toBeNull();
    expect(chosen([onboarding('a', 1)], facts(1)).offboarding).toBeNull();
  });
});
