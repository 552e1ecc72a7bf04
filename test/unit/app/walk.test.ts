import { afterEach, describe, expect, it } from 'vitest';
import { Walker } from './walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

describe('the whole way over a practice server', () => {
  it('takes a 2019 server from Connect to Handover', async () => {
    walker = await Walker.start();
    const id = await walker.prepare('2019-fresh', ['onboarding'], 'active');
    expect(walker.states(id)).toMatchObject({
      connect: 'done',
      server: 'done',
      packages: 'done',
      prerequisites: 'done',
      mode: 'done',
      plan: 'ahead',
      onboard: 'ahead',
    });
    const view = await walker.carryOut(id);
    expect(view.run?.failure).toBeNull();
    expect(view.run?.actions.map((action) => [action.id, action.state])).toEqual([
      ['send-kit', 'done'],
      ['onboard', 'done'],
    ]);
    const states = () => walker?.states(id) ?? {};
    await walker.readUntil(id, 'in contact with the cloud', () => states().onboard === 'done');
    await walker.ask('startTest', { targetId: id });
    await walker.until(id, 'tested', (now) => now.busy === 'idle' && now.run?.outcome === 'done');
    await walker.decide(id, { kind: 'alert', seen: true });
    const { html } = await walker.ask('previewReport', { journey: 'onboard', targetId: id });
    expect(html).toContain('PRACTICE');
    await walker.ask('saveReport', { journey: 'onboard', targetId: id });
    await walker.until(id, 'handed over', () => states().handover === 'done');
    expect(walker.states(id)).toMatchObject({
      install: 'notNeeded',
      onboard: 'done',
      test: 'done',
      handover: 'done',
    });
  });
});

const kits = {
  '2016-trellix': ['onboarding', 'installation', 'platformUpdate'],
} as const;

/** Accepts every fix that the checks ask for, as a person would one by one. */
async function acceptFixes(w: Walker, id: string): Promise<void> {
  for (const check of w.assess(id).known?.checks ?? [])
    if (check.state === 'toFix' && check.fix !== null)
      await w.decide(id, { kind: 'acceptFix', fix: check.fix });
  w.session = await w.ask('getSession', {});
  if (w.states(id).mode === 'toFix') await w.decide(id, { kind: 'acceptNoProtector', accepted: true });
}

describe('every server of the main job', () => {
  it('takes a 2016 server with another antivirus to the end in passive mode', async () => {
    walker = await Walker.start();
    const id = await walker.prepare('2016-trellix', [...kits['2016-trellix']], 'passive');
    await acceptFixes(walker, id);
    const view = await walker.carryOut(id);
    expect(view.run?.failure).toBeNull();
    expect(view.run?.outcome).toBe('done');
    expect(view.facts?.defender.runningMode).toMatch(/passive/i);
    expect(view.facts?.policy.forceDefenderPassiveMode).toBe(1);
    await walker.readUntil(id, 'onboarded', () => walker?.states(id).onboard === 'done');
  });

  it('asks for a restart where Windows waits for one, restarts after a yes, and resumes by itself', async () => {
    walker = await Walker.start();
    const id = await walker.prepare('2019-restart', ['onboarding'], 'active');
    await acceptFixes(walker, id);
    const stopped = await walker.carryOut(id);
    expect(stopped.run?.outcome).toBe('restartRequired');
    await walker.ask('restartServer', { targetId: id });
    const view = await walker.until(
      id,
      'resumed',
      (now) => now.busy === 'idle' && now.run?.outcome === 'done',
    );
    expect(view.facts?.restartPending.some((marker) => marker.blocking)).toBe(false);
    expect(view.facts?.sensor.onboardingState).toBe(1);
  });

  it('calls a change that the server does not show a conflict', async () => {
    walker = await Walker.start();
    const id = await walker.prepare('2019-conflict', ['onboarding'], 'active');
    const view = await walker.carryOut(id);
    expect(view.run?.outcome).toBe('conflict');
    expect(walker.states(id).onboard).toBe('conflict');
  });

  it('stops at the tool’s own code where the installation fails', async () => {
    walker = await Walker.start();
    const id = await walker.prepare('2016-fails', [...kits['2016-trellix']], 'active');
    await acceptFixes(walker, id);
    const view = await walker.carryOut(id);
    expect(view.run?.outcome).toBe('failed');
    expect(view.run?.failure).toMatchObject({ code: 'operation.failed', native: 1603 });
    expect(walker.states(id).install).toBe('stopped');
  });

  it('refuses a package of another tenant than the server’s', async () => {
    walker = await Walker.start();
    const id = await walker.prepare('2019-othertenant', ['onboarding'], 'active');
    expect(walker.states(id).packages).toBe('stopped');
    const { known } = walker.assess(id);
    expect(
      await walker.refused('startPlan', {
        journey: 'onboard',
        targetId: id,
        planHash: known?.planHash ?? '',
        name: walker.view(id).target.name,
      }),
    ).toBe('step.blocked');
  });

  it('sends no change in a second full run', async () => {
    walker = await Walker.start();
    const id = await walker.prepare('2019-fresh', ['onboarding'], 'active');
    await walker.carryOut(id);
    const { known } = walker.assess(id);
    expect(known?.plan.filter((item) => item.needed && item.step !== 'test')).toEqual([]);
    expect(
      await walker.refused('startPlan', {
        journey: 'onboard',
        targetId: id,
        planHash: known?.planHash ?? '',
        name: walker.view(id).target.name,
      }),
    ).toBe('step.blocked');
  });
});

describe('what main refuses whatever a page says', () => {
  it('a wrong name, a stale plan, and a plan with an open step', async () => {
    walker = await Walker.start();
    const id = await walker.prepare('2019-fresh', ['onboarding'], 'active');
    const hash = walker.assess(id).known?.planHash ?? '';
    expect(
      await walker.refused('startPlan', { journey: 'onboard', targetId: id, planHash: hash, name: 'OTHER' }),
    ).toBe('step.blocked');
    expect(
      await walker.refused('startPlan', {
        journey: 'onboard',
        targetId: id,
        planHash: '0',
        name: walker.view(id).target.name,
      }),
    ).toBe('plan.changed');
    expect(await walker.refused('startTest', { targetId: id })).toBe('step.blocked');
    expect(await walker.refused('addTarget', { kind: 'local' })).toBe('target.notAllowed');
    expect(await walker.refused('addPackages', { to: id, paths: ['/etc/passwd'] })).toBe('target.notAllowed');
  });
});

describe('an app that goes away in the middle', () => {
  it('finds its action again, follows it to the end without a second start, and is done with it', async () => {
    walker = await Walker.start(undefined, {});
    const id = await walker.prepare('2019-fresh', ['onboarding'], 'active');
    await walker.ask('setPractice', { targetId: id, speed: 60 });
    const { known } = walker.assess(id);
    await walker.ask('startPlan', {
      journey: 'onboard',
      targetId: id,
      planHash: known?.planHash ?? '',
      name: walker.view(id).target.name,
    });
    await walker.until(
      id,
      'onboarding',
      (view) =>
        view.run?.actions.some((action) => action.id === 'onboard' && action.state === 'running') === true &&
        view.run.lines > 2,
    );
    await walker.stop(true);
    walker = await Walker.start(walker.folder);
    await walker.ask('setPractice', { targetId: id, speed: 6000 });
    const view = await walker.until(id, 'at rest', (now) => now.busy === 'idle' && now.run?.endedAt != null);
    expect(view.run?.outcome).toBe('done');
    expect(view.facts?.sensor.onboardingState).toBe(1);
    expect(view.facts?.runs.filter((run) => run.operation === 'Invoke-Onboarding')).toHaveLength(1);
    const { lines } = await walker.ask('getOutput', { runId: view.run?.runId ?? '', from: 0, limit: 5000 });
    expect(
      lines.filter((line) => line.source === 'run' && line.text.startsWith('Invoke-Onboarding')),
    ).toHaveLength(1);
    expect(lines.map((line) => line.seq)).toEqual(lines.map((_, index) => index));
  });
});
