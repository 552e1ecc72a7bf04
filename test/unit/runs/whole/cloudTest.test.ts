import { afterEach, describe, expect, it } from 'vitest';
import { changesIn, receivedBy } from '../../app/received';
import * as on from '../../app/stage';
import { Walker } from '../../app/walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});
const fix = 'test-connectivity';

/** A practice server up to its plan, with the test in it. */
async function withTest(machine: string): Promise<[Walker, string]> {
  walker = await Walker.start();
  const id = await walker.prepare(machine, ['onboarding'], 'active');
  await walker.decide(id, { kind: 'acceptFix', fix });
  walker.session = await walker.ask('getSession', {});
  return [walker, id];
}
const checkOf = (on: Walker, id: string) =>
  on.assess(id).known?.checks.find((check) => check.id === 'cloudConnectivity');
const planOf = (on: Walker, id: string) =>
  on
    .assess(id)
    .known?.plan.filter((item) => item.needed && item.step !== 'test')
    .map((item) => item.id);
const report = async (on: Walker, targetId: string) =>
  (await on.ask('previewReport', { journey: 'onboard', targetId })).html;

describe('the test of the cloud addresses', () => {
  it('comes first in the plan, and the rest follows where everything required is reached [row 23]', async () => {
    const [walk, id] = await withTest('2019-fresh');
    expect(checkOf(walk, id)).toMatchObject({ state: 'inPlan', bare: 'notProvable' });
    expect(planOf(walk, id)).toEqual([fix, 'send-kit', 'onboard']);
    const view = await walk.carryOut(id);
    expect(view.run?.actions.map((action) => [action.id, action.state])).toEqual([
      [fix, 'done'],
      ['send-kit', 'done'],
      ['onboard', 'done'],
    ]);
    expect(checkOf(walk, id)?.state).toBe('passed');
    // It only looked, and Windows brings the sensor: nothing was installed, and the ledger has the rest alone.
    expect(walk.states(id).install).toBe('notNeeded');
    expect(walk.view(id).changes.map(({ action }) => action)).toEqual(['send-kit', 'onboard']);
    expect(await on.phases(walk, view.run?.runId ?? '')).toEqual([
      'planned',
      ...on.worked(fix),
      ...on.worked('send-kit'),
      ...on.worked('onboard'),
      'ended',
    ]);
    const html = await report(walk, id);
    expect(html).toContain('edr.practice.invalid:443');
    expect(html).toContain('Reached');
  });

  it('stops the plan before anything is sent where a required address is not reached [row 23]', async () => {
    const [walk, id] = await withTest('2019-offline');
    const { run } = await walk.carryOut(id);
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'cloud.unreachable', native: null } });
    expect(run?.failure?.detail).toContain('edr.practice.invalid:443 timedOut 10060');
    expect(run?.actions.map((action) => [action.id, action.state])).toEqual([
      [fix, 'failed'],
      ['send-kit', 'ahead'],
      ['onboard', 'ahead'],
    ]);
    expect(changesIn(await receivedBy(walk.folder, '2019-offline'))).toEqual([]);
    const journal = await on.journalOf(walk, run?.runId ?? '');
    expect(journal.map(({ phase }) => phase)).toEqual(['planned', 'intent', 'sent', 'failed', 'ended']);
    expect(journal.find(({ phase }) => phase === 'failed')?.data).toMatchObject({
      code: 'cloud.unreachable',
      result: {
        hosts: [
          { host: 'edr.practice.invalid', required: true, state: 'timedOut' },
          {},
          {},
          {},
          {},
          {},
          {},
          {},
        ],
      },
    });
    expect(walk.states(id)).toMatchObject({ prerequisites: 'done', install: 'stopped', onboard: 'ahead' });
    expect(await report(walk, id)).toContain('No answer in time');
  });

  it('is waived knowingly, with a reason that stands in the report [row 23]', async () => {
    const [walk, id] = await withTest('2019-offline');
    await walk.carryOut(id);
    await walk.decide(id, { kind: 'removeFix', fix });
    walk.session = await walk.ask('getSession', {});
    expect(checkOf(walk, id)).toMatchObject({ state: 'toFix', waivable: true });
    expect(await walk.refused('resumePlan', { targetId: id })).toBe('step.blocked');
    await walk.decide(id, {
      kind: 'waive',
      check: 'cloudConnectivity',
      reason: 'The proxy comes on Friday.',
    });
    walk.session = await walk.ask('getSession', {});
    expect(checkOf(walk, id)?.state).toBe('waived');
    await walk.ask('resumePlan', { targetId: id });
    await walk.until(id, 'onboarded', (view) => view.busy === 'idle' && view.run?.outcome === 'done');
    expect(changesIn(await receivedBy(walk.folder, '2019-offline'))).toEqual([
      'Send-Package',
      'Invoke-Onboarding',
    ]);
    expect(await report(walk, id)).toContain('The proxy comes on Friday.');
  });
});
