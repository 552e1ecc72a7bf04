import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { createClient } from '../../../renderer/client';
import { applySnapshot, followSession, useSession } from '../../../renderer/mirror';
import type { Session } from '../../../shared/bridge/session';
import { changeOver } from '../../../shared/bridge/sessionChange';
import { aSession, aView } from './fakeDoor';

afterEach(cleanup);

function Shown() {
  return <output>{useSession(({ revision, targets }) => `${revision}: ${targets.length}`)}</output>;
}
const text = () => screen.getByRole('status').textContent;

it('takes over a snapshot only if its revision is newer', () => {
  const [older, newer, newest] = [aSession(), aSession({ targets: [aView()] }), aSession()];
  applySnapshot(newer);
  render(<Shown />);
  expect(text()).toBe(`${newer.revision}: 1`);
  act(() => applySnapshot(older));
  expect(text()).toBe(`${newer.revision}: 1`);
  // The same revision again brings nothing new, whatever it holds.
  act(() => applySnapshot({ ...newer, targets: [] }));
  expect(text()).toBe(`${newer.revision}: 1`);
  act(() => applySnapshot(newest));
  expect(text()).toBe(`${newest.revision}: 0`);
});

/** Main behind a carrier: `now` is its session, answers wait until they are let go, and the test sends what it likes. */
function fakeMain(now: Session) {
  let send: (event: unknown) => void = () => undefined;
  let open: () => void = () => undefined;
  const main = { now, asked: 0, answers: [] as (() => void)[] };
  const client = createClient({
    request: (message) => {
      main.asked += 1;
      const value = (message as { name: string }).name === 'getSession' ? main.now : {};
      return new Promise((resolve) =>
        main.answers.push(() => resolve({ ok: true, value, revision: main.now.revision })),
      );
    },
    subscribe: (listener, onReady) => {
      [send, open] = [listener, onReady];
      return () => undefined;
    },
    files: { kind: 'paths', pathOf: () => '' },
  });
  return {
    main,
    client,
    /** Main changes, and the change goes out, or is lost on the way. */
    change(to: Session, lost = false) {
      const change = changeOver([main.now, to]);
      main.now = to;
      const arrive = () => act(() => send(JSON.parse(JSON.stringify({ type: 'change', change }))));
      if (!lost) arrive();
      return arrive;
    },
    open: () => open(),
    answer: () =>
      act(async () => {
        for (const answer of main.answers.splice(0)) answer();
        await vi.waitFor(() => undefined);
      }),
  };
}

async function following() {
  const fake = fakeMain(aSession({ targets: [aView()] }));
  const first = followSession(fake.client);
  await fake.answer();
  await first;
  render(<Shown />);
  return fake;
}
const two = () =>
  aSession({ targets: [aView(), aView({ target: { kind: 'local', id: 'local', name: 'HERE' } })] });

it('applies changes one after the other, and asks for nothing in between', async () => {
  const fake = await following();
  const to = two();
  fake.change(to);
  expect(text()).toBe(`${to.revision}: 2`);
  expect(fake.main.asked).toBe(1);
});

it('asks for the whole session once when a change is missing, also when more changes arrive in the meantime', async () => {
  const fake = await following();
  fake.change(two(), true);
  fake.change(aSession({ targets: [aView()] }));
  expect(fake.main.asked).toBe(2);
  await fake.answer();
  expect(text()).toBe(`${fake.main.now.revision}: 1`);
  fake.change(two());
  expect(text()).toBe(`${fake.main.now.revision}: 2`);
  expect(fake.main.asked).toBe(2);
});

it('asks once more where a change was lost while the answer was on its way', async () => {
  const fake = await following();
  fake.change(two(), true);
  fake.change(aSession({ targets: [aView()] }));
  fake.change(two(), true);
  fake.change(aSession({ targets: [] }));
  await fake.answer();
  await fake.answer();
  expect(text()).toBe(`${fake.main.now.revision}: 0`);
});

it('ignores a change that is older than the session', async () => {
  const fake = await following();
  const late = fake.change(two(), true);
  fake.change(aSession({ targets: [] }));
  await fake.answer();
  late();
  expect(text()).toBe(`${fake.main.now.revision}: 0`);
});

it('asks for the whole session when the stream opens again', async () => {
  const fake = await following();
  fake.change(two(), true);
  fake.open();
  await fake.answer();
  expect(text()).toBe(`${fake.main.now.revision}: 2`);
});

it('refuses a change that breaks the contract, and recovers with the next one', async () => {
  const fake = await following();
  const lost = fake.change({ ...two(), targets: [{ ...aView(), busy: 'asleep' as 'idle' }] }, true);
  expect(lost).toThrow();
  fake.change(two());
  await fake.answer();
  expect(text()).toBe(`${fake.main.now.revision}: 2`);
});

it('answers a request when the page shows what came of it, not before', async () => {
  const fake = await following();
  let answered = false;
  const asked = fake.client.restartServer({ targetId: 'local' }).then(() => (answered = true));
  const arrive = fake.change(two(), true);
  await fake.answer();
  expect(answered).toBe(false);
  arrive();
  await asked;
  expect(text()).toBe(`${fake.main.now.revision}: 2`);
});

it('answers a request all the same where the change never comes', async () => {
  const fake = await following();
  vi.useFakeTimers();
  const asked = fake.client.restartServer({ targetId: 'local' });
  fake.change(two(), true);
  await fake.answer();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  await expect(asked).resolves.toEqual({});
});

it('rejects where main does not give its session', async () => {
  const { client } = fakeMain(aSession());
  const refused = { ...client, getSession: () => Promise.reject(new Error('HTTP 403')) };
  await expect(followSession(refused)).rejects.toThrow('HTTP 403');
});
