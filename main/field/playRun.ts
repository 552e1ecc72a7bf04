import { join } from 'node:path';
import { failureOf, GangwayError } from '../../shared/errors';
import type { RunRecord } from '../../shared/bridge/records';
import type { FieldAction, FieldPlan } from '../../shared/field/fieldPlan';
import type { LineOf } from '../../shared/field/result';
import type { ServerState } from '../../shared/model/facts';
import { antivirusServices } from '../../shared/knowledge/antivirus';
import { operations } from '../../shared/model/operations';
import { actions } from '../../shared/plan/actions';
import { holds } from '../../shared/plan/rules/rule';
import { readFile } from '../disk/files';
import { replaceFile } from '../disk/replaceFile';
import { systemCode } from '../disk/retryBusy';
import { awaitStart, isNewStart } from '../runs/awaitStart';
import { libraryOf } from '../packages/library';
import { toJson } from '../toJson';
import type { OpenShell, Server } from '../servers/server';
import { withHash } from './hashed';
import { takeResult } from './importResult';
import type { FieldNeeds } from './needs';
import { parseResult } from './readResult';

type End = Pick<LineOf<'end'>, 'outcome' | 'code' | 'text'>;
type Verdict = LineOf<'ended'>['verdict'];

/** The file of a played run, line by line as run.cmd would leave it. */
class Told {
  private readonly lines: string[];
  private prev: string;
  constructor(
    text: string,
    private readonly now: () => number,
  ) {
    this.lines = text.split('\n').filter((line) => line !== '');
    this.prev = this.lines.at(-1)?.slice(-66, -2) ?? '0'.repeat(64);
  }
  add(fields: Readonly<Record<string, unknown>>, at = this.now()): void {
    const body = JSON.stringify({ n: this.lines.length, at: Math.round(at), ...fields, prev: this.prev });
    const line = withHash(body);
    this.lines.push(line);
    this.prev = line.slice(-66, -2);
  }
  get text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }
}

/** Where the result of a played run lies. */
const pathOf = (needs: FieldNeeds, nonce: string): string =>
  join(needs.stagingFolder, '..', 'played', `${nonce}.jsonl`);

/**
 * Lets a practice server play run.cmd: the plan of its kit is carried out on its machine, and the result goes the way of a file that came back.
 * A restart that the last play ended on is played first, as the technician would do it. What is played is the driver; the machine is the one
 * of every practice run. Throws `target.notAllowed` for a real server, `field.otherGangway` where no kit was written, and what `takeResult` does.
 */
export async function playFieldRun(needs: FieldNeeds, server: Server): Promise<void> {
  const { fieldKit } = server.view();
  const kit = fieldKit == null ? null : await needs.kits.find(fieldKit.nonce);
  if (kit === null) throw new GangwayError('field.otherGangway', server.target.name);
  const opened = await server.shell();
  if (opened.practice === null) throw new GangwayError('target.notAllowed', server.id);
  if (server.running !== null) throw new GangwayError('step.blocked', 'a run is under way');
  const path = pathOf(needs, kit.plan.nonce);
  const before = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  });
  const playing = new AbortController();
  server.running = playing;
  server.change(() => ({ busy: 'running' }));
  let told: Told;
  try {
    told = await play(needs, server, opened, kit, before, playing.signal);
  } finally {
    server.running = null;
    server.change(() => ({ busy: 'idle' }));
  }
  await replaceFile(path, told.text);
  await takeResult(needs, server, Buffer.from(told.text), false);
}

async function play(
  needs: FieldNeeds,
  server: Server,
  opened: OpenShell,
  { plan, sha256: planSha256 }: { readonly plan: FieldPlan; readonly sha256: string },
  before: string,
  signal: AbortSignal,
): Promise<Told> {
  let { shell } = opened;
  const told = new Told(before, () => needs.now());
  const earlier = before === '' ? [] : parseResult(Buffer.from(before)).lines;
  const ended = earlier.filter((line) => line.kind === 'ended');
  const verdictOf = (nn: number) => ended.findLast((line) => line.nn === nn);
  // A practice server starts nothing twice, as Start-Run: what is begun anew gets a number behind the plan.
  let again = ended.filter(({ verdict }) => verdict === 'again').length;
  const identity = await shell.run('Get-ServerIdentity', {});
  const readAll = (): Promise<ServerState> =>
    shell.run('Get-ServerState', { antivirusServices: antivirusServices(), eventsSince: 0 });
  const read = async (why: 'begin' | 'after', nn: number): Promise<ServerState> => {
    const facts = await readAll();
    told.add({ kind: 'facts', why, nn, facts }, facts.readAt);
    return facts;
  };
  const end = (how: End): Told => {
    told.add({ kind: 'end', ...how });
    return told;
  };
  const close = (
    action: FieldAction,
    verdict: Verdict,
    facts: ServerState,
    failure?: LineOf<'ended'> | (Partial<Record<'code' | 'text', string>> & { native?: number | null }),
  ) =>
    told.add({
      kind: 'ended',
      nn: action.nn,
      verdict,
      boot: facts.boot.startedAt,
      code: failure?.code ?? '',
      text: failure?.text ?? '',
      native: failure?.native ?? null,
    });
  if (
    ended.some(({ verdict }) => verdict === 'conflict' || verdict === 'failed' || verdict === 'unknown') ||
    earlier.some((line) => line.kind === 'end' && line.outcome === 'done')
  )
    return told;
  if (earlier.length === 0) {
    const { nonce, runId, planHash, scripts } = plan;
    const { computerName } = identity;
    const format = 'gangway-field-result';
    told.add({
      kind: 'header',
      format,
      v: 1,
      nonce,
      runId,
      planSha256,
      planHash,
      machineId: identity.machineId ?? '',
      computerName,
      scripts,
    });
  }
  const waited = ended.findLast((line) => line.verdict === 'restart');
  const last = earlier.findLast((line) => line.kind === 'end');
  if (waited !== undefined && last?.kind === 'end' && last.outcome === 'restartRequired') {
    await shell.run('Restart-Server', { delaySeconds: 0 });
    const mark = waited.boot ?? 0;
    await awaitStart(needs, server, {
      isBack: (facts) => isNewStart(facts, mark, server.view().practice?.speed),
      signal,
    });
    // The one of before went down with the server.
    ({ shell } = await server.shell());
  }
  told.add({ kind: 'begin', account: identity.userName, psVersion: identity.psVersion });
  let facts = await read('begin', 0);
  const isAsked = (rules: FieldAction['rules']) =>
    rules === null || (holds(rules.applies, facts) && !holds(rules.done, facts));
  for (const [index, action] of plan.actions.entries()) {
    const known = verdictOf(action.nn);
    const beginsAgain =
      known?.verdict === 'restart' && action.startsAgain && !isDone(action, server, plan, facts);
    if (beginsAgain) {
      close(action, 'again', facts);
      again += 1;
    } else if (known?.verdict === 'restart')
      close(action, isDone(action, server, plan, facts) ? 'done' : 'conflict', facts);
    if (known !== undefined && !beginsAgain) continue;
    if (!isAsked(action.rules)) {
      close(action, 'alreadySo', facts);
      continue;
    }
    const other = plan.others.find(({ rules }) => isAsked(rules));
    if (other !== undefined) return end({ outcome: 'otherFacts', code: 'plan.changed', text: other.id });
    if (action.id === 'restart') {
      close(action, 'restart', facts);
      return end({ outcome: 'restartRequired', code: 'field.restart', text: action.title });
    }
    told.add({ kind: 'intent', nn: action.nn, operation: action.operation, sha256: action.sha256 });
    const place = beginsAgain ? plan.listed.length + again : action.nn;
    const records = await carryOut(needs, server, shell, plan, action, place, told, signal);
    facts = await read('after', action.nn);
    const finish = records.findLast((record) => record.kind === 'end');
    const result = records.findLast((record) => record.kind === 'result');
    if (finish === undefined) {
      close(action, 'unknown', facts, { code: 'operation.unknownOutcome' });
      return end({ outcome: 'unknown', code: 'field.unknown', text: action.title });
    }
    if (!finish.ok) {
      close(action, 'failed', facts, {
        code: finish.code ?? 'operation.failed',
        text: finish.text,
        native: finish.native,
      });
      return end({ outcome: 'failed', code: finish.code ?? 'operation.failed', text: finish.text });
    }
    const restart = toJson(result?.value);
    const asksRestart =
      typeof restart === 'object' && restart !== null && !Array.isArray(restart) && restart.restart === true;
    const done = isDone(action, server, plan, facts);
    if (!done && !asksRestart) {
      close(action, 'conflict', facts);
      return end({ outcome: 'conflict', code: 'field.conflict', text: action.title });
    }
    close(action, asksRestart ? 'restart' : 'done', facts);
    if (asksRestart && (!done || plan.actions.slice(index + 1).some(({ rules }) => isAsked(rules))))
      return end({ outcome: 'restartRequired', code: 'field.restart', text: action.title });
  }
  return end({ outcome: 'done', code: '', text: '' });
}

/** Whether the machine shows what an action makes so: by the rules of the plan, else as Gangway asks. */
function isDone(action: FieldAction, server: Server, plan: FieldPlan, facts: ServerState): boolean {
  if (action.rules !== null) return holds(action.rules.done, facts);
  const found = actions.find(({ id }) => id === action.id);
  const { situation } = server.known(plan.journey);
  return action.id === 'restart' || (found?.isDone({ ...situation, facts }) ?? false);
}

/** Carries out one action on the machine and tells its records. */
async function carryOut(
  needs: FieldNeeds,
  server: Server,
  shell: OpenShell['shell'],
  plan: FieldPlan,
  action: FieldAction,
  place: number,
  told: Told,
  signal: AbortSignal,
): Promise<RunRecord[]> {
  const records: RunRecord[] = [];
  const take = (record: RunRecord): void => {
    records.push(record);
    told.add({ kind: 'record', nn: action.nn, record }, record.at);
  };
  if (action.id === 'send-kit') {
    const library = libraryOf(needs.libraries, server.target);
    const { files } = operations['Send-Package'].params
      .omit({ adminShare: true })
      .extend({})
      .parse({
        files: filesOf(action).map((file) => ({ ...file, source: library.pathOf(file.sha256) ?? '' })),
      });
    const at = () => Math.round(needs.now());
    let failure: { code: string | null; text: string; native: number | null } | null = null;
    try {
      const value = await shell.run('Send-Package', { files });
      take({ n: 0, at: at(), kind: 'result', value });
    } catch (error) {
      const { code, detail, native } = failureOf(error);
      failure = { code, text: detail, native };
    }
    take({
      n: records.length,
      at: at(),
      kind: 'end',
      ok: failure === null,
      ...(failure ?? { code: null, text: '', native: null }),
    });
    return records;
  }
  const { operation } = action;
  const params = operations[operation].params.parse(action.params);
  const lease = {
    account: 'field',
    computer: plan.computerName,
    technician: plan.technician,
    minutes: plan.leaseMinutes,
    takeOver: null,
  };
  const last = plan.actions.at(-1) === action;
  await shell.start(plan.runId, place, operation, params, { lease, last });
  told.add({ kind: 'sent', nn: action.nn });
  await shell.follow(plan.runId, place, 0, async (more) => more.forEach(take), signal);
  return records;
}

const filesOf = (action: FieldAction): { sha256: string; name: string; bytes: number }[] =>
  operations['Send-Package'].params.shape.files.element
    .omit({ source: true })
    .array()
    .parse(
      typeof action.params === 'object' && action.params !== null && 'files' in action.params
        ? action.params.files
        : [],
    );
