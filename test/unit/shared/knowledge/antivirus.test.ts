import { expect, it } from 'vitest';
import {
  antivirusProducts,
  antivirusServices,
  recogniseAntivirus,
} from '../../../../shared/knowledge/antivirus';
import { holds, rowOf } from '../../../ground/row';

it('names the product behind a service, whatever its case, and keeps one that it does not know', () => {
  const found = recogniseAntivirus([
    { service: 'mcshield', displayName: 'McAfee McShield', running: true },
    { service: 'OtherAv', displayName: 'Other AV', running: false },
  ]);
  expect(found.map(({ product, service, running }) => [product?.id ?? null, service, running])).toEqual([
    ['trellix', 'mcshield', true],
    [null, 'OtherAv', false],
  ]);
});

it('asks for every service once', () => {
  const lower = antivirusServices().map((name) => name.toLowerCase());
  expect(new Set(lower).size).toBe(lower.length);
  expect(lower).toEqual(expect.arrayContaining(['mcshield', 'sepmasterservice', 'ekrn', 'csfalconservice']));
});

/** The row in which the services of each product stand. */
const rowOfProduct = {
  trellix: 'servicing/servicing-av-trellix',
  symantec: 'servicing/servicing-av-symantec',
  eset: 'servicing/servicing-av-eset',
  trendmicro: 'servicing/servicing-av-trend-apex',
  deepsecurity: 'servicing/servicing-av-trend-deepsecurity',
  sophos: 'servicing/servicing-av-sophos',
  crowdstrike: 'servicing/servicing-av-crowdstrike',
  sentinelone: 'servicing/servicing-av-sentinelone',
  cylance: 'servicing/servicing-av-cylance',
  kaspersky: 'servicing/servicing-av-kaspersky',
  bitdefender: 'servicing/servicing-av-bitdefender',
  carbonblack: 'servicing/servicing-av-carbonblack',
  cortex: 'servicing/servicing-av-cortex',
  withsecure: 'servicing/servicing-av-withsecure',
  gdata: 'servicing/servicing-av-gdata',
  panda: 'servicing/servicing-av-panda',
};

it.each(antivirusProducts.map((product) => [product.id, product] as const))(
  'every service of %s was seen on a server',
  (id, { services }) => {
    const row = Object.entries(rowOfProduct).find(([product]) => product === id)?.[1];
    for (const service of services)
      expect(holds(rowOf(row ?? 'servicing/servicing-av-others'), service), service).toBe(true);
  },
);

// Rows servicing/servicing-uninstall-two-hives-two-names and servicing/servicing-defender-services-by-generation: names that are shown differ for one product,
// so only services tell. Of these the first are agents that manage, one is a name that is shown.
it.each([
  'masvc',
  'macmnsvc',
  'klnagent',
  'EraAgentSvc',
  'PandaAetherAgent',
  'ds_agent',
  'Parity',
  'LogProcessorService',
  'Trend Micro Endpoint Basecamp',
  'AcronisActiveProtectionService',
  'Symantec Endpoint Protection',
])('%s proves no antivirus', (service) => {
  expect(antivirusServices()).not.toContain(service);
  expect(recogniseAntivirus([{ service, displayName: '', running: true }])[0]?.product).toBeNull();
});

it('marks the whole table as not verified', () => {
  for (const { doubt } of antivirusProducts) expect(doubt).toBe('doubt.unverified');
});
