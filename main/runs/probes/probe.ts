import { z } from 'zod';
import { probeAsks, testConnectivity } from '../../../shared/plan/actions/testConnectivity';
import { failureOf, GangwayError, type Failure } from '../../../shared/errors';
import { evidence } from '../../../shared/plan/actions/index';
import { analyzerAction } from '../../../shared/model/probes/analyzer';
import type { ServerState } from '../../../shared/model/facts';
import { shareAction } from '../../../shared/model/probes/shareTest';
import { operations, type OperationName, type ParamsOf } from '../../../shared/model/operations';
import { joining, type Situation } from '../../../shared/plan/situation';
import { probeViewSchema, type ProbeView } from '../../../shared/bridge/session';
import { takePen, type Show, newRunId } from '../pen';
import { endedSchema, runOf } from '../runState';
import { journalsOf, refreshChanges } from '../changes';
import type { RunsNeeds } from '../needs';
import type { Server } from '../../servers/server';
import { failureIn, followRecords, type Followed, type Taker } from '../follow';
import { readFurther } from '../../reading/furtherRead';
import { readFacts } from '../../reading/reading';
import { requireRest, stillAtWork } from '../runs';
import { sendTask, type Work } from '../sendTask';
import { readIfOld } from '../start';

const nn = 1;

/** A probe that was sent: what it is called in its journal, and its operation. */
interface Sent<N extends OperationName = OperationName> {
  readonly action: string;
  readonly operation: N;
  /** What facts show of it, in raw values. */
  readonly evidence: (facts: ServerState) => string;
}

/** A probe that begins: with its parameters, and what must be done before it is sent. */
export interface Probe<N extends OperationName> extends Sent<N> {
  readonly params: ParamsOf<N>;
  readonly before: (work: Work) => Promise<void>;
}

/** How long a run folder stays on its server: `Start-Run` removes older ones. */
const keptMs = 30 * 24 * 60 * 60_000;

/**
 * Tests the way to the cloud from the server, at any time, and answers the id of its run once that is in the journal. It needs no
 * package. Throws what `beginProbe` throws.
 */
export const startProbe = (needs: RunsNeeds, server: Server): Promise<string> =>
  beginProbe(needs, server, async (situation) => {
    // Without a package the server's own onboarding says which addresses are its own.
    const own =
      joining(situation) === null ? (await readFurther(needs, server, 'Get-SensorIdentity')).value : null;
    return {
      action: testConnectivity.id,
      operation: 'Test-Connectivity',
      params: operations['Test-Connectivity'].params.parse(probeAsks(situation, own?.cloud ?? null)),
      evidence: (facts) => evidence(testConnectivity.id, facts),
      before: async () => undefined,
    };
  });

/**
 * Begins a probe. It runs like a change but changes nothing, so it needs no plan, takes no run's place, and is in no ledger. Throws
 * `step.blocked` and `run.alreadyStarted` as a run does, and what `probeOf` throws.
 */
export async function beginProbe<N extends OperationName>(
  needs: RunsNeeds,
  server: Server,
  probeOf: (situation: Situation) => Promise<Probe<N>>,
): Promise<string> {
  requireRest(server);
  await readIfOld(needs, server);
  requireRest(server);
  const { situation } = server.known();
  const probe = await probeOf(situation);
  requireRest(server);
  const { action, operation, params } = probe;
  const underWay = stillAtWork(situation.facts);
  if (underWay !== null) throw new GangwayError(underWay.code, underWay.detail);
  const controller = new AbortController();
  server.running = controller;
  try {
    const runId = newRunId(needs.now());
    const pen = await takePen(needs, server, runId, showProbe);
    const work: Work = { needs, server, journey: 'onboard', runId, pen, signal: controller.signal };
    const before = probe.evidence(situation.facts);
    try {
      const { scripts } = await import('../../operations');
      const intent = { operation, params, sha256: scripts[operation].sha256, before };
      const listed = [{ id: action, nn, key: action, needed: true }];
      await pen.note({ phase: 'planned', data: { purpose: 'probe', actions: listed } });
      await pen.note({ action, nn, phase: 'intent', data: intent });
    } catch (error) {
      await pen.close();
      throw error;
    }
    const send = async () => {
      await probe.before(work);
      await sendTask(work, nn, operation, params, true);
      await pen.note({ action, nn, phase: 'sent' });
    };
    needs.goOn(carryOut(work, probe, send, () => letGo(server, controller)));
    return runId;
  } catch (error) {
    server.running = null;
    throw error;
  }
}

/**
 * Takes up again the newest probe of a server, where the app ended before it saw its end: follows it to that end, which may be long past,
 * so that what it found is known. Nothing is sent. Never rejects.
 */
export async function takeUpProbe(needs: RunsNeeds, server: Server): Promise<void> {
  try {
    const entries = (await journalsOf(needs, server)).find((found) => runOf(found)?.purpose === 'probe');
    const intent = entries?.find(({ phase }) => phase === 'intent');
    // One that was not sent left nothing on the server. Whose result is known already has nothing more to tell.
    if (intent === undefined || entries?.at(-1)?.phase !== 'sent') return;
    if (needs.now() - intent.at > keptMs || server.running !== null) return;
    const { operation } = intentSchema.parse(intent.data);
    const action = actionsOf[operation];
    const shown = (facts: ServerState) =>
      operation === 'Test-Connectivity' ? evidence(testConnectivity.id, facts) : '';
    const controller = new AbortController();
    server.running = controller;
    const { runId } = intent;
    const pen = await takePen(needs, server, runId, showProbe).catch((error: unknown) => {
      server.running = null;
      throw error;
    });
    const work: Work = { needs, server, journey: 'onboard', runId, pen, signal: controller.signal };
    server.change((view) => showProbe(view, intent));
    const nothing = () => Promise.resolve();
    await carryOut(work, { action, operation, evidence: shown }, nothing, () => letGo(server, controller));
  } catch (error) {
    needs.notice('internal', failureOf(error).detail);
  }
}

/** What a probe is called in its journal. */
const actionsOf: Readonly<Record<ProbeView['operation'], string>> = {
  'Test-Connectivity': testConnectivity.id,
  'Test-ScriptShare': shareAction,
  'Invoke-ClientAnalyzer': analyzerAction,
};

function letGo(server: Server, controller: AbortController): void {
  if (server.running === controller) server.running = null;
}

const intentSchema = z.object({ operation: probeViewSchema.shape.operation });

/** The page shows a probe from its intent until its end. The journals tell its result. */
const showProbe: Show = ({ probe }, { at, runId, phase, data }) => {
  const fresh = { progress: null, stage: null, contactLost: false };
  if (phase === 'intent') {
    const { operation } = intentSchema.parse(data);
    const begun = { runId, operation, startedAt: at, endedAt: null, failure: null, ...fresh };
    return { busy: 'probing', probe: begun };
  }
  if (phase !== 'ended') return {};
  const { failure } = endedSchema.parse(data);
  return { probe: probe && { ...probe, endedAt: at, failure, ...fresh } };
};

/** Changes how a probe at work stands on the page. */
export const patchProbe = ({ server }: Work, change: Partial<ProbeView>): void =>
  server.change(({ probe }) => ({ probe: probe && { ...probe, ...change } }));

/** Progress goes to the page; the lines say what the result says again, and are not kept. */
const takerOf = (work: Work): Taker => ({
  take: async (records) => {
    const last = records.findLast((record) => record.kind === 'progress');
    if (last !== undefined) patchProbe(work, { progress: { done: last.done, total: last.total } });
    const stage = records.findLast((record) => record.kind === 'step' && record.state === 'begin');
    if (stage?.kind === 'step') patchProbe(work, { stage: stage.key });
  },
  contact: (outcome) => patchProbe(work, { contactLost: outcome === 'interrupted' }),
});

/** Carries a probe to its end, puts into the journal what it found, and gives the server back. Never rejects. */
async function carryOut(
  work: Work,
  probe: Sent,
  send: () => Promise<void>,
  leave: () => void,
): Promise<void> {
  const { action, operation } = probe;
  const { needs, server, pen, signal } = work;
  let failure: Failure | null;
  try {
    await send();
    const followed = await follow(work, probe);
    const found = failureIn(followed, action, operation);
    await settle(work, probe, followed, found);
    failure = found;
  } catch (error) {
    // The app is closing: the server goes on, and its run folder tells the next reading what came of it.
    if (signal.aborted) {
      leave();
      return pen.close();
    }
    failure = failureOf(error);
    await pen.note({ action, nn, phase: 'failed', data: failure }).catch(() => undefined);
  }
  await pen.end({ outcome: failure === null ? 'done' : 'failed', failure }, async () => {
    await refreshChanges(needs, server).catch((error: unknown) => {
      needs.notice('internal', failureOf(error).detail);
    });
    // Before the page sees it at rest: a queue begins at that very moment.
    leave();
  });
}

async function follow(work: Work, { action, operation }: Sent): Promise<Followed> {
  const { needs, server, runId, signal } = work;
  const followed = await followRecords(
    needs,
    server,
    { runId, nn, action, operation },
    takerOf(work),
    signal,
  );
  if (followed.outcome === 'neverStarted') throw new GangwayError('run.notStarted', action);
  return followed;
}

/** The result is evidence whether the test passed or not; facts are read again, so that its date shows. */
async function settle(
  work: Work,
  { action, evidence: shown }: Sent,
  { result }: Followed,
  failure: Failure | null,
): Promise<void> {
  const { needs, server, pen, signal } = work;
  if (failure === null) await pen.note({ action, nn, phase: 'ack', data: result ?? null });
  // That they could not be read shows on the page; it takes nothing from what was found.
  const facts = await readFacts(needs, server, signal).catch(() => null);
  const after = facts === null ? '' : shown(facts);
  if (failure === null) {
    await pen.note({ action, nn, phase: 'verified', data: { after, restart: false } });
    return;
  }
  const found = result === undefined ? {} : { result };
  await pen.note({ action, nn, phase: 'failed', data: { ...failure, after, ...found } });
}
