import { useState } from 'react';

/** When a condition that holds at `now` (epoch ms) was first seen to hold; null while it does not. */
export function useSince(holds: boolean, now: number): number | null {
  const [since, setSince] = useState<number | null>(null);
  const next = holds ? (since ?? now) : null;
  if (next !== since) setSince(next);
  return next;
}
