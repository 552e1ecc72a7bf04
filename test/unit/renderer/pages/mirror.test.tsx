import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { applySnapshot, useSession } from '../../../../renderer/mirror';
import { aSession, aView } from './fakeDoor';

afterEach(cleanup);

function Shown() {
  return <output>{useSession(({ revision, targets }) => `${revision}: ${targets.length}`)}</output>;
}

it('takes over snapshots with rising revisions only', () => {
  const [older, newer, newest] = [aSession(), aSession({ targets: [aView()] }), aSession()];
  applySnapshot(newer);
  render(<Shown />);
  const text = () => screen.getByRole('status').textContent;
  expect(text()).toBe(`${newer.revision}: 1`);
  act(() => applySnapshot(older));
  expect(text()).toBe(`${newer.revision}: 1`);
  // The same revision again brings nothing new, whatever it holds.
  act(() => applySnapshot({ ...newer, targets: [] }));
  expect(text()).toBe(`${newer.revision}: 1`);
  act(() => applySnapshot(newest));
  expect(text()).toBe(`${newest.revision}: 0`);
});
