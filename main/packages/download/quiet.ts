import type { Clock } from './clock';

/** A connection that brings fewer bytes than this in this time (ms) counts as standing still. */
export interface Quiet {
  readonly bytes: number;
  readonly ms: number;
}

/** A slow line brings this in a second; a minute without it brings a file in days, or never. */
export const usualQuiet: Quiet = { bytes: 32_768, ms: 60_000 };

const lookEveryMs = 1000;

/**
 * Watches over bytes that arrive. `onQuiet` is called once, when too few came in time: a host that stopped sending, and
 * one that drips a byte now and then, look alike.
 */
export function watchQuiet(
  clock: Clock,
  quiet: Quiet,
  onQuiet: () => void,
): { arrived(bytes: number): void; stop(): void } {
  let since = clock.now();
  let bytes = 0;
  const stop = clock.every(lookEveryMs, () => {
    if (bytes >= quiet.bytes) {
      since = clock.now();
      bytes = 0;
    } else if (clock.now() - since >= quiet.ms) {
      stop();
      onQuiet();
    }
  });
  return {
    arrived: (count) => {
      bytes += count;
    },
    stop,
  };
}
