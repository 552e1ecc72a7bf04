import { expect, it } from 'vitest';
import { skewAfter } from '../../../shared/serverClock';

it.each([
  ['clocks that may agree do', null, [1000, 1400, 1200], 0],
  ['a clock ahead: the answer was dated last', null, [1000, 1400, 61_300], 61_000],
  ['a clock behind', null, [61_000, 61_400, 1300], -59_000],
  ['what was known stays: a slower answer', 61_000, [1000, 9000, 61_300], 61_000],
  ['what was known stays: a faster one', 61_000, [1000, 1010, 61_010], 61_000],
  ['a clock that was set is noticed', 61_000, [1000, 1400, 1300], 0],
  ['clocks that agree go on doing so', 0, [1000, 1400, 1300], 0],
  ['a clock that was right and is no more', 0, [1000, 1400, 4300], 4000],
])('%s', (_, known, [asked = 0, arrived = 0, readAt = 0], skew) => {
  expect(skewAfter(known, { asked, arrived, readAt })).toBe(skew);
});
