import { useState } from 'react';

/**
 * The value before the last reading, where a new reading gave another one. `time` is when the value was read: words that
 * change with the language alone are no news. It is forgotten by the next reading, and with the row.
 */
export function useFormer(value: unknown, time: string | undefined): string | undefined {
  const [seen, setSeen] = useState<{ value: unknown; time: string | undefined; former?: string }>({
    value,
    time,
  });
  if (seen.time !== time) {
    const changed = typeof seen.value === 'string' && typeof value === 'string' && seen.value !== value;
    setSeen({ value, time, former: changed ? String(seen.value) : undefined });
  } else if (seen.value !== value && seen.former === undefined) {
    setSeen({ value, time });
  }
  return seen.former;
}
