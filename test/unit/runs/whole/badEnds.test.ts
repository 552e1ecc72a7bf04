import { afterEach, describe, expect, it } from 'vitest';
import { GangwayError } from '../../../../shared/errors';
import type { Play } from '../../../fakes/play';
import { ScriptedServer } from '../../../fakes/scriptedServer';
import * as on from '../../app/stage';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

/** One whole run in which onboarding goes as scripted: what is shown, and what its journal says of onboarding. */
async function onboarding(script: Play, server = new ScriptedServer()) {
  server.plays['Invoke-Onboarding'] = script;
  stage = await on.openStage(server);
  const runId = await on.startPlan(stage.walker);
  const view = await on.atRest(stage.walker);
  const journal = await on.phases(stage.walker, runId);
  expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  return { view, run: view.run, told: journal.slice(journal.indexOf('onboard intent')) };
}

describe('an action that ends badly', () => {
  it('without its result is no success, even where the server shows the change', async () => {
    const { run, told, view } = await onboarding({ result: null });
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'operation.badResult' } });
    expect(told).toEqual(['onboard intent', 'onboard sent', 'onboard failed', 'ended']);
    expect(view.facts?.sensor.onboardingState).toBe(1);
    // Facts speak for themselves afterwards: the step is done, whatever the record lacked.
    expect(stage?.walker.states(on.id).onboard).not.toBe('stopped');
  });

  it('with a result of a wrong shape is no success either', async () => {
    const { run } = await onboarding({ result: { changed: 'yes' }, change: {} });
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'operation.badResult' } });
    expect(on.stateOf(run, 'onboard')).toBe('failed');
  });

  it('with a code of the tool shows code and words, in the view and in the journal', async () => {
    const { run, told } = await onboarding({
      result: null,
      end: { code: 'operation.failed', native: 65 },
      change: {},
    });
    const failure = { code: 'operation.failed', native: 65, detail: 'the tool said so' };
    expect(run).toMatchObject({ outcome: 'failed', failure });
    expect(told).toEqual(['onboard intent', 'onboard sent', 'onboard failed', 'ended']);
    const entries = await on.journalOf(stage?.walker ?? fail(), run?.runId ?? '');
    expect(entries.find((entry) => entry.phase === 'failed')?.data).toMatchObject(failure);
    expect(stage?.walker.states(on.id).onboard).toBe('stopped');
  });

  it('with a code that is not of the closed set is an operation that failed', async () => {
    const { run } = await onboarding({ result: null, end: { code: 'Weird', native: null }, change: {} });
    expect(run?.failure?.code).toBe('operation.failed');
  });

  it('with a good result that the server does not show is a conflict', async () => {
    const { run, told } = await onboarding({ change: {} });
    expect(run).toMatchObject({ outcome: 'conflict', failure: null });
    expect(told).toEqual(['onboard intent', 'onboard sent', 'onboard ack', 'onboard conflict', 'ended']);
  });

  it('with a dead runner is done where the server shows it', async () => {
    const { run, told } = await onboarding({ result: null, end: 'none' });
    expect(run?.outcome).toBe('done');
    expect(told).toEqual(['onboard intent', 'onboard sent', 'onboard verified', 'ended']);
  });

  const broken = new GangwayError('run.brokenRecords', 'Record 4 stands where 3 should.');
  it('with broken records is done where the server shows it', async () => {
    const { run } = await onboarding({ broken });
    expect(run?.outcome).toBe('done');
  });

  it('with broken records is unknown where the server shows nothing, and says why', async () => {
    const { run, told } = await onboarding({ broken, change: {} });
    expect(run).toMatchObject({ outcome: 'unknown', failure: { code: 'run.brokenRecords' } });
    expect(on.stateOf(run, 'onboard')).toBe('unknown');
    expect(told).toEqual(['onboard intent', 'onboard sent', 'onboard unknown', 'ended']);
  });
});

describe('an action that never ends', () => {
  it('is left after its limit as unknown, and nothing is sent beside it while the server shows it at work', async () => {
    const held = on.gate();
    const server = new ScriptedServer();
    server.plays['Invoke-Onboarding'] = { waits: held.waits };
    stage = await on.openStage(server, { pace: { ...on.quickly, limitMs: () => 60 } });
    const { walker } = stage;
    const runId = await on.startPlan(walker);
    const { run } = await on.atRest(walker);
    expect(run).toMatchObject({ outcome: 'unknown', failure: { code: 'operation.timedOut' } });
    expect(await on.phases(walker, runId)).toContain('onboard unknown');
    // The report neither calls it failed nor leaves out why nobody knows.
    const { html } = await walker.ask('previewReport', { journey: 'onboard', targetId: on.id });
    expect(html).toContain('The action took longer than its limit');
    expect(await walker.refused('resumePlan', { targetId: on.id })).toBe('run.alreadyStarted');
    expect(await walker.refused('startPlan', on.planOf(walker))).toBe('run.alreadyStarted');
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
    held.open();
    await walker.readUntil(on.id, 'onboarded after all', () => walker.states(on.id).onboard === 'done');
  });
});

describe('facts that cannot be read after the action', () => {
  it('make its outcome unknown: neither done nor failed', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    server.factsErrors.push(null, null, new GangwayError('operation.failed', 'WMI is broken'));
    const runId = await on.startPlan(stage.walker);
    const view = await on.atRest(stage.walker);
    const failure = { code: 'operation.failed', detail: 'WMI is broken' };
    expect(view.run).toMatchObject({ outcome: 'unknown', failure });
    expect(view.readFailure).toMatchObject(failure);
    expect((await on.phases(stage.walker, runId)).slice(-3)).toEqual([
      'onboard ack',
      'onboard unknown',
      'ended',
    ]);
    expect(stage.walker.states(on.id).server).toBe('stopped');
  });

  it('hide no failure of the tool', async () => {
    const server = new ScriptedServer();
    server.plays['Invoke-Onboarding'] = {
      result: null,
      end: { code: 'operation.failed', native: 15 },
      change: {},
    };
    stage = await on.openStage(server);
    server.factsErrors.push(null, null, new GangwayError('operation.failed', 'WMI is broken'));
    await on.startPlan(stage.walker);
    const { run } = await on.atRest(stage.walker);
    expect(run).toMatchObject({ outcome: 'failed', failure: { native: 15 } });
  });
});

function fail(): never {
  throw new Error('no stage');
}
