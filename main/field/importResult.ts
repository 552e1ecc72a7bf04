import { join } from 'node:path';
import { failureOf, GangwayError } from '../../shared/errors';
import type { FieldPlan } from '../../shared/field/fieldPlan';
import type { ResultLine } from '../../shared/field/result';
import { operations } from '../../shared/model/operations';
import { mkdir, open, rm } from '../disk/files';
import { systemCode } from '../disk/retryBusy';
import { createJournal } from '../journal/journal';
import { redactJson } from '../redact/redactJson';
import { readFacts } from '../reading/reading';
import { restoreRun } from '../runs/restore';
import type { Server } from '../servers/server';
import { toJson } from '../toJson';
import { showRead } from './showRead';
import { markIn, type Mark } from '../runs/fieldMark';
import type { FieldNeeds } from './needs';
import { parseResult, type FieldResult } from './readResult';
import { createClock, takeIn } from './takeIn';

/** A result of a long run with its facts takes some megabytes; beyond this (bytes) it is none. */
const longest = 256 * 1024 * 1024;
/** So far (ms) a clock of a server may be off without its times being moved. */
const clockOffMs = 5 * 60_000;

/** The plan that a result carries out. Throws what is foreign about it. */
async function planOf(needs: FieldNeeds, server: Server, { header }: FieldResult): Promise<FieldPlan> {
  const kit = await needs.kits.find(header.nonce);
  if (kit === null) throw new GangwayError('field.otherGangway', header.computerName);
  const { plan, sha256 } = kit;
  const isThere = header.machineId.toLowerCase() === plan.machineId.toLowerCase();
  if (plan.targetId !== server.id || !isThere)
    throw new GangwayError('field.otherMachine', header.computerName);
  const isSame =
    header.planSha256 === sha256 && header.planHash === plan.planHash && header.runId === plan.runId;
  const scripts = (list: FieldPlan['scripts']) => list.map((one) => `${one.name} ${one.sha256}`).join('\n');
  if (!isSame || scripts(header.scripts) !== scripts(plan.scripts))
    throw new GangwayError('field.otherPlan', header.computerName);
  return plan;
}

/**
 * The lines that can be taken in: all of them, or those before an action whose end the result does not tell. Nobody knows yet what became
 * of that one, and a later import has it whole.
 */
function settledLines(lines: readonly ResultLine[]): readonly ResultLine[] {
  const open = lines.findIndex(
    (line, index) =>
      line.kind === 'intent' &&
      !lines.slice(index).some((one) => one.kind === 'ended' && one.nn === line.nn) &&
      // One that was refused before it began is not open.
      lines.slice(index).some((one) => (one.kind === 'sent' || one.kind === 'record') && one.nn === line.nn),
  );
  return open < 0 ? lines : lines.slice(0, open);
}

/** What a person is told of a result that ends in the middle: how far it is whole. */
function howFar({ lines }: FieldResult, plan: FieldPlan): string {
  const last = lines.findLast((line) => line.kind === 'intent' || line.kind === 'ended');
  const title = plan.actions.find(({ nn }) => nn === last?.nn)?.title;
  return `${String(lines.length)}${title === undefined ? '' : `, ${title}`}`;
}

/**
 * Takes in a result: verifies its chain, machine, plan and scripts, and makes of it the journal of its run, which appears whole or not at
 * all. With `partial` one that ends in the middle, too, as far as it is whole. Throws `field.notOurs`, `field.changed`,
 * `field.otherGangway`, `field.otherMachine`, `field.otherPlan`, `field.torn`, `field.twice`, `step.blocked` while a run is under way,
 * `journal.unwritable`.
 */
export async function takeResult(
  needs: FieldNeeds,
  server: Server,
  bytes: Buffer,
  partial: boolean,
): Promise<void> {
  const result = parseResult(bytes);
  const plan = await planOf(needs, server, result);
  if (!result.whole && !partial) throw new GangwayError('field.torn', howFar(result, plan));
  const lines = settledLines(result.lines);
  const earlier = markIn((await needs.journal.read(plan.runId)).entries);
  if (earlier !== null) {
    const known = lines.at(earlier.lines - 1);
    if (known === undefined) throw new GangwayError('field.twice', plan.runId);
    if (known.hash !== earlier.hash) throw new GangwayError('field.changed', String(earlier.lines));
    if (lines.length === earlier.lines) {
      if (await isKept(needs, server, plan, lines)) throw new GangwayError('field.twice', plan.runId);
      // The app ended when the journal was whole, and before it kept what else the result tells.
      await afterwards(needs, server, plan, lines);
      return;
    }
  }
  if (server.running !== null) throw new GangwayError('step.blocked', 'a run is under way');
  const { run, facts, factsAt, skewMs, heldBy = null } = server.view();
  server.running = new AbortController();
  server.change(() => ({ busy: 'running' }));
  try {
    await intoJournal(needs, server, plan, lines, result, earlier);
  } catch (error) {
    // What was carried over until then is in no journal.
    server.change(() => ({ run, facts, factsAt, skewMs, heldBy }));
    throw error;
  } finally {
    server.running = null;
    server.change(() => ({ busy: 'idle' }));
    await restoreRun(needs, server);
  }
  await afterwards(needs, server, plan, lines);
}

async function intoJournal(
  needs: FieldNeeds,
  server: Server,
  plan: FieldPlan,
  lines: readonly ResultLine[],
  { lines: all, whole }: FieldResult,
  earlier: Mark | null,
): Promise<void> {
  const last = lines.at(-1);
  const firstAt = lines[0]?.at ?? 0;
  const lastAt = last?.at ?? 0;
  const now = needs.now();
  const clock = createClock(plan.confirmedAt, now);
  // Beside the journals, and moved among them once all of it is written.
  const staging = join(needs.stagingFolder, plan.runId);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  try {
    if (earlier !== null) await needs.journal.copy(plan.runId, staging);
    const end = all.at(-1);
    await takeIn(
      { ...needs, journal: createJournal(staging, clock.now) },
      server,
      {
        plan,
        lines,
        before: earlier?.lines ?? 0,
        end: whole && end?.kind === 'end' ? end : null,
        mark: {
          lines: lines.length,
          hash: last?.hash ?? '',
          firstAt,
          lastAt,
          clockOff: firstAt < plan.confirmedAt - clockOffMs || lastAt > now + clockOffMs,
        },
      },
      clock,
    );
    await needs.journal.adopt(plan.runId, staging);
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Whether all that a result tells beside its run is kept: its last facts, where no session reads them, and that it was taken in. */
async function isKept(
  { fields }: FieldNeeds,
  server: Server,
  plan: FieldPlan,
  lines: readonly ResultLine[],
): Promise<boolean> {
  const { fieldKit } = server.view();
  if (fieldKit?.nonce !== plan.nonce) return true;
  const told = lines.findLast((line) => line.kind === 'facts');
  const read = server.target.kind === 'field' ? await fields.read(server.id) : null;
  return fieldKit.taken !== null && (read === null || told === undefined || read.at >= told.at);
}

/** Keeps what the result told last as the facts of a server that nothing reaches; one with a session is read again. */
async function afterwards(
  needs: FieldNeeds,
  server: Server,
  plan: FieldPlan,
  lines: readonly ResultLine[],
): Promise<void> {
  const told = lines.findLast((line) => line.kind === 'facts');
  if (server.target.kind === 'field' && told !== undefined) {
    const facts = operations['Get-ServerState'].result.parse(redactJson(toJson(told.facts)));
    // A run reads no more than the facts: what a search knew stays, as old as it is.
    const further = (await needs.fields.read(server.id))?.further;
    const read = { at: told.at, machineId: plan.machineId, facts, further };
    await needs.fields.keep(server.id, read);
    showRead(needs, server, read);
  }
  // Last: what is marked so is not taken in again.
  const kit = server.view().fieldKit;
  if (kit?.nonce === plan.nonce) {
    const taken = { ...kit, taken: needs.now() };
    await needs.fields
      .keepKit(server.id, taken)
      .catch((error: unknown) => needs.notice('unwritable', failureOf(error).detail));
    server.change(() => ({ fieldKit: taken }));
  }
  if (server.target.kind !== 'field' && server.view().connectedAt !== null)
    needs.goOn(
      readFacts(needs, server).then(
        () => undefined,
        () => undefined,
      ),
    );
}

/** Takes in the result that a person picks; false when the dialog was closed. Throws what `takeResult` does. */
export async function importResult(needs: FieldNeeds, server: Server, partial: boolean): Promise<boolean> {
  const [path] = await needs.platform.pickFiles();
  if (path === undefined) return false;
  let bytes: Buffer;
  try {
    const file = await open(path, 'r');
    try {
      if ((await file.stat()).size > longest) throw new GangwayError('field.notOurs', path);
      bytes = await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof GangwayError) throw error;
    throw new GangwayError('file.missing', `${path}: ${systemCode(error) || String(error)}`);
  }
  await takeResult(needs, server, bytes, partial);
  return true;
}
