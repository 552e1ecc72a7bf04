import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordPath } from '../../../main/report/reportFiles';
import { reportSchema } from '../../../shared/bridge/report';
import { assess, progress } from '../../../shared/steps/progress';
import { Walker } from './walker';

let walker: Walker;
let id = '';
beforeEach(async () => {
  walker = await Walker.start();
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2022-prerequisites' });
  id = targetId;
  await walker.ask('connect', { targetId });
  await walker.ask('readFacts', { targetId });
});
afterEach(() => walker.stop());

async function assessed() {
  walker.session = await walker.ask('getSession', {});
  return assess(walker.view(id), walker.session.libraries.practice, Date.now(), 'troubleshoot');
}
const searching = async () => (await assessed()).known?.searching;
const stepStates = async () => {
  const { symptom, findings, plan, change, proof } = progress(await assessed());
  return [symptom, findings, plan, change, proof].map(({ state }) => state);
};
async function saved() {
  const { path } = await walker.ask('saveReport', { targetId: id, journey: 'troubleshoot' });
  const record = reportSchema.parse(JSON.parse(await readFile(recordPath(path ?? ''), 'utf8')));
  return { record, html: await readFile(path ?? '', 'utf8') };
}

describe('Troubleshoot', () => {
  it('finds the cause, mends it by a confirmed plan, asks again, and tells it all in its report', async () => {
    await walker.ask('changeSettings', { technician: 'Ada' });
    expect(await walker.refused('lookFor', { targetId: id })).toBe('step.blocked');
    await walker.decide(id, { kind: 'search', symptom: 'antivirusOff' });
    await walker.ask('lookFor', { targetId: id });
    expect((await searching())?.walk?.found).toBe('defenderRunning');
    expect(await stepStates()).toEqual(['done', 'toFix', 'done', 'ahead', 'blocked']);

    await walker.decide(id, { kind: 'planFix', cause: 'defenderRunning', planned: true });
    const { known, view } = await assessed();
    expect(known?.plan.map((item) => item.id)).toEqual(['enable-defender']);
    const { runId } = await walker.ask('startPlan', {
      targetId: id,
      journey: 'troubleshoot',
      planHash: known?.planHash ?? '',
      name: view.target.name,
    });
    const { run } = await walker.until(
      id,
      'at rest',
      (now) => now.busy === 'idle' && now.run?.runId === runId,
    );
    expect(run).toMatchObject({ journey: 'troubleshoot', outcome: 'restartRequired' });
    await walker.ask('restartServer', { targetId: id });
    await walker.until(id, 'up again', (now) => now.busy === 'idle' && now.run?.outcome === 'done');

    await walker.ask('lookFor', { targetId: id });
    expect((await searching())?.walk?.found).not.toBe('defenderRunning');
    expect((await assessed()).known?.claims).toEqual([
      expect.objectContaining({ key: 'questions:ask.defenderRunning', state: 'agrees' }),
    ]);
    const { record, html } = await saved();
    expect(record).toMatchObject({ version: 4, journey: 'troubleshoot' });
    expect(record.search?.record.map(({ kind, by }) => [kind, by]).slice(0, 3)).toEqual([
      ['began', 'Ada'],
      ['found', 'Ada'],
      ['planned', 'Ada'],
    ]);
    expect(record.actions.map(({ operation }) => operation)).toEqual(['Install-Prerequisite']);
    expect(html).toContain('Defender Antivirus is turned off');
    await walker.ask('changeSettings', { locale: 'fr' });
    expect((await saved()).html).toContain('Comment la cause a été cherchée');
  });

  it('is taken up by a colleague on another computer, with what was said, over what the server shows now', async () => {
    await walker.decide(id, { kind: 'search', symptom: 'antivirusOff' });
    await walker.ask('lookFor', { targetId: id });
    await walker.decide(id, { kind: 'ruleOut', cause: 'defenderRunning' });
    const { record } = await saved();
    const colleague = await Walker.start();
    try {
      const { targetId } = await colleague.ask('addTarget', {
        kind: 'practice',
        machine: '2022-prerequisites',
      });
      await colleague.ask('connect', { targetId });
      await colleague.ask('readFacts', { targetId });
      await colleague.decide(targetId, { kind: 'takeUp', steps: record.search?.record ?? [] });
      colleague.session = await colleague.ask('getSession', {});
      const now = assess(colleague.view(targetId), [], Date.now(), 'troubleshoot').known?.searching;
      expect(now?.walk?.rungs.find(({ id: asked }) => asked === 'defenderRunning')?.state).toBe('ruledOut');
      expect(now?.search?.steps.at(-1)?.kind).toBe('takenUp');
    } finally {
      await colleague.stop();
    }
  });

  it('asks everything, ranks it, and never brings along what somebody wished elsewhere', async () => {
    await walker.decide(id, { kind: 'wish', wishes: { deviceTag: 'Lyon' } });
    await walker.decide(id, { kind: 'search', symptom: 'everything' });
    await walker.ask('lookFor', { targetId: id });
    const found = (await searching())?.everything.findings.map(({ cause }) => cause.id);
    expect(found).toEqual(['defenderRunning', 'signaturesAge']);
    await walker.decide(id, { kind: 'planFix', cause: 'defenderRunning', planned: true });
    const { known } = await assessed();
    expect(known?.plan.map((item) => item.id)).toEqual(['enable-defender']);
    await walker.decide(id, { kind: 'planFix', cause: 'defenderRunning', planned: false });
    expect((await assessed()).known?.plan).toEqual([]);
  });
});
