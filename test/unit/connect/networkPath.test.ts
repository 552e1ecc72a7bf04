import { expect, it } from 'vitest';
import { walkNetworkPath } from './networkPath';

const rttMs = 50;

it('a whole path over the network takes few requests and hardly longer than one script written by hand', async () => {
  const { actions, files, atFirst, requests, oursMs, scriptMs } = await walkNetworkPath(rttMs);
  // Who the server is, and all of its facts: a round trip each.
  expect(atFirst).toEqual({ asked: ['Get-ServerIdentity', 'Get-ServerState'], ms: 2 * rttMs });
  expect(actions).toBeGreaterThanOrEqual(4);
  expect(requests.filter(({ kind }) => kind === 'change')).toHaveLength(actions);
  // Two an action, three to know the server, and one that holds it before its files are copied.
  expect(requests.length).toBeLessThanOrEqual(2 * actions + 4);
  expect(oursMs).toBeLessThanOrEqual(1.2 * scriptMs);
  // The actions take minutes, which hides much. Without them: the requests, four trips for each small file of the copy (look,
  // length, its one piece, hash), and one that finds an action at its end; less the two of the script.
  const trips = (oursMs - scriptMs) / rttMs;
  expect(trips).toBeLessThanOrEqual(2 * actions + 3 + 4 * files + actions);
  expect(trips).toBeGreaterThan(2 * actions);
});

it('a path on a link without delay differs from the script by nothing but a moment', async () => {
  const { oursMs, scriptMs } = await walkNetworkPath(0);
  expect(oursMs - scriptMs).toBeLessThan(100);
});
