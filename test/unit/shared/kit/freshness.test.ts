import { expect, it } from 'vitest';
import { freshnessOf } from '../../../../shared/kit/freshness';
import type { PackageDetails } from '../../../../shared/model/packages';

const now = Date.parse('2026-11-24T12:00:00Z');
const day = 24 * 60 * 60 * 1000;
const intelligence: PackageDetails = { kind: 'intelligence', version: '1.441.236.0' };
const offboarding = (expiresAt: number | null): PackageDetails => ({
  kind: 'offboardingFile',
  orgId: null,
  expiresAt,
});
const list = (
  kind: 'trustedRoots' | 'revocationList' | 'root' | 'disallowedCertificates',
  issuedAt: number | null,
  until: number | null,
): PackageDetails => ({ kind: 'certificateList', list: kind, name: null, issuedAt, until, entries: 1 });

it.each([
  ['that came in a month ago', intelligence, 30, { state: 'fresh', days: 30 }],
  ['that came in longer ago', intelligence, 31, { state: 'old', days: 31 }],
  [
    'of a kind that is not renewed',
    { kind: 'installScript', version: null } as const,
    900,
    { state: 'lasting', days: 900 },
  ],
  ['that takes a server off, with days to go', offboarding(now + 4 * day), 1, { state: 'lasting', days: 1 }],
  [
    'that takes a server off, near its end',
    offboarding(now + 3 * day),
    1,
    { state: 'ends', days: 3, at: now + 3 * day },
  ],
  ['that takes a server off, at its end', offboarding(now), 1, { state: 'ended', at: now }],
  ['that takes a server off and names no end', offboarding(null), 90, { state: 'lasting', days: 90 }],
  [
    'with a list that was made long before it came in',
    list('trustedRoots', now - 40 * day, null),
    1,
    { state: 'old', days: 40 },
  ],
  [
    'with a list that names no day',
    list('disallowedCertificates', null, null),
    31,
    { state: 'old', days: 31 },
  ],
  [
    'with what was taken back, before the next is due',
    list('revocationList', now - 40 * day, now + 9 * day),
    40,
    { state: 'lasting', days: 40 },
  ],
  [
    'with what was taken back, when the next is due',
    list('revocationList', now - 7 * day, now),
    7,
    { state: 'ended', at: now },
  ],
  ['with an old root', list('root', now - 9000 * day, now + 900 * day), 90, { state: 'lasting', days: 9000 }],
  ['from a time that has not come', intelligence, -365, { state: 'ahead', days: 0 }],
  ['from before summer time ended', intelligence, -1 / 24, { state: 'fresh', days: -1 }],
])('a file %s', (_, details, ago, expected) => {
  expect(freshnessOf({ details, addedAt: now - ago * day }, now)).toEqual(expected);
});
