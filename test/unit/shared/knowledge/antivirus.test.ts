import { expect, it } from 'vitest';
import {
  antivirusProducts,
  antivirusServices,
  recogniseAntivirus,
} from '../../../../shared/knowledge/antivirus';
import { textOf } from '../../../fixtures/texts';

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

// Captures servicing/servicing-av-trellix, -kaspersky, -eset, -panda, -symantec: agents that manage, and a display name.
it.each(['masvc', 'macmnsvc', 'klnagent', 'EraAgentSvc', 'PandaAetherAgent', 'Symantec Endpoint Protection'])(
  '%s proves no antivirus',
  (service) => {
    expect(antivirusServices()).not.toContain(service);
    expect(recogniseAntivirus([{ service, displayName: '', running: true }])[0]?.product).toBeNull();
  },
);

it('warns about Trellix and marks the whole table as not verified', () => {
  expect(antivirusProducts.filter(({ noteKey }) => noteKey !== null).map(({ id }) => id)).toEqual([
    'trellix',
  ]);
  for (const { noteKey, doubt } of antivirusProducts) {
    expect(doubt).toBe('doubt.unverified');
    if (noteKey !== null) expect(textOf('knowledge', noteKey)).toContain('KB88214');
  }
});
