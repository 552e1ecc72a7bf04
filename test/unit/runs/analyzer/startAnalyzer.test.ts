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
