import { afterEach, describe, expect, it } from 'vitest';
import { changesIn, receivedBy } from '../../app/received';
import * as on from '../../app/stage';
import { Walker } from '../../app/walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

async function ready(machine: string): Promise<[Walker, string]> {
  walker = await Walker.start();
  return [walker, await walker.prepare(machine, ['onboarding', 'clientAnalyzer'], 'active')];
}

/** Runs it and waits until it is over. */
async function analyze(walk: Walker, targetId: string): Promise<string> {
  const { runId } = await walk.ask('startAnalyzer', { targetId });
  await walk.until(targetId, 'analyzed', ({ busy, probe }) => busy === 'idle' && probe?.endedAt != null);
  return runId;
}

describe('the Client Analyzer', () => {
  it('is copied once, runs as a probe, and what it found is known after the next start, too', async () => {
    const [walk, id] = await ready('2019-fresh');
    const runId = await analyze(walk, id);
    expect(walk.view(id)).toMatchObject({
      run: null,
      changes: [],
      probe: { runId, operation: 'Invoke-ClientAnalyzer', failure: null },
      analyzer: { runId, version: '08May2024', checks: [{ id: '130017' }, { id: '121012' }] },
    });
    const phases = (run: string) =>
      on.journalOf(walk, run).then((entries) => entries.map(({ phase }) => phase));
    expect(await phases(runId)).toEqual(['planned', 'intent', 'note', 'sent', 'ack', 'verified', 'ended']);
    // What lies there is not sent again.
    const again = await analyze(walk, id);
    expect(await phases(again)).toEqual(['planned', 'intent', 'sent', 'ack', 'verified', 'ended']);
    const received = await receivedBy(walk.folder, '2019-fresh');
    expect(changesIn(received).filter((operation) => operation !== 'Set-Lease')).toEqual(['Send-Package']);
    await walk.app.close();
    walker = await Walker.start(walk.folder);
    expect(walker.view(id)).toMatchObject({ run: null, analyzer: { runId: again } });
  });

  it('whose end nobody saw is followed to it at the next connection, and nothing is sent again', async () => {
    const [walk, id] = await ready('2019-fresh');
    await walk.ask('setPractice', { targetId: id, speed: 1 });
    const { runId } = await walk.ask('startAnalyzer', { targetId: id });
    const phases = () => on.journalOf(walk, runId).then((entries) => entries.map(({ phase }) => phase));
    await expect.poll(async () => (await phases()).at(-1), { timeout: 20_000 }).toBe('sent');
    await walk.app.close();

    walker = await Walker.start(walk.folder);
    expect(walker.view(id)).toMatchObject({ analyzer: null, probe: null });
    await walker.ask('setPractice', { targetId: id, speed: 6000 });
    await walker.ask('connect', { targetId: id });
    await walker.until(id, 'found', ({ busy, analyzer }) => busy === 'idle' && analyzer != null);
    expect(walker.view(id)).toMatchObject({
      probe: { runId, operation: 'Invoke-ClientAnalyzer', failure: null },
      analyzer: { runId, version: '08May2024' },
    });
    expect(await phases()).toEqual(['planned', 'intent', 'note', 'sent', 'ack', 'verified', 'ended']);
    const received = await receivedBy(walk.folder, '2019-fresh');
    expect(received.filter(({ operation }) => operation === 'Invoke-ClientAnalyzer')).toHaveLength(1);
  });

  it('tells what it could not reach', async () => {
    const [walk, id] = await ready('2019-offline');
    await analyze(walk, id);
    expect(walk.view(id).analyzer?.checks.map((check) => check.id)).toEqual(['132021']);
  });

  it('needs its file, which is never a part of Gangway', async () => {
    walker = await Walker.start();
    const id = await walker.prepare('2019-fresh', ['onboarding'], 'active');
    expect(await walker.refused('startAnalyzer', { targetId: id })).toBe('package.missing');
  });
});
