import { expect, it } from 'vitest';
import { compareVersions } from '../../../shared/version';

it.each([
  ['4.18.9', '4.18.10', -1],
  ['4.18.25110.6', '4.18.25110.6', 0],
  ['4.18', '4.18.0.0', 0],
  ['4.18', '4.18.0.1', -1],
  ['10.0', '9.9.9.9', 1],
  // Row servicing/servicing-platform-versions: two months that a comparison as text would swap with 4.18.9.
  ['4.18.25020.1009', '4.18.25010.11', 1],
])('compares %s with %s', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
  expect(Math.sign(compareVersions(b, a))).toBe(sign === 0 ? 0 : -sign);
});

it.each(['', '4.18.x', '4..1'])('refuses %j, which is no version', (text) => {
  expect(() => compareVersions(text, '1.0')).toThrow(RangeError);
});
