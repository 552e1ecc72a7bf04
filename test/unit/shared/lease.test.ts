import { expect, it } from 'vitest';
import { holderOf, isLeaseOf, isLeaseOver, type Lease } from '../../../shared/lease';

const minute = 60_000;
const now = 100 * minute;
const lease: Lease = {
  runId: 'r',
  account: 'NORD\\anna',
  computer: 'PC-1',
  technician: 'Anna',
  since: now - 20 * minute,
  renewedAt: now - 10 * minute,
  expiresAt: now + minute,
};

it.each([
  ['holds until its end', {}, false],
  ['is over at its end', { expiresAt: now }, true],
  ['holds where clocks differ by five minutes', { renewedAt: now + 5 * minute }, false],
  ['is over where another clock dated it', { renewedAt: now + 5 * minute + 1 }, true],
])('a hold %s', (_, change, over) => {
  expect(isLeaseOver({ ...lease, ...change }, now)).toBe(over);
});

it.each([
  ['the account and the computer, whatever the case', { account: 'nord\\ANNA', computer: 'pc-1' }, true],
  ['another account on the computer', { account: 'NORD\\ben', computer: 'PC-1' }, false],
  ['the account on another computer', { account: 'NORD\\anna', computer: 'PC-2' }, false],
])('a hold belongs to %s: %#', (_, own, ours) => {
  expect(isLeaseOf(lease, own)).toBe(ours);
});

it('is named by what is known of who holds it', () => {
  expect(holderOf(lease)).toBe('Anna, NORD\\anna, PC-1');
  expect(holderOf({ ...lease, technician: null, computer: '' })).toBe('NORD\\anna');
});
