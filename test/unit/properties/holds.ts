import fc from 'fast-check';
import { vi } from 'vitest';

/** Thousands of cases on a busy machine take their time; a property that hangs is still found. */
vi.setConfig({ testTimeout: 60_000 });

/** A whole number, or nothing: then each run searches elsewhere. */
const asked = Number(process.env.GANGWAY_SEED ?? Number.NaN);
const seed = Number.isInteger(asked) ? asked : Date.now() ^ (Math.random() * 0x1_0000_0000);
const path = process.env.GANGWAY_PATH;
let told = false;
/** Each run takes a share of the cases, and the next one others; `GANGWAY_CASES=1` takes them all. */
const share = Number(process.env.GANGWAY_CASES ?? '0.2');

/**
 * Looks for a case in which a property does not hold. The seed of the run is printed, and after a failure also the path to
 * the smallest case: `GANGWAY_SEED=<seed>` searches the same cases again, with `GANGWAY_PATH=<path>` that case alone.
 * @param cases how many a whole search tries; a run tries a share of them
 */
export async function holds<Ts>(property: fc.IRawProperty<Ts>, cases: number): Promise<void> {
  if (!told) process.stdout.write(`properties: GANGWAY_SEED=${String(seed)}\n`);
  told = true;
  await fc.assert(property, {
    numRuns: Math.ceil(cases * share),
    seed,
    ...(path === undefined ? {} : { path }),
  });
}
