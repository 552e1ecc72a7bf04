import { statfsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { takeOwnTemp } from '../build/ownTemp.mjs';

/** Projects that start no program from their temporary folder: nothing of it need ever come to a disk. */
const writeAndForget = ['unit', 'renderer', 'thorough', 'faults', 'faults-memory', 'hostile', 'bridge'];
/** Linux keeps this folder in memory. A container often gives it a few megabytes. */
const memory = '/dev/shm';
const enough = 4 * 1024 ** 3;

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= enough;
  } catch {
    return false;
  }
}

/**
 * Gives a whole run of vitest or Playwright a temporary folder of its own: workers, browsers and served apps inherit it. What
 * was forgotten in it fails the run; the folder goes in every case, also when a test failed or a file could not be loaded.
 * Thousands of tests replace a file and wait until the disk has taken the new one, so where memory has room they write there.
 */
export default function setUp(project?: TestProject): () => void {
  // Each project of vitest sets up by itself; the first one does it for all.
  if (process.env.GANGWAY_RUN_TEMP !== undefined) return () => undefined;
  const before = process.env.TMPDIR;
  // A place that a person chose stands; one that `npm test` took for itself does not.
  const isChosen = before !== undefined && before !== process.env.GANGWAY_TEMP;
  if (!isChosen && writeAndForget.includes(project?.name ?? '') && hasRoom()) process.env.TMPDIR = memory;
  const temp = takeOwnTemp();
  process.env.GANGWAY_RUN_TEMP = temp.folder;
  return () => {
    delete process.env.GANGWAY_RUN_TEMP;
    const left = temp.giveBack();
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    if (left.length === 0) return;
    // Vitest prints an error of this place, and ends well all the same.
    process.exitCode = 1;
    throw new Error(`Left in the temporary folder: ${left.join(', ')}`);
  };
}
