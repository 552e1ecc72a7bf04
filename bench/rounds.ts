import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** The middle of some numbers; of an even count the mean of both middles. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** A quantile (0 to 1) of some numbers, linear between neighbours. */
export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return low + (high - low) * (place - Math.floor(place));
}

/** How long some work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  // Nobody is to pay for somebody else's garbage.
  collect();
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/**
 * Measures two things in turns (A B, then B A, …), so that both see the same machine. The first pair warms up and is
 * dropped; for one pair nothing warms up. Answers the pair whose ratio is the median of all ratios: a slow moment of the machine hits both of a pair.
 */
export async function inTurns(
  pairs: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ ours: number; reference: number }> {
  const found: { ours: number; reference: number }[] = [];
  for (let pair = pairs > 1 ? 0 : 1; pair <= pairs; pair += 1) {
    const first = pair % 2 === 0 ? await ours() : await reference();
    const second = pair % 2 === 0 ? await reference() : await ours();
    if (pair === 0) continue;
    found.push(pair % 2 === 0 ? { ours: first, reference: second } : { ours: second, reference: first });
  }
  return middle(found);
}

/** The pair of some whose ratio is the median of all ratios. */
export function middle(pairs: readonly { readonly ours: number; readonly reference: number }[]): {
  ours: number;
  reference: number;
} {
  const found = [...pairs];
  found.sort((a, b) => a.ours / a.reference - b.ours / b.reference);
  const one = found[Math.floor(found.length / 2)];
  if (one === undefined) throw new Error('nothing was measured');
  return one;
}
