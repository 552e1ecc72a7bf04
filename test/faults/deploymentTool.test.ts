import { afterEach, describe, expect, it } from 'vitest';
import { usualTool } from '../../shared/model/deploymentTool';
import { remaining } from '../../shared/plan/plan';
import { assess } from '../../shared/steps/progress';
import type { RunView } from '../../shared/bridge/session';
import { quickly } from '../unit/app/stage';
import { Walker } from '../unit/app/walker';

const files = ['deploymentTool', 'onboardingFile'];
let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

/** A practice server whose plan Microsoft's tool carries out, up to its start. */
async function open(
  machine: string,
  mode: 'active' | 'passive',
  fault: 'none' | 'toolPrerequisite' | 'toolFeature' | 'toolSignature' = 'none',
): Promise<{ app: Walker; id: string }> {
  const app = await Walker.start(undefined, { pace: quickly });
  walker = app;
  const id = await app.prepare(machine, files, mode);
  await app.decide(id, { kind: 'chooseTool', journey: 'onboard', tool: usualTool });
  await app.ask('setPractice', { targetId: id, fault });
  app.session = await app.ask('getSession', {});
  for (const check of app.assess(id).known?.checks ?? [])
    if (check.state === 'toFix' && check.fix !== null)
      await app.decide(id, { kind: 'acceptFix', fix: check.fix });
  app.session = await app.ask('getSession', {});
  if (app.states(id).mode === 'toFix') await app.decide(id, { kind: 'acceptNoProtector', accepted: true });
  app.session = await app.ask('getSession', {});
  return { app, id };
}
const states = (run: RunView | null) => run?.actions.map(({ id, state }) => [id, state]);

describe('a server that Microsoft’s tool brings on board, in the whole app', () => {
  it('[row 170] is onboarded by one action, restarts in the middle of it once, and the plan goes on by itself', async () => {
    const { app, id } = await open('2016-tool', 'passive');
    const stopped = await app.carryOut(id);
    expect(stopped.run?.outcome).toBe('restartRequired');
    expect(states(stopped.run)).toEqual([
      ['send-kit', 'done'],
      ['precheck-by-tool', 'done'],
      ['deploy-by-tool', 'restartRequired'],
    ]);
    await app.ask('restartServer', { targetId: id });
    const view = await app.until(id, 'done', ({ busy, run }) => busy === 'idle' && run?.outcome === 'done');
    expect(view.facts?.sensor.onboardingState).toBe(1);
    expect(view.facts?.policy.forceDefenderPassiveMode).toBe(1);
    expect(view.facts?.services.sense?.status).toBe('running');
    expect(remaining(app.assess(id).known?.plan ?? [])).toEqual([]);
    const ledger = view.changes.map(({ action }) => action);
    expect(ledger).toContain('deploy-by-tool');
    // It only looked.
    expect(ledger).not.toContain('precheck-by-tool');
  });

  it('[row 171] is left as it was where the tool finds something before its work', async () => {
    const { app, id } = await open('2019-fresh', 'active', 'toolPrerequisite');
    const { run, facts } = await app.carryOut(id);
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'operation.failed', native: 90 } });
    expect(states(run)?.at(-1)).toEqual(['deploy-by-tool', 'ahead']);
    expect(facts?.sensor.onboardingState).toBeNull();
  });

  it.each([
    ['toolFeature', 710],
    ['toolSignature', 11],
  ] as const)('[row 172] stops with the code of the tool: %s, %i', async (fault, native) => {
    const { app, id } = await open('2019-fresh', 'active', fault);
    const { run } = await app.carryOut(id);
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'operation.failed', native } });
  });

  it('leaves by the tool, and its report names the file and the tool', async () => {
    const app = await Walker.start(undefined, { pace: quickly });
    walker = app;
    const { targetId: id } = await app.ask('addTarget', { kind: 'practice', machine: '2016-onboarded' });
    for (const request of ['connect', 'readFacts'] as const) await app.ask(request, { targetId: id });
    await app.ask('setPractice', { targetId: id, speed: 1000 });
    await app.ask('addPracticePackages', { to: id, ids: ['deploymentTool', 'offboardingFile'] });
    await app.decide(id, { kind: 'afterwards', uninstall: true });
    await app.decide(id, { kind: 'acceptNobodyAfter', accepted: true });
    await app.decide(id, { kind: 'chooseTool', journey: 'takeOff', tool: usualTool });
    const session = await app.ask('getSession', {});
    app.session = session;
    const known = assess(app.view(id), session.libraries.practice, Date.now(), 'takeOff').known;
    const { target } = app.view(id);
    await app.ask('startPlan', {
      journey: 'takeOff',
      targetId: id,
      planHash: known?.planHash ?? '',
      name: target.name,
    });
    const view = await app.until(
      id,
      'at rest',
      ({ busy, run }) => busy === 'idle' && run?.outcome !== 'running',
    );
    expect(view.run?.outcome).toBe('done');
    expect(states(view.run)).toEqual([
      ['send-kit', 'done'],
      ['offboard-by-tool', 'done'],
    ]);
    expect([view.facts?.services.sense, view.facts?.sensor.product]).toEqual([null, null]);
  });
});
