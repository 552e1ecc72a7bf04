import { takeOwnTemp } from '../build/ownTemp.mjs';

/**
 * Gives a whole run of vitest or Playwright a temporary folder of its own: workers, browsers and served apps inherit it. What
 * was forgotten in it fails the run; the folder goes in every case, also when a test failed or a file could not be loaded.
 */
export default function setUp(): () => void {
  // Each project of vitest sets up by itself; the first one does it for all.
  if (process.env.GANGWAY_RUN_TEMP !== undefined) return () => undefined;
  const temp = takeOwnTemp();
  process.env.GANGWAY_RUN_TEMP = temp.folder;
  return () => {
    delete process.env.GANGWAY_RUN_TEMP;
    const left = temp.giveBack();
    if (left.length === 0) return;
    // Vitest prints an error of this place, and ends well all the same.
    process.exitCode = 1;
    throw new Error(`Left in the temporary folder: ${left.join(', ')}`);
  };
}
