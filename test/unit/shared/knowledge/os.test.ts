import { describe, expect, it } from 'vitest';
import type { ServerState } from '../../../../shared/model/facts';
import { osFamilies, recogniseOs } from '../../../../shared/knowledge/os';
import { aServer } from '../../../fixtures/facts';
import { textOf } from '../../../fixtures/texts';
import { holds, rowOf } from '../../../ground/row';

const os = (overrides: Partial<ServerState['os']>) => recogniseOs(aServer({ os: overrides }).os);

describe('supported versions', () => {
  it.each([
    [9600, '2012r2', 'installed'],
    [14393, '2016', 'installed'],
    [17134, 'sac1803', 'builtIn'],
    [17763, '2019', 'builtIn'],
    [18362, 'sac1903', 'builtIn'],
    [18363, 'sac1909', 'builtIn'],
    [19041, 'sac2004', 'builtIn'],
    [19042, 'sac20h2', 'builtIn'],
    [20348, '2022', 'builtIn'],
    [25398, '23h2', 'builtIn'],
    [26100, '2025', 'builtIn'],
  ] as const)('build %i is %s, its sensor %s', (build, family, sensor) => {
    expect(os({ build })).toMatchObject({ family, supported: true, refusal: null, sensor });
  });

  // Editions that differ by name and price alone: the build decides, as Microsoft lists versions and no editions.
  it.each([
    ['2022', 20348, 'ServerTurbine', 407],
    ['2025', 26100, 'ServerTurbineCor', 408],
    ['2019', 17763, 'ServerStandard', 7],
    ['2016', 14393, 'ServerSolution', 50],
    ['2012r2', 9600, 'ServerStorageStandard', 23],
    ['2025', 26100, 'ServerDatacenterEval', 80],
  ] as const)('%s, build %i, edition %s is supported', (family, build, editionId, sku) => {
    expect(os({ build, editionId, sku })).toMatchObject({ family, supported: true });
  });

  it('tells Server Core from a desktop', () => {
    expect(os({ installationType: 'Server Core' }).core).toBe(true);
    expect(os({}).core).toBe(false);
  });

  it('accepts a domain controller and Azure Local', () => {
    expect(os({ productType: 2 }).supported).toBe(true);
    expect(os({ editionId: 'ServerAzureStackHCICor', build: 25398 })).toMatchObject({
      family: 'azureLocal',
      supported: true,
    });
  });
});

describe('a Windows as it was captured', () => {
  it.each([
    ['platform/os-2012r2-wmi', { build: 9600, sku: 7, productType: 3 }, '2012r2'],
    ['platform/os-2016-wmi', { build: 14393, sku: 8, productType: 3 }, '2016'],
    ['platform/os-2019-wmi', { build: 17763, sku: 8, productType: 3 }, '2019'],
    ['platform/os-2022-computerinfo', { build: 20348 }, '2022'],
    [
      'platform/os-2012r2-registry',
      { build: 9600, editionId: 'ServerDatacenter', installationType: 'Server' },
      '2012r2',
    ],
    [
      'platform/os-2012-registry',
      { build: 9200, editionId: 'ServerDatacenter', installationType: 'Server' },
      '2012',
    ],
    ['platform/os-eval-2012r2-dism', { build: 9600, editionId: 'ServerStandardEval' }, '2012r2'],
    ['platform/os-2016-registry', { build: 14393, installationType: 'Server Core' }, '2016'],
    ['platform/os-2016-computerinfo', { build: 14393, editionId: 'ServerDatacenter' }, '2016'],
    ['platform/os-2019-registry', { build: 17763, installationType: 'Server Core' }, '2019'],
    ['platform/os-2019-computerinfo', { build: 17763, editionId: 'ServerStandard' }, '2019'],
    ['platform/os-2019-eval-core', { build: 17763, editionId: 'ServerStandardEval' }, '2019'],
    ['platform/os-sac1809-core', { build: 17763, editionId: 'ServerDatacenterACor' }, '2019'],
    ['platform/os-sac-caption', { build: 19042, caption: 'Microsoft Windows Server Datacenter' }, 'sac20h2'],
    ['platform/os-2022-registry', { build: 20348, installationType: 'Server Core' }, '2022'],
    ['platform/os-2022-eval-core', { build: 20348, editionId: 'ServerStandardEval' }, '2022'],
    ['platform/os-2025-core-computerinfo', { build: 26100, installationType: 'Server Core' }, '2025'],
    ['platform/os-2025-eval-core', { build: 26100, editionId: 'ServerStandardEval' }, '2025'],
    // The same build, under the name of Windows 10.
    ['platform/os-windows-11-registry', { build: 26100, installationType: 'Client' }, 'client'],
    [
      'platform/os-azure-stack-hci-builds',
      { build: 20349, editionId: 'ServerAzureStackHCICor' },
      'azureHciOld',
    ],
    [
      'platform/os-azure-stack-hci-builds',
      { build: 25398, editionId: 'ServerAzureStackHCICor' },
      'azureLocal',
    ],
  ] satisfies [string, Partial<ServerState['os']>, string][])('%s, %j: %s', (id, seen, family) => {
    const row = rowOf(id);
    const { build, ...rest } = seen;
    expect(holds(row, build) || row.version?.includes(String(build))).toBe(true);
    for (const value of Object.values<string | number | boolean>(rest))
      expect(holds(row, value), String(value)).toBe(true);
    expect(os(seen).family).toBe(family);
  });

  it.each([
    ['platform/os-sku-numbers', 'ServerTurbine', 407],
    ['platform/os-sku-numbers', 'ServerTurbineCor', 408],
    ['platform/os-sku-numbers', 'ServerSolution', 50],
    ['platform/os-azure-edition', 'ServerTurbine', 407],
    ['platform/os-eval-2016-2019', 'ServerDatacenterEval', null],
  ])('%s: edition %s (%s) of a build that is supported is supported', (id, editionId, sku) => {
    const row = rowOf(id);
    expect([holds(row, editionId), sku === null || holds(row, sku)]).toEqual([true, true]);
    expect(os({ build: 20348, editionId, ...(sku === null ? {} : { sku }) }).family).toBe('2022');
  });

  it.each([
    ['platform/os-caption-fr', 'Microsoft Windows 10 Professionnel'],
    ['platform/os-architecture-localized', '64-Bit'],
  ])('decides nothing by a text in the language of Windows: %s, %s', (id, caption) => {
    expect(holds(rowOf(id), caption)).toBe(true);
    expect(os({ build: 17763, caption })).toMatchObject({ family: '2019', supported: true });
  });
});

describe('refused systems', () => {
  it.each<[string, Partial<ServerState['os']>]>([
    ['older', { build: 3790, version: '5.2' }],
    ['older', { build: 6003, version: '6.0' }],
    ['2008r2', { build: 7600, version: '6.1' }],
    ['2008r2', { build: 7601, version: '6.1' }],
    ['2012', { build: 9200, version: '6.2' }],
    ['sac1709', { build: 16299 }],
    ['client', { productType: 1, installationType: 'Client', build: 26100 }],
    ['client', { editionId: 'ServerRdsh', build: 19045 }],
    ['hyperVServer', { sku: 42 }],
    ['hyperVServer', { editionId: 'ServerHyperCore' }],
    ['nano', { installationType: 'Nano Server', build: 14393 }],
    ['azureHciOld', { editionId: 'ServerAzureStackHCICor', build: 20348 }],
    ['hyperVServer', { sku: 42, build: 9600, version: '6.3' }],
    ['notX64', { is64Bit: false }],
    // Windows Server for ARM64: the script asks for AMD64, so it shows as not 64-bit here.
    ['notX64', { is64Bit: false, build: 26100, editionId: 'ServerDatacenter' }],
    ['client', { productType: 1, installationType: 'Client', editionId: 'IoTEnterpriseS', build: 19044 }],
    ['client', { productType: 1, installationType: 'Client', is64Bit: false, build: 19045 }],
    ['unknown', { build: 29999 }],
    ['unknown', { build: 10586 }],
    ['unknown', { build: 26040 }],
  ])('%s is refused with why and what next: %j', (refusal, overrides) => {
    expect(os(overrides)).toMatchObject({ supported: false, refusal, family: refusal });
    // The title is a name with a verb; the reason and the step are sentences, and the step is one.
    const text = (part: string) => textOf('knowledge', `refusal.${refusal}.${part}`) ?? '';
    expect(text('title')).toMatch(/^[A-Z0-9].*[a-z0-9]$/);
    expect(text('cause')).toMatch(/^[A-Z].*\.$/);
    expect(text('next')).toMatch(/^[A-Z][^.]*\.$/);
  });
});

it('knows each build once, names every version, and says where that was read', () => {
  expect(new Set(osFamilies.map(({ build }) => build)).size).toBe(osFamilies.length);
  for (const { family, source } of osFamilies) {
    expect(textOf('knowledge', `os.${family}`)).toBeTruthy();
    expect(source).toMatch(/, \d{4}-\d\d-\d\d$/);
  }
});
