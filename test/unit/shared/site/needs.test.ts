import { describe, expect, it } from 'vitest';
import { osFamilies } from '../../../../shared/knowledge/os';
import { profileFamilies } from '../../../../shared/model/siteKit';
import { installationOrder } from '../../../../shared/site/order';
import { needsOf, type SiteNeeds } from '../../../../shared/site/needs';
import { unknownStates } from '../../../../shared/site/unknownStates';
import { prerequisiteActions } from '../../../../shared/plan/actions/prerequisites';
import { aServer, server2012R2, server2016, type DeepPartial } from '../../../fixtures/facts';
import type { ServerState } from '../../../../shared/model/facts';
import type { Package } from '../../../../shared/model/packages';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';

const words = ({ files }: SiteNeeds) =>
  files.map(({ kind, kb, weight }) => `${kb ?? kind}${weight === 'maybe' ? '?' : ''}`).sort();
const unknown = (family: (typeof profileFamilies)[number], library: readonly Package[] = []) =>
  needsOf(unknownStates(family), library, false);
const read = (...overrides: DeepPartial<ServerState>[]) => needsOf([aServer(...overrides)], [], false);

describe('what a site needs', () => {
  it.each([
    [
      '2012r2',
      [
        'KB2999226?',
        'KB3045999?',
        'KB3080149?',
        'installScript?',
        'installation',
        'intelligence',
        'onboarding',
        'sensorUpdate',
      ],
    ],
    [
      '2016',
      [
        'installScript?',
        'installation',
        'intelligence',
        'onboarding',
        'platformStep?',
        'platformUpdate?',
        'sensorUpdate',
      ],
    ],
    ['2019', ['intelligence', 'onboarding', 'platformStep?', 'platformUpdate?']],
    ['2022', ['intelligence', 'onboarding', 'platformUpdate?']],
    ['2025', ['intelligence', 'onboarding']],
  ] as const)('for a Server %s that nobody read is all that such a server can need', (family, expected) => {
    expect(words(unknown(family))).toEqual(expected);
  });

  it('asks less of Windows with a package for standard connectivity', () => {
    const library = [anOnboardingPackage({}, { connectivity: 'standard' })];
    expect(words(unknown('2019', library))).toEqual(['intelligence', 'onboarding']);
  });

  it.each([
    ['a patched 2012 R2', [server2012R2], ['installation', 'intelligence', 'onboarding', 'sensorUpdate']],
    [
      'a 2012 R2 without its C runtime',
      [server2012R2, { files: { ucrtbase: null } }],
      ['KB2999226', 'installation', 'intelligence', 'onboarding', 'sensorUpdate'],
    ],
    ['a fresh 2019', [], ['intelligence', 'onboarding']],
    ['an onboarded 2019', [{ sensor: { onboardingState: 1 } }], ['intelligence']],
    [
      'a 2016 with an old platform',
      [server2016, { defender: { platformVersion: '4.10.14393.2248' } }],
      ['installation', 'intelligence', 'onboarding', 'platformStep', 'platformUpdate', 'sensorUpdate'],
    ],
  ] as const)('for %s is what its facts call for', (_what, overrides, expected) => {
    expect(words(read(...overrides))).toEqual(expected);
  });

  it('leaves out no file that a fix could ask for: each has a server that nobody read which may need it', () => {
    const asked = new Set(
      profileFamilies.flatMap((family) => unknown(family).files.map(({ kind, kb }) => `${kind} ${kb ?? ''}`)),
    );
    for (const { id, file } of prerequisiteActions)
      if (file !== null) expect([id, asked.has(`${file.kind} ${file.kb ?? ''}`)]).toEqual([id, true]);
  });

  it('names the updates of Windows that somebody brings by hand, and those alone that a server lacks', () => {
    expect(unknown('2016').updates.map(({ needed }) => needed)).toEqual(['KB5005698', '14393.2515']);
    expect(unknown('2019').updates.map(({ needed }) => needed)).toEqual(['KB5011503']);
    const old = { os: { servicingStack: '10.0.14393.4350' } };
    expect(read(server2016, old).updates.map(({ needed }) => needed)).toEqual(['KB5005698']);
    expect(read().updates).toEqual([]);
  });
});

describe('the order at a site', () => {
  const order = (family: (typeof profileFamilies)[number]) =>
    installationOrder(family, unknown(family)).map(({ id }) => id as string);
  const before = (ids: readonly string[], first: string, then: string) =>
    ids.includes(first) && ids.indexOf(first) < ids.indexOf(then);

  it('brings the platform before the intelligence wherever a platform is brought, and after the feature on 2016', () => {
    for (const family of ['2016', '2019', '2022'] as const)
      expect([family, before(order(family), 'platformUpdate', 'intelligence')]).toEqual([family, true]);
    expect(before(order('2016'), 'feature', 'platformStep')).toBe(true);
    expect(before(order('2016'), 'platformStep', 'platformUpdate')).toBe(true);
  });

  it('begins with Windows, installs the antivirus of 2012 R2 before what it shall know, and ends with the newest sensor', () => {
    expect(order('2012r2')).toEqual([
      'windows',
      'prerequisites',
      'installScript',
      'installation',
      'intelligence',
      'onboarding',
      'sensorUpdate',
    ]);
    expect(order('2019').at(-1)).toBe('onboarding');
  });

  it('names every file of a kit once, whatever the Windows', () => {
    for (const family of profileFamilies) {
      const needs = unknown(family);
      const ids = order(family);
      for (const { kind } of needs.files)
        expect([
          family,
          kind,
          ids.filter((id) => id === (kind === 'windowsUpdate' ? 'prerequisites' : kind)).length,
        ]).toEqual([family, kind, 1]);
    }
  });

  it('knows every Windows that can be onboarded', () => {
    for (const { family, supported } of osFamilies)
      if (supported) expect([family, unknownStates(family).length > 1]).toEqual([family, true]);
  });
});
