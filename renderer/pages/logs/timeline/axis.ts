import { lengthOf, type Stretch } from './stretch';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28, 91, 182, 365].map((n) => n * day),
];

/** The moments that are named above the lanes, and how finely. */
export interface Axis {
  readonly at: readonly number[];
  readonly fine: 'seconds' | 'minutes' | 'days';
}

/** Moments at round times of the desk's clock, at least `apart` pixels from one another. */
export function axisOf(shown: Stretch, width: number, offsetMinutes: number, apart: number): Axis {
  const least = (lengthOf(shown) * apart) / Math.max(1, width);
  const step = steps.find((one) => one >= least) ?? Math.ceil(least / (365 * day)) * 365 * day;
  const offset = offsetMinutes * minute;
  const at: number[] = [];
  for (let next = Math.ceil((shown.from + offset) / step) * step - offset; next <= shown.to; next += step)
    at.push(next);
  return { at, fine: step < minute ? 'seconds' : step < day ? 'minutes' : 'days' };
}
