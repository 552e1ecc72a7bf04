import { afterEach, describe, expect, it } from 'vitest';
import { fromLine } from '../../main/journal/entry';
import { parseJournal } from '../../main/journal/parse';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptedServer } from '../fakes/scriptedServer';
import * as on from '../unit/app/stage';

const hour = 60 * 60_000;
let stage: on.Stage | null = null;
let offset = 0;
afterEach(async () => {
  offset = 0;
  await stage?.walker.stop();
  stage = null;
});
const opened = async (server: ScriptedServer): Promise<on.Stage> => {
  stage = await on.openStage(server, { now: () => Date.now() + offset });
  return stage;
};

/** The journal as it lies on the disk: numbered without gaps, its chain whole, whatever the clock said. */
function expectInOrder({ walker }: on.Stage, runId: string): number[] {
  const bytes = readFileSync(join(walker.folder, 'journal', `${runId}.jsonl`));
  const { entries, broken, torn } = parseJournal(bytes);
  expect({ broken, torn }).toEqual({ broken: null, torn: false });
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index));
  expect(fromLine(bytes.toString().split('\n')[0] ?? '')?.intact).toBe(true);
  return entries.map(({ at }) => at);
}

describe('a clock that jumps during an action', () => {
  it.each([
    ['a day forward', 24 * hour],
    ['a day back', -24 * hour],
    ['an hour back, as the time of summer ends', -hour],
    ['an hour forward', hour],
  ])('[row 63] %s: no limit strikes, the order stays, each change is sent once', async (_what, jump) => {
    const server = new ScriptedServer();
    const held = on.gate();
    server.plays['Send-Package'] = { waits: held.waits };
    const { walker } = await opened(server);
    const runId = await on.startPlan(walker);
    await on.running(walker, 'send-kit');
    offset = jump;
    const [view] = (await walker.ask('getSession', {})).targets;
    expect(view).toMatchObject({ busy: 'running', run: { outcome: 'running', failure: null } });
    held.open();
    const { run } = await on.atRest(walker);
    expect(run).toMatchObject({ outcome: 'done', failure: null });
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
    const times = expectInOrder({ walker, server }, runId);
    // The jump is in the times, and only there.
    expect(Math.abs((times.at(-1) ?? 0) - (times[0] ?? 0) - jump)).toBeLessThan(hour / 2);
  });

  it('[row 63] set back after facts were read: nobody knows how old they are, so they are read again', async () => {
    const server = new ScriptedServer();
    const { walker } = await opened(server);
    offset = -24 * hour;
    const input = on.planOf(walker);
    await walker.ask('startPlan', input);
    const kinds = server.received.map(({ operation }) => operation);
    expect(kinds.indexOf('Get-ServerState')).toBe(0);
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
  });
});

describe('a computer that sleeps for eight hours during an action', () => {
  it('[row 63] finds the link gone, follows the action again and goes on; nothing is sent twice', async () => {
    const server = new ScriptedServer();
    const held = on.gate();
    server.plays['Invoke-Onboarding'] = { waits: held.waits };
    const { walker } = await opened(server);
    const runId = await on.startPlan(walker);
    await on.running(walker, 'onboard');
    // Asleep: the clock goes on, the sessions do not, and the server finishes by itself.
    offset = 8 * hour;
    server.cut();
    await walker.until(on.id, 'interrupted', ({ run }) => run?.outcome === 'interrupted');
    held.open();
    server.mend();
    const { run } = await on.atRest(walker);
    expect(run).toMatchObject({ outcome: 'done', failure: null });
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
    expectInOrder({ walker, server }, runId);
  });
});
