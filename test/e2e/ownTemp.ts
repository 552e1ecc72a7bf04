import { takeOwnTemp } from '../../build/ownTemp.mjs';

/**
 * Gives a whole run in the browser a temporary folder of its own: workers, browsers and served apps inherit it. What the
 * tests forget in it fails the run; the folder goes in every case, also when a test failed.
 */
export default function setUp(): () => void {
  const temp = takeOwnTemp();
  return () => {
    const left = temp.giveBack();
    if (left.length > 0) throw new Error(`Left in the temporary folder: ${left.join(', ')}`);
  };
}
