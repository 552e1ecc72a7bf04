const day = 86_400_000;

/** Midnight of a date as if it were UTC; null where there is no such date. */
export function midnight(year: number, month: number, date: number): number | null {
  const full = year < 100 ? 2000 + year : year;
  const at = Date.UTC(full, month - 1, date);
  const made = new Date(at);
  const exists = made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
  return exists && full >= 1990 && full <= 2100 ? at : null;
}

/**
 * The date that three numbers mean, in an order that nobody told: short dates are written as the system likes. `near` is when the file
 * was written last, in the same clock; it decides where two readings are dates. Null where it does not.
 */
export function dateOf(numbers: readonly [number, number, number], near: number | null): number | null {
  const [a, b, c] = numbers;
  const read = (a > 31 ? [midnight(a, b, c)] : [midnight(c, b, a), midnight(c, a, b)]).filter(
    (at) => at !== null,
  );
  const [first, second] = read;
  if (first === undefined) return null;
  if (second === undefined || second === first) return first;
  if (near === null) return null;
  const nearest = Math.abs(first - near) <= Math.abs(second - near) ? first : second;
  return Math.abs(nearest - near) <= 3 * day ? nearest : null;
}

/** Time of day in ms. */
export const timeOfDay = (hours: number, minutes: number, seconds: number, ms = 0): number =>
  ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;

export const dayMs = day;
