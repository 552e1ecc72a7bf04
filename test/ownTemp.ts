import { afterAll, expect } from 'vitest';
import { takeOwnTemp } from '../build/ownTemp.mjs';
import './noFlush';

/**
 * Gives each test file a temporary folder of its own, and fails the file that leaves something in it: what is left there fills
 * the disk of whoever works on this, and hides what the product itself forgets. The folder goes in every case.
 */
const temp = takeOwnTemp();

// Registered before any hook of the file, so it runs behind them all.
afterAll(() => {
  expect(temp.giveBack(), 'left in the temporary folder').toEqual([]);
});
