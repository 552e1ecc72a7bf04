import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordPath } from '../../../main/report/reportFiles';
import { reportSchema } from '../../../shared/bridge/report';
import type { JourneyId } from '../../../shared/model/journeys';
import { remaining } from '../../../shared/plan/plan';
import { assess, progress } from '../../../shared/steps/progress';
import { Walker } from './walker';

let walker: Walker;
let id = '';
beforeEach(async () => {
  walker = await Walker.start();
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2012r2-onboarded' });
  id = targetId;
  await walker.ask('connect', { targetId });
  await walker.ask('readFacts', { targetId });
});
afterEach(() => walker.stop());

const assessed = (journey: JourneyId) =>
  assess(walker.view(id), walker.session?.libraries.practice ?? [], Date.now(), journey);
async function planOf(journey: JourneyId) {
  walker.session = await walker.ask('getSession', {});
  const planHash = assessed(journey).known?.planHash ?? '';
  return { targetId: id, journey, planHash, name: walker.view(id).target.name };
}
async function carryOut(journey: JourneyId) {
  const { runId } = await walker.ask('startPlan', await planOf(journey));
  return walker.until(id, 'at rest', ({ run, busy }) => busy === 'idle' && run?.runId === runId);
}
/** The saved report of a journey as its record and its page say it. */
async function report(journey: JourneyId) {
  const { path } = await walker.ask('saveReport', { targetId: id, journey });
  const record = reportSchema.parse(JSON.parse(await readFile(recordPath(path ?? ''), 'utf8')));
  return { record, html: await readFile(path ?? '', 'utf8'), path };
}

describe('after onboarding', () => {
  it('what is wanted is carried out, proved and reported once, and a second run has nothing to send', async () => {
    await walker.decide(id, { kind: 'wish', wishes: { deviceTag: 'Lyon', sampleCollection: 'refused' } });
    expect((await carryOut('maintain')).run?.outcome).toBe('done');
    walker.session = await walker.ask('getSession', {});
    const { known } = assessed('maintain');
    expect([known?.claims.map(({ state }) => state), remaining(known?.plan ?? [])]).toEqual([
      ['agrees', 'agrees'],
      [],
    ]);
    expect(await walker.refused('startPlan', await planOf('maintain'))).toBe('step.blocked');
    for (const locale of ['en', 'fr'] as const) {
      await walker.ask('changeSettings', { locale });
      const { record, html } = await report('maintain');
      expect(record).toMatchObject({ version: 4, journey: 'maintain', outcome: 'maintained', locale });
      expect(record.proofs.map(({ state }) => state)).toEqual(['agrees', 'agrees']);
      expect([record.detectionTest, record.prerequisites]).toEqual([null, []]);
      expect(html).toContain(locale === 'en' ? 'has what was asked' : 'a ce qui était demandé');
    }
    walker.session = await walker.ask('getSession', {});
    expect(progress(assessed('maintain')).handover.state).toBe('done');
    // The report of Onboard is another one.
    expect(walker.view(id).inputs.journeys.onboard.report).toBeNull();
  });

  it('the library brings sensor and intelligence, each file copied once, and what it brought is proved and reported', async () => {
    await walker.ask('addPracticePackages', { to: id, ids: ['sensorUpdate', 'intelligence'] });
    await walker.decide(id, { kind: 'wish', wishes: { sensorUpdate: 'library', intelligence: 'library' } });
    const { run } = await carryOut('maintain');
    expect([run?.outcome, run?.actions.map((action) => [action.id, action.state])]).toEqual([
      'done',
      [
        ['send-kit', 'done'],
        ['update-sensor', 'done'],
        ['update-intelligence', 'done'],
      ],
    ]);
    walker.session = await walker.ask('getSession', {});
    const { known } = assessed('maintain');
    expect(known?.situation.facts.sensor.senseVersion).toBe('10.8805.24100.3');
    expect(known?.situation.facts.defender.signatureVersion).toBe('1.441.236.0');
    expect([known?.claims.map(({ state }) => state), remaining(known?.plan ?? [])]).toEqual([
      ['agrees', 'agrees'],
      [],
    ]);
    const { record } = await report('maintain');
    expect(record.packages.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['UpdateSenseClient.exe', 'mpam-fe.exe']),
    );
  });

  it('the old agent goes after its workspaces in one plan, and never before them', async () => {
    const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2012r2-othertenant' });
    id = targetId;
    await walker.ask('connect', { targetId });
    await walker.ask('readFacts', { targetId });
    await walker.decide(id, { kind: 'wish', wishes: { monitoringAgent: 'removed' } });
    expect(await walker.refused('startPlan', await planOf('maintain'))).toBe('step.blocked');
    const workspaces = assessed('maintain').known?.situation.facts.workspaces.map((one) => one.id) ?? [];
    expect(workspaces).toHaveLength(2);
    await walker.decide(id, { kind: 'wish', wishes: { workspaces } });
    const { run } = await carryOut('maintain');
    expect(run?.actions.map((action) => [action.id, action.state])).toEqual([
      ['remove-workspaces', 'done'],
      ['remove-agent', 'done'],
    ]);
    walker.session = await walker.ask('getSession', {});
    const facts = assessed('maintain').known?.situation.facts;
    expect([facts?.monitoringAgent, facts?.owners]).toEqual([null, []]);
  });

  it('[row 124] two journeys opened on one server: the second starts nothing beside the run of the first', async () => {
    await walker.ask('setPractice', { targetId: id, speed: 1 });
    await walker.decide(id, { kind: 'wish', wishes: { deviceTag: 'Lyon' } });
    await walker.ask('addPracticePackages', { to: id, ids: ['offboarding'] });
    await walker.decide(id, { kind: 'afterwards', uninstall: false });
    const leaving = await planOf('takeOff');
    await walker.ask('startPlan', await planOf('maintain'));
    expect(await walker.refused('startPlan', leaving)).toBe('step.blocked');
    expect(
      await walker.refused('changeInputs', { targetId: id, change: { kind: 'afterwards', uninstall: true } }),
    ).toBe('step.blocked');
    walker.session = await walker.ask('getSession', {});
    const { plan } = progress(assessed('takeOff'));
    expect([plan.state, plan.blocker?.key]).toEqual(['waiting', 'blocker.elsewhere.maintain']);
    await walker.ask('setPractice', { targetId: id, speed: 1000 });
    const { run } = await walker.until(id, 'at rest', ({ busy }) => busy === 'idle');
    expect(run).toMatchObject({ journey: 'maintain', outcome: 'done' });
    expect((await carryOut('takeOff')).run).toMatchObject({ journey: 'takeOff', outcome: 'done' });
  });

  it('a server that left says so in its report, and what was ticked is as it was before', async () => {
    await walker.decide(id, { kind: 'wish', wishes: { sampleCollection: 'refused' } });
    await carryOut('maintain');
    await walker.ask('addPracticePackages', { to: id, ids: ['offboarding'] });
    await walker.decide(id, { kind: 'afterwards', uninstall: true });
    await walker.decide(id, { kind: 'acceptNobodyAfter', accepted: true });
    await walker.decide(id, { kind: 'takeBack', action: 'set-sample-collection', back: true });
    expect((await carryOut('takeOff')).run?.outcome).toBe('done');
    const { record, html } = await report('takeOff');
    expect(record).toMatchObject({ journey: 'takeOff', outcome: 'takenOff' });
    expect(record.actions.map(({ operation }) => operation)).toEqual([
      'Send-Package',
      'Invoke-Offboarding',
      'Set-Policy',
      'Remove-Sensor',
    ]);
    expect(html).toContain('left its tenant');
    expect(record.packages.map(({ name }) => name)).toEqual([expect.stringMatching(/Offboarding.*\.cmd$/)]);
    const view = walker.view(id);
    expect([view.facts?.policy.sampleCollection, view.facts?.sensor.product]).toEqual([null, null]);
    // What nobody set cannot be taken back.
    const never = { kind: 'takeBack', action: 'set-device-tag', back: true } as const;
    expect(await walker.refused('changeInputs', { targetId: id, change: never })).toBe('step.blocked');
  });
});
