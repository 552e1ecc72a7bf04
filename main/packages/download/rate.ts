import type { Clock } from './clock';

/** The rate is taken over so many ms: long enough to be read, short enough to be true. */
const spanMs = 5000;

/**
 * Measures bytes per second from totals as they come. Null until a second of them was seen.
 */
export function rateMeter(clock: Clock): (received: number) => number | null {
  const points: { at: number; received: number }[] = [];
  return (received) => {
    const at = clock.now();
    points.push({ at, received });
    while (points.length > 2 && at - (points[0]?.at ?? at) > spanMs) points.shift();
    const first = points[0];
    if (first === undefined || at - first.at < 1000) return null;
    return ((received - first.received) * 1000) / (at - first.at);
  };
}
