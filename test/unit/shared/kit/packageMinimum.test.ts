import { expect, it } from 'vitest';
import { isStep } from '../../../../shared/kit/packageMinimum';

it.each([
  ['4.18.2001.10', true],
  ['4.18.2001.9', false],
  ['4.18.23050.4', true],
  ['4.18.23050.5', false],
  ['4.18', false],
  ['4.18.2001.10.1', false],
  ['x4.18.2001.10', false],
  ['4.18.2001.10-beta', false],
  [null, false],
])('a platform update %s is one to step over: %s', (version, step) => {
  expect(isStep(version)).toBe(step);
});
