import { afterEach, expect, it } from 'vitest';
import { hereClock } from '../../../shared/model/servers/serverClock';
import type { ServerState } from '../../../shared/model/facts';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from '../app/stage';
import { Walker } from '../app/walker';

let walker: Walker | null = null;
let stage: on.Stage | null = null;
afterEach(async () => {
  await walker?.stop();
  await stage?.walker.stop();
  walker = null;
  stage = null;
});

const moments = new Set([
  'at',
  'startedAt',
  'endedAt',
  'downAt',
  'upAt',
  'lastConnectedAt',
  'signaturesUpdatedAt',
  'readAt',
]);

/** Every moment that the server wrote down, wherever it stands in its facts. */
function momentsOf(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    moments.has(name) && typeof item === 'number' ? [item] : momentsOf(item),
  );
}

/** What must keep its time from one reading to the next, as it is shown: events, earlier starts and runs. */
function shownTimes(facts: ServerState, skewMs: number | null): string[] {
  const here = hereClock(skewMs);
  return [
    ...facts.events.map(({ log, id, at }) => `${log} ${String(id)} ${String(here(at))}`),
    ...facts.runs.map(({ runId, nn, startedAt }) => `${runId} ${String(nn)} ${String(here(startedAt ?? 0))}`),
    ...facts.boot.recent.map(({ upAt }) => `start ${String(here(upAt))}`),
  ];
}

/** Reads, and holds what was read against its own reading and the one before. */
async function readAndHold(w: Walker, id: string, before: readonly string[]): Promise<string[]> {
  await w.ask('readFacts', { targetId: id });
  w.session = await w.ask('getSession', {});
  const { facts, factsAt, skewMs } = w.view(id);
  if (facts === null || factsAt === null) throw new Error('nothing was read');
  const here = hereClock(skewMs);
  for (const at of momentsOf(facts)) {
    expect(at).toBeLessThanOrEqual(facts.readAt);
    expect(here(at)).toBeLessThanOrEqual(factsAt);
  }
  const shown = shownTimes(facts, skewMs);
  expect(shown).toEqual(expect.arrayContaining([...before]));
  return shown;
}

/** Every line that the server wrote during an action lies between the action's start (less `early` ms) and its end. */
async function holdLines(w: Walker, id: string, early = 0): Promise<number> {
  const { run } = w.view(id);
  if (run === null) throw new Error('no run');
  const { lines } = await w.ask('getOutput', { runId: run.runId, from: 0, limit: 5000 });
  let held = 0;
  for (const action of run.actions) {
    for (const line of lines.filter((one) => one.action === action.id && one.source !== 'gangway')) {
      expect(line.at).toBeGreaterThanOrEqual((action.startedAt ?? Infinity) - early);
      expect(line.at).toBeLessThanOrEqual(action.endedAt ?? 0);
      held += 1;
    }
  }
  return held;
}

const kits = {
  '2016-trellix': [['onboarding', 'installation', 'platformUpdate'], 'passive'],
  '2019-restart': [['onboarding'], 'active'],
  'network-fresh': [['onboarding'], 'active'],
} as const;

it.each(Object.entries(kits))(
  'a practice server has one clock from its first reading to the test: %s',
  async (machine, [packages, mode]) => {
    walker = await Walker.start();
    const id = await walker.prepare(machine, [...packages], mode);
    for (const { state, fix } of walker.assess(id).known?.checks ?? [])
      if (state === 'toFix' && fix !== null) await walker.decide(id, { kind: 'acceptFix', fix });
    let shown = await readAndHold(walker, id, []);
    const view = await walker.carryOut(id);
    expect(await holdLines(walker, id)).toBeGreaterThan(1);
    shown = await readAndHold(walker, id, shown);
    if (view.run?.outcome === 'restartRequired') {
      await walker.ask('restartServer', { targetId: id });
      await walker.until(id, 'resumed', (now) => now.busy === 'idle' && now.run?.outcome === 'done');
      await holdLines(walker, id);
      shown = await readAndHold(walker, id, shown);
    }
    const connected = () => walker?.view(id).facts?.sensor.lastConnectedAt !== null;
    for (let tries = 0; tries < 100 && !connected(); tries += 1) shown = await readAndHold(walker, id, shown);
    expect(connected()).toBe(true);
    const begun = Date.now();
    await walker.ask('startTest', { targetId: id });
    await walker.until(id, 'tested', (now) => now.busy === 'idle' && now.run?.outcome === 'done');
    await holdLines(walker, id);
    shown = await readAndHold(walker, id, shown);
    const sent = walker.view(id).facts?.runs.find(({ operation }) => operation === 'Invoke-DetectionTest');
    expect(sent?.startedAt).toBeGreaterThanOrEqual(begun);
    await readAndHold(walker, id, shown);
  },
  30_000,
);

it('what a server with another clock wrote down is dated by this computer, and stays where it was', async () => {
  const server = new ScriptedServer();
  server.clockAheadMs = 10 * 60_000;
  stage = await on.openStage(server);
  const { walker: w } = stage;
  await on.startPlan(w);
  await on.atRest(w);
  expect(await holdLines(w, on.id, 1_250)).toBeGreaterThan(1);
  let shown: string[] = [];
  for (let reading = 0; reading < 3; reading += 1) shown = await readAndHold(w, on.id, shown);
  expect(shown.length).toBeGreaterThan(2);
});
