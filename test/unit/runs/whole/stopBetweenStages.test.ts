import { afterEach, expect, it } from 'vitest';
import { Walker } from '../../app/walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

/** A 2016 server whose antivirus platform is being updated, in the first of its two stages. */
async function inTheFirstStage() {
  const w = (walker = await Walker.start());
  const id = await w.prepare(
    '2016-prerequisites',
    ['onboarding', 'installation', 'platformUpdate'],
    'active',
  );
  for (const check of w.assess(id).known?.checks ?? [])
    if (check.state === 'toFix' && check.fix !== null)
      await w.decide(id, { kind: 'acceptFix', fix: check.fix });
  w.session = await w.ask('getSession', {});
  await w.ask('setPractice', { targetId: id, speed: 20 });
  const { known } = w.assess(id);
  await w.ask('startPlan', {
    journey: 'onboard',
    targetId: id,
    planHash: known?.planHash ?? '',
    name: w.view(id).target.name,
  });
  const view = await w.until(
    id,
    'between stages',
    ({ run }) =>
      run?.actions.some(({ id: action, stage }) => action === 'enable-defender-feature' && stage !== null) ===
      true,
  );
  const action = view.run?.actions.find(({ id: action }) => action === 'enable-defender-feature');
  return { w, id, action };
}

it('a prerequisite that is asked to stop ends behind its stage, is not called failed, and is gone on with', async () => {
  const { w, id, action } = await inTheFirstStage();
  await w.ask('stopRun', { targetId: id, asked: true });
  await w.ask('setPractice', { targetId: id, speed: 6000 });
  const { run } = await w.until(id, 'at rest', ({ busy }) => busy === 'idle');
  expect(run).toMatchObject({ outcome: 'stopped', failure: null });
  expect(run?.actions.find(({ nn }) => nn === action?.nn)).toMatchObject({ state: 'stopped', failure: null });
});

it('and goes on where the wish is taken back in time', async () => {
  const { w, id, action } = await inTheFirstStage();
  await w.ask('stopRun', { targetId: id, asked: true });
  await w.ask('stopRun', { targetId: id, asked: false });
  await w.ask('setPractice', { targetId: id, speed: 6000 });
  const { run } = await w.until(id, 'at rest', ({ busy }) => busy === 'idle');
  expect(run?.actions.find(({ nn }) => nn === action?.nn)?.state).not.toBe('stopped');
  expect(run?.outcome).not.toBe('stopped');
});
