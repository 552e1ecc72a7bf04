import { describe, expect, it } from 'vitest';
import {
  readingOf,
  readingsSchema,
  withReading,
  type Reading,
} from '../../../../shared/model/servers/readings';
import { aServer } from '../../../fixtures/facts';

const hour = 3_600_000;
const day = 24 * hour;
const read = (at: number, onboarded: boolean | null = true): Reading => ({ at, onboarded, mode: 'active' });

describe('what is kept of a reading', () => {
  it.each([
    ['onboarded', { sensor: { onboardingState: 1 } }, true],
    ['not onboarded', { sensor: { onboardingState: 0 } }, false],
    ['a state of no known meaning', { sensor: { onboardingState: 2 } }, false],
    [
      'not read',
      {
        sensor: { onboardingState: null },
        unreadable: [{ fact: 'sensor.onboardingState', reason: 'accessDenied', detail: '' }],
      },
      null,
    ],
  ] as const)('says %s', (_, change, onboarded) => {
    expect(readingOf(aServer(change as never), 5)).toMatchObject({ at: 5, onboarded });
  });
});

describe('the readings of a server', () => {
  it('are one for each day: the last of it', () => {
    const kept = [1, 5, 30, 25].reduce<Reading[]>((list, at) => withReading(list, read(at * hour)), []);
    expect(kept.map(({ at }) => at / hour)).toEqual([5, 25]);
    expect(withReading([read(5 * hour)], read(23 * hour, false))).toEqual([read(23 * hour, false)]);
  });

  it('stay in the order of time where the clock was set back, and make room for new ones', () => {
    expect(withReading([read(9 * day)], read(2 * day)).map(({ at }) => at / day)).toEqual([2, 9]);
    const month = Array.from({ length: 40 }, (_, n) => read(n * day)).reduce<Reading[]>(withReading, []);
    expect([month.length, month[0]?.at]).toEqual([30, 10 * day]);
    expect(readingsSchema.safeParse({ version: 1, readings: month }).success).toBe(true);
  });
});
