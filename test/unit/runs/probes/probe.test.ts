import { afterEach, describe, expect, it } from 'vitest';
import { cloudTest } from '../../../../shared/model/probes/cloudTest';
import type { Received } from '../../../../main/practice/machine/practiceState';
import { changesIn, receivedBy } from '../../app/received';
import * as on from '../../app/stage';
import { Walker } from '../../app/walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

const probesIn = (received: readonly Received[]) =>
  received.filter(({ kind }) => kind === 'probe').map(({ operation }) => operation);
const testOf = (on: Walker, id: string) => {
  const facts = on.view(id).facts;
  return facts === null ? null : cloudTest(facts);
};

async function ready(machine: string, packages = ['onboarding']): Promise<[Walker, string]> {
  walker = await Walker.start();
  return [walker, await walker.prepare(machine, packages, 'active')];
}

/** Starts the test and waits until it is over. */
async function probe(walk: Walker, targetId: string): Promise<string> {
  const { runId } = await walk.ask('startProbe', { targetId });
  await walk.until(targetId, 'probed', ({ busy, probe: seen }) => busy === 'idle' && seen?.endedAt != null);
  return runId;
}

describe('a probe', () => {
  it('tests the way at any time, is journalled, and is no change in ledger or report [row 23]', async () => {
    const [walk, id] = await ready('2019-fresh');
    const runId = await probe(walk, id);
    const view = walk.view(id);
    expect(testOf(walk, id)).toMatchObject({ state: 'reached', runId });
    expect(view).toMatchObject({ run: null, changes: [], probe: { runId, failure: null } });
    expect(view.cloudFindings?.addresses.map(({ state }) => state)).not.toContain('refused');
    const received = await receivedBy(walk.folder, '2019-fresh');
    expect([changesIn(received), probesIn(received)]).toEqual([[], ['Test-Connectivity']]);
    expect((await on.journalOf(walk, runId)).map(({ phase }) => phase)).toEqual([
      'planned',
      'intent',
      'sent',
      'ack',
      'verified',
      'ended',
    ]);
    const { html } = await walk.ask('previewReport', { journey: 'onboard', targetId: id });
    expect(html).toContain('edr.practice.invalid:443');
    expect(html).not.toContain('Test the cloud addresses from the server');
    expect(walk.states(id)).toMatchObject({ prerequisites: 'done', install: 'notNeeded' });
  });

  it('tells which addresses are not reached, and takes no run’s place', async () => {
    const [walk, id] = await ready('2019-offline');
    await walk.decide(id, { kind: 'acceptFix', fix: 'test-connectivity' });
    const { run } = await walk.carryOut(id);
    const runId = await probe(walk, id);
    const view = walk.view(id);
    expect(view.probe).toMatchObject({ runId, failure: { code: 'cloud.unreachable' } });
    expect(testOf(walk, id)).toMatchObject({ state: 'blocked', runId });
    expect(view.cloudFindings).toMatchObject({
      runId,
      addresses: [{ state: 'timedOut' }, {}, {}, {}, {}, {}, {}, {}],
    });
    expect(view.run).toEqual(run);
    // Neither does it after the next start of the app, which knows what was found from its journal.
    await walk.app.close();
    walker = await Walker.start(walk.folder);
    expect(walker.view(id)).toMatchObject({ run: { runId: run?.runId }, cloudFindings: { runId } });
  });

  const hostsOf = (walk: Walker, id: string) =>
    walk.view(id).cloudFindings?.addresses.map(({ host }) => host) ?? [];

  it('needs no package: the server’s own onboarding names its addresses', async () => {
    const [walk, id] = await ready('2019-onboarded', ['installation']);
    const runId = await probe(walk, id);
    expect(testOf(walk, id)).toMatchObject({ state: 'reached', runId });
    expect(hostsOf(walk, id)).toEqual(
      expect.arrayContaining(['edr.practice.invalid', 'events.practice.invalid', 'tickets.practice.invalid']),
    );
  });

  it('calls what every server needs where nobody knows more, and takes that for no proof', async () => {
    const [walk, id] = await ready('2019-fresh', ['installation']);
    await probe(walk, id);
    expect(testOf(walk, id)).toMatchObject({ state: 'partial' });
    expect(walk.view(id).probe).toMatchObject({ failure: { code: 'cloud.partial' } });
    expect(hostsOf(walk, id)).toEqual([
      'events.data.microsoft.com',
      'crl.microsoft.com',
      'ctldl.windowsupdate.com',
      'www.microsoft.com',
      'go.microsoft.com',
      'definitionupdates.microsoft.com',
    ]);
    await walk.ask('addPracticePackages', { to: id, ids: ['onboarding'] });
    await walk.decide(id, { kind: 'acceptFix', fix: 'test-connectivity' });
    walk.session = await walk.ask('getSession', {});
    const planned = walk.assess(id).known?.plan.find((item) => item.id === 'test-connectivity');
    expect(planned?.needed).toBe(true);
  });

  it('is alone on its server', async () => {
    const [walk, id] = await ready('2019-fresh');
    await walk.ask('startProbe', { targetId: id });
    expect(await walk.refused('startProbe', { targetId: id })).toBe('step.blocked');
    await walk.until(id, 'probed', ({ busy }) => busy === 'idle');
  });

  it('keeps the turn of its server in a queue', async () => {
    const [walk, targetId] = await ready('2019-fresh');
    const { target } = walk.view(targetId);
    const planHash = walk.assess(targetId).known?.planHash ?? '';
    await walk.ask('queuePlan', { journey: 'onboard', targetId, planHash, name: target.name });
    await walk.ask('setPractice', { targetId, speed: 1 });
    await walk.ask('startProbe', { targetId });
    await walk.ask('changeQueue', { practice: true, change: { kind: 'start' } });
    const stateOf = () => walk.session?.queues.practice.entries[0]?.state;
    walk.session = await walk.ask('getSession', {});
    expect([walk.view(targetId).busy, stateOf()]).toEqual(['probing', 'waiting']);
    await walk.ask('setPractice', { targetId, speed: 6000 });
    await walk.until(targetId, 'carried out', () => stateOf() === 'done');
  });

  it('alone can make the planned test already so; onboarding never does', async () => {
    const [walk, id] = await ready('2019-onboarded');
    await walk.decide(id, { kind: 'acceptFix', fix: 'test-connectivity' });
    walk.session = await walk.ask('getSession', {});
    expect(walk.assess(id).known?.plan.map((item) => item.id)).not.toContain('test-connectivity');
    expect(testOf(walk, id)).toMatchObject({ state: 'none', at: null });
    await probe(walk, id);
    expect(testOf(walk, id)).toMatchObject({ state: 'reached' });

    const fresh = await walk.prepare('2019-fresh', ['onboarding'], 'active');
    await walk.decide(fresh, { kind: 'acceptFix', fix: 'test-connectivity' });
    const planned = () =>
      walk.assess(fresh).known?.plan.find((item) => item.id === 'test-connectivity')?.needed;
    walk.session = await walk.ask('getSession', {});
    expect(planned()).toBe(true);
    await probe(walk, fresh);
    expect(planned()).toBe(false);
  });
});
