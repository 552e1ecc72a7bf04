import { afterEach, expect, it } from 'vitest';
import { receivedBy } from './received';
import { Walker } from './walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

/** A path costs at most one start and one reading an action, and three round trips more; following is not counted. */
it.each([
  ['2019-fresh', ['onboarding'], 'active', 2],
  ['2016-trellix', ['onboarding', 'installation', 'platformUpdate'], 'passive', 4],
] as const)('%s goes to its end in few round trips', async (machine, packages, mode, atLeast) => {
  walker = await Walker.start();
  const id = await walker.prepare(machine, [...packages], mode);
  for (const check of walker.assess(id).known?.checks ?? [])
    if (check.state === 'toFix' && check.fix !== null)
      await walker.decide(id, { kind: 'acceptFix', fix: check.fix });
  if (walker.states(id).mode === 'toFix')
    await walker.decide(id, { kind: 'acceptNoProtector', accepted: true });
  const view = await walker.carryOut(id);
  expect(view.run?.outcome).toBe('done');
  const actions = view.run?.actions.length ?? 0;
  expect(actions).toBeGreaterThanOrEqual(atLeast);
  const received = await receivedBy(walker.folder, machine);
  const counted = received.filter(({ operation, kind }) => operation !== 'hello' && kind !== 'follow');
  expect(counted.filter(({ kind }) => kind === 'change')).toHaveLength(actions);
  // The server is held before files are copied; every other action does it itself, and the last one lets go.
  expect(counted.filter(({ kind }) => kind === 'lease')).toHaveLength(1);
  expect(counted.length).toBeLessThanOrEqual(2 * actions + 3);
});

it('what a request did is told before its answer', async () => {
  walker = await Walker.start();
  let told = 0;
  walker.app.subscribe((event) => {
    if (event.type === 'change') told = event.change.to;
  });
  const reply = await walker.app.dispatch({ name: 'changeSettings', input: { locale: 'fr' } });
  if (!reply.ok) throw new Error(reply.error.code);
  expect(reply.revision).toBe(told);
  expect(told).toBeGreaterThan(0);
});
