import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { LeaseNote } from '../../../../renderer/frame/leaseNote';
import type { Lease } from '../../../../shared/model/lease';
import { aServer, readAt } from '../../../fixtures/facts';
import { Around, aSession, aView, fakeDoor } from '../fakeDoor';

const minute = 60_000;
const lease: Lease = {
  runId: 'run-of-anna',
  account: 'NORD\\anna',
  computer: 'ADMIN-7',
  technician: 'Anna Berg',
  since: readAt - 90 * minute,
  renewedAt: readAt - 30 * minute,
  expiresAt: readAt + 30 * minute,
};
const show = (heldBy: Lease | null) => {
  const { door, asked } = fakeDoor();
  render(
    <Around door={door}>
      <LeaseNote view={aView({ heldBy, facts: aServer({ readAt }) })} />
    </Around>,
  );
  return asked;
};

beforeEach(async () => {
  await startTexts('en');
  applySnapshot(aSession());
});
afterEach(cleanup);

it('says nothing where nobody else holds the server', () => {
  show(null);
  expect(screen.queryByRole('note')).toBeNull();
});

it('[row 89] says who works there, from where, since when and until when, and offers no way around', () => {
  show(lease);
  expect(screen.getByRole('note').textContent).toMatch(
    /Anna Berg is working on PRACTICE-2019\..*NORD\\anna on ADMIN-7, since .*ends at .* at the latest/,
  );
  expect(screen.queryByRole('button')).toBeNull();
});

it('[row 90] takes an expired hold over only after a question that names who and since when, by the run that was shown', async () => {
  const asked = show({ ...lease, expiresAt: readAt });
  expect(screen.getByRole('note').textContent).toContain(
    'Anna Berg began to work on PRACTICE-2019 and did not end.',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Take over…' }));
  expect(asked).toEqual([]);
  const question = screen.getByRole('dialog', { name: 'Take over PRACTICE-2019 from Anna Berg?' });
  expect(question.textContent).toMatch(
    /NORD\\anna on ADMIN-7\) has worked here since .*half done.*sends nothing/,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Take over' }));
  await act(() => Promise.resolve());
  expect(asked).toEqual([
    { name: 'takeOver', input: { targetId: 'practice-2019-fresh', runId: 'run-of-anna' } },
  ]);
});
