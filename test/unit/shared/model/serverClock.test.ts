import { expect, it } from 'vitest';
import { hereClock, skewAfter } from '../../../../shared/model/servers/serverClock';

it.each([
  ['clocks that may agree do', null, [1000, 1400, 1200], 0],
  ['a clock ahead: the answer was dated last', null, [1000, 1400, 61_300], 61_000],
  ['a clock behind', null, [61_000, 61_400, 1300], -59_000],
  ['what was known stays: a slower answer', 61_000, [1000, 9000, 61_300], 61_000],
  ['what was known stays: a faster one', 61_000, [1000, 1010, 61_010], 61_000],
  ['a clock that was set is noticed', 61_000, [1000, 1400, 1300], 0],
  ['a clock that was right and is no more', 0, [1000, 1400, 4300], 4000],
  ['clocks that agree at the last moment', null, [1000, 1400, 1400], 0],
  ['one that is ahead by a moment more', null, [1000, 1400, 1401], 1000],
  ['clocks that agree at the first moment', null, [1000, 1400, 1000], 0],
  ['what was known stays up to two seconds', 2000, [1000, 1400, 1000], 2000],
  ['and no moment longer', 2001, [1000, 1400, 1000], 0],
  ['what was known stays at the least that is possible', 61_000, [1000, 1400, 62_400], 61_000],
  ['and no moment less', 61_000, [1000, 1400, 62_401], 62_000],
])('%s', (_, known, [asked = 0, arrived = 0, readAt = 0], skew) => {
  expect(skewAfter(known, { asked, arrived, readAt })).toBe(skew);
});

it.each([
  [null, 5000.4, 5000],
  [1000, 5000, 4000],
  [-1000, 5000, 6000],
  [9000, 5000, 0],
])('a server that is ahead by %s ms dates %s as %s here', (skew, at, here) => {
  expect(hereClock(skew)(at)).toBe(here);
});
