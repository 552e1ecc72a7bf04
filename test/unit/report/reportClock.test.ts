import { readFile } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { recordPath } from '../../../main/report/reportFiles';
import { reportSchema } from '../../../shared/bridge/report';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from '../app/stage';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

const tenMinutes = 10 * 60_000;

it('a report of a server whose clock is ahead has one clock, and lists used packages only', async () => {
  const begun = Date.now();
  const server = new ScriptedServer();
  server.clockAheadMs = tenMinutes;
  stage = await on.openStage(server);
  const { walker } = stage;
  await on.startPlan(walker);
  await on.atRest(walker);
  const at = { targetId: on.id, journey: 'onboard' as const };
  const { runId } = await walker.ask('startTest', { targetId: on.id });
  await walker.until(on.id, 'sent', ({ run, busy }) => busy === 'idle' && run?.runId === runId);
  await walker.decide(on.id, { kind: 'alert', seen: true });
  const { path } = await walker.ask('saveReport', at);
  const report = reportSchema.parse(JSON.parse(await readFile(recordPath(path ?? ''), 'utf8')));
  const { sentAt, alertConfirmed } = report.detectionTest ?? expect.unreachable();
  // The clock of a server is known to half a round trip.
  expect(sentAt).toBeGreaterThan(begun - tenMinutes / 2);
  expect(sentAt).toBeLessThan((alertConfirmed?.at ?? 0) + tenMinutes / 2);
  const params = report.actions.flatMap(({ parameters }) => parameters.map(({ value }) => value)).join();
  expect(report.packages.length).toBeGreaterThan(0);
  for (const { sha256 } of report.packages) expect(params).toContain(sha256);
});

it('a proof that was not read has no time at which it was', async () => {
  const server = new ScriptedServer();
  stage = await on.openStage(server);
  const { walker } = stage;
  await on.startPlan(walker);
  await on.atRest(walker);
  server.show({ unreadable: [{ fact: 'otherAntivirus', reason: 'accessDenied', detail: '' }] });
  const at = { targetId: on.id, journey: 'onboard' as const };
  await walker.ask('readFacts', { targetId: on.id });
  const { path } = await walker.ask('saveReport', at);
  const report = reportSchema.parse(JSON.parse(await readFile(recordPath(path ?? ''), 'utf8')));
  const [mode, state] = ['mode', 'state'].map((key) => report.proofs.find((proof) => proof.key === key));
  expect(mode).toMatchObject({ state: 'notProvable', readAt: null });
  expect(state?.readAt).not.toBeNull();
});
