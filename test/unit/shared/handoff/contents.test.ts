import { describe, expect, it } from 'vitest';
import { contents, contentsFor, leftOutOf } from '../../../../shared/handoff/contents';
import { buildsOf, familyOfBuild, wqlOf } from '../../../../shared/handoff/families';
import { fleetFamilies } from '../../../../shared/model/handOff';
import { wantedSchema } from '../../../../shared/handoff/wanted';
import { engineIds } from '../../../../shared/model/handOff';
import { osFamilies } from '../../../../shared/knowledge/os';
import { noWishes } from '../../../../shared/model/wishes';
import { wantedHandOff } from '../../../fixtures/handOff';

const sensor = 'SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';

describe('the contents of a hand-off', () => {
  it('say for every engine what becomes of every wish', () => {
    for (const engine of engineIds)
      expect(Object.keys(contents[engine]).sort()).toEqual(Object.keys(noWishes).sort());
  });

  it('are the values that the plan would write', () => {
    expect(contentsFor('groupPolicy', wantedHandOff, '2016')).toEqual([
      {
        wish: 'mode',
        content: {
          kind: 'registry',
          values: [{ key: sensor, name: 'ForceDefenderPassiveMode', data: { type: 'REG_DWORD', value: 1 } }],
        },
      },
      {
        wish: 'deviceTag',
        content: {
          kind: 'registry',
          values: [
            { key: `${sensor}\\DeviceTagging`, name: 'Group', data: { type: 'REG_SZ', value: 'Nord' } },
          ],
        },
      },
      {
        wish: 'sampleCollection',
        content: {
          kind: 'registry',
          values: [{ key: sensor, name: 'AllowSampleCollection', data: { type: 'REG_DWORD', value: 0 } }],
        },
      },
    ]);
  });

  it('take back by emptying a tag and removing the other values', () => {
    const remove = { ...wantedHandOff, direction: 'remove' as const, tenantFile: null };
    expect(
      contentsFor('plain', remove, '2019').map(({ content }) =>
        content.kind === 'registry' ? content.values.map(({ data }) => data) : content,
      ),
    ).toEqual([[null], [{ type: 'REG_SZ', value: '' }], [null]]);
  });

  it('set nothing where servers are offboarded', () => {
    expect(contentsFor('plain', { ...wantedHandOff, direction: 'offboard' }, '2016')).toEqual([]);
  });

  it('name what is left out once, or by its Windows where it is left out on some', () => {
    const wishes = { ...noWishes, networkProtection: 'blockUdp' as const, sensorUpdate: 'library' as const };
    expect(leftOutOf('ansible', { ...wantedHandOff, wishes })).toEqual([
      { wish: 'networkProtection', family: null, because: 'rolesDecide' },
      { wish: 'sensorUpdate', family: '2019', because: 'withWindows' },
    ]);
  });
});

describe('the families of a fleet', () => {
  it('hold every build that can be onboarded, once', () => {
    const supported = osFamilies.filter((one) => one.supported).map(({ build }) => build);
    expect(fleetFamilies.flatMap(buildsOf).sort()).toEqual(supported.sort());
    expect([9600, 14393, 17763, 26100, 9200, 99_999].map(familyOfBuild)).toEqual([
      '2012r2',
      '2016',
      '2019',
      '2019',
      null,
      null,
    ]);
  });

  it('ask for builds by name, because Windows compares them as letters', () => {
    expect(wqlOf('2016')).toBe(
      'select * from Win32_OperatingSystem where (BuildNumber="14393") and ProductType<>"1"',
    );
    expect(wqlOf('2019')).toContain('BuildNumber="17763" or ');
    expect(wqlOf('2019')).not.toMatch(/[^<]>/);
  });
});

describe('what is wanted of a hand-off', () => {
  it.each([
    ['results among the files', { results: `${wantedHandOff.share.toUpperCase()}\\results` }],
    ['a share with a variable', { share: '\\\\nord\\%a%' }],
    ['a share that ends in a dot', { share: '\\\\nord\\files.' }],
    ['an onboarding package to offboard with', { direction: 'offboard' }],
    ['a package where settings are taken back', { direction: 'remove' }],
    [
      'a file that takes the place of the order',
      { tenantFile: { ...wantedHandOff.tenantFile, name: 'HandOff.json' } },
    ],
    ['a name with a line break', { name: 'Nord\nSud' }],
    [
      'the same Windows twice',
      {
        parts: [...wantedHandOff.parts, ...wantedHandOff.parts]
          .slice(2, 4)
          .map((part) => ({ ...part, family: '2016' })),
      },
    ],
  ])('is never %s', (_what, change) => {
    expect(wantedSchema.safeParse(wantedHandOff).success).toBe(true);
    expect(wantedSchema.safeParse({ ...wantedHandOff, ...change }).success).toBe(false);
  });
});
