import { expect, it } from 'vitest';
import { z } from 'zod';
import { onboardingBlob, practiceTenant } from '../../../../build/practice/blob';
import { readBlob } from '../../../../main/packages/script/blob';

const orgId = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const blob = (body: object, more: object = {}) =>
  readBlob(JSON.stringify({ body: JSON.stringify(body), ...more }));

it.each<[string, string | undefined, string | null]>([
  ['a GUID', orgId, orgId],
  ['one in capitals', orgId.toUpperCase(), orgId],
  ['none', undefined, null],
  ['one with a digit before it', `1${orgId}`, null],
  ['one with a digit behind it', `${orgId}1`, null],
  ['one with a part too few', orgId.replace('-4e6b', ''), null],
])('a tenant of %s', (_, given, expected) => {
  expect(blob({ orgId: given, packageGuid: given })).toMatchObject({
    orgId: expected,
    packageGuid: expected,
  });
});

it.each<[string, string | number | undefined, number | null]>([
  ['a time of Windows', '133108473269484019', Date.parse('2022-10-21T17:35:26.948Z')],
  ['one as a number', 133108473269484000, Date.parse('2022-10-21T17:35:26.948Z')],
  ['none', undefined, null],
  ['17 digits', '10000000000000000', Date.parse('1632-09-09T01:46:40Z')],
  ['16 digits', '1000000000000000', null],
  ['20 digits', '13310847326948401900', null],
  ['words', 'x133108473269484019', null],
])('an end of %s', (_, expirationTimestamp, expected) => {
  expect(blob({ expirationTimestamp }).expiresAt).toBe(expected);
});

it.each([
  ['no JSON', '{'],
  ['no body', JSON.stringify({ orgId })],
  ['a body that is no JSON', JSON.stringify({ body: '{', cert: 'x' })],
  ['a body of another form', JSON.stringify({ body: JSON.stringify({ orgId: 5 }) })],
])('%s says nothing', (_, json) => {
  expect(Object.values(readBlob(json)).filter((value) => value !== null)).toEqual([]);
});

it('has the end of its certificate, as DER or PEM; none says nothing', () => {
  const { cert } = z.object({ cert: z.string() }).parse(JSON.parse(onboardingBlob(practiceTenant)));
  const pem = `-----BEGIN CERTIFICATE-----\n${cert}\n-----END CERTIFICATE-----`;
  const end = Date.parse('2035-12-31T23:59:59Z');
  const found = [cert, pem, undefined, 'x', '-----BEGIN'].map(
    (one) => blob({}, { cert: one }).certificateNotAfter,
  );
  expect(found).toEqual([end, end, null, null, null]);
});
