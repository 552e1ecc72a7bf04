import { expect, it } from 'vitest';
import {
  holderOf,
  isLeaseOf,
  isLeaseOver,
  leaseClaimSchema,
  type Lease,
  type LeaseClaim,
} from '../../../../shared/model/lease';

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

it.each<[string, Partial<LeaseClaim>, boolean]>([
  ['a name of one letter', { account: 'a', computer: 'b' }, true],
  ['no account', { account: '' }, false],
  ['no computer', { computer: '' }, false],
  ['names of 300 letters', { account: 'a'.repeat(300), computer: 'b'.repeat(300) }, true],
  ['an account of more', { account: 'a'.repeat(301) }, false],
  ['a computer of more', { computer: 'b'.repeat(301) }, false],
  ['a technician of 120 letters', { technician: 'c'.repeat(120) }, true],
  ['a technician of more', { technician: 'c'.repeat(121) }, false],
  ['a minute', { minutes: 1 }, true],
  ['less', { minutes: 0 }, false],
  ['ten hours', { minutes: 600 }, true],
  ['more', { minutes: 601 }, false],
])('a claim with %s is one: %#', (_, change, valid) => {
  const claim = { account: 'a', computer: 'b', technician: null, minutes: 60, takeOver: null, ...change };
  expect(leaseClaimSchema.safeParse(claim).success).toBe(valid);
});
