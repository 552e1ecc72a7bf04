import { afterEach, expect, it } from 'vitest';
import { Walker } from '../app/walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

/** Carries out the plan of a practice server, and answers the way in which its files went. */
async function wayTo(machine: string, packages: string[], adminShare?: boolean) {
  walker = await Walker.start();
  if (adminShare !== undefined) await walker.ask('changeSettings', { adminShare });
  const id = await walker.prepare(machine, packages, packages.length > 1 ? 'passive' : 'active');
  for (const check of walker.assess(id).known?.checks ?? [])
    if (check.state === 'toFix' && check.fix !== null)
      await walker.decide(id, { kind: 'acceptFix', fix: check.fix });
  const { run } = await walker.carryOut(id);
  expect(run?.outcome).toBe('done');
  return run?.actions.find((action) => action.id === 'send-kit')?.copy?.way ?? null;
}
const whole = ['onboarding', 'installation', 'platformUpdate'];

it('is not tried before somebody allows it', async () => {
  expect(await wayTo('network-trellix', whole)).toEqual({ key: 'sendOverSession', detail: '' });
  // Another setting that is changed later takes nothing back, and allows nothing.
  await walker?.ask('changeSettings', { theme: 'dark' });
  expect((await walker?.ask('getSession', {}))?.settings.adminShare).toBeUndefined();
});

it('is taken where it is allowed and answers, and the report holds the parameter', async () => {
  expect(await wayTo('network-trellix', whole, true)).toEqual({ key: 'sendOverShare', detail: '' });
  const html = (
    await walker?.ask('previewReport', { journey: 'onboard', targetId: 'practice-network-trellix' })
  )?.html;
  expect(html).toContain('adminShare = true');
});

it('gives way to the session where it does not answer, with the reason', async () => {
  expect(await wayTo('network-fresh', ['onboarding'], true)).toEqual({
    key: 'sendOverSessionInstead',
    detail: 'The network path was not found.',
  });
});

it('does not matter when the server is this computer', async () => {
  expect(await wayTo('2019-fresh', ['onboarding'], true)).toBeNull();
  const html = (await walker?.ask('previewReport', { journey: 'onboard', targetId: 'practice-2019-fresh' }))
    ?.html;
  expect(html).not.toContain('adminShare');
});
