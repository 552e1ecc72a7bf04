import { readFileSync } from 'node:fs';

/** What the main thread and the memory went through while work was done. */
export interface Strain {
  /** The longest time, in ms, for which the loop did not come round because of us. */
  blockedMs: number;
  /** By how much the memory of the process grew at the most, in MB. */
  grownMegabytes: number;
}

const everyMs = 4;
const megabyte = 1024 * 1024;

/** Does work and watches it: the beats of the loop, and the resident memory at each of them. */
export async function underWatch<T>(work: () => Promise<T>): Promise<{ value: T; strain: Strain }> {
  const before = process.memoryUsage.rss();
  const strain: Strain = { blockedMs: 0, grownMegabytes: 0 };
  let last = computedMs();
  const beat = () => {
    const now = computedMs();
    strain.blockedMs = Math.max(strain.blockedMs, now - last);
    strain.grownMegabytes = Math.max(strain.grownMegabytes, (process.memoryUsage.rss() - before) / megabyte);
    last = computedMs();
  };
  const beats = setInterval(beat, everyMs);
  try {
    return { value: await work(), strain };
  } finally {
    beat();
    clearInterval(beats);
  }
}

/** Time for which this thread held a processor. The clock would also count what others on a busy machine took. */
function computedMs(): number {
  if (process.platform !== 'linux') return performance.now();
  return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
}
