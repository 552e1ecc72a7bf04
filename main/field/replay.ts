import { GangwayError } from '../../shared/errors';
import type { RunRecord } from '../../shared/bridge/records';
import type { LineOf, ResultLine } from '../../shared/field/result';
import { operations, type OperationName, type ResultOf } from '../../shared/model/operations';
import { cleanShell } from '../servers/cleanShell';
import type { FollowOutcome, Shell } from '../shell/shell';

/** The lines of one action, from its intent to its verdict, across all starts of run.cmd. */
export interface ActionLines {
  readonly records: readonly RunRecord[];
  readonly sent: LineOf<'sent'> | null;
  readonly ended: LineOf<'ended'> | null;
  /** What the server showed afterwards; null where the result ends before. */
  readonly after: LineOf<'facts'> | null;
}

/** Collects the lines of an action behind its intent, up to its first verdict. A copy that was begun again counts from its last beginning. */
export function linesOf(lines: readonly ResultLine[], nn: number): ActionLines {
  let records: RunRecord[] = [];
  let sent: ActionLines['sent'] = null;
  let after: ActionLines['after'] = null;
  for (const line of lines) {
    if (!('nn' in line) || line.nn !== nn) continue;
    if (line.kind === 'record') records = line.record.n === 0 ? [line.record] : [...records, line.record];
    if (line.kind === 'sent') sent ??= line;
    if (line.kind === 'facts' && line.why === 'after') after = line;
    if (line.kind === 'ended') return { records, sent, ended: line, after };
  }
  return { records, sent, ended: null, after };
}

/** What a replay tells next, and when that was by the server's clock. */
export interface Replay {
  readonly shell: Shell;
  /** The facts that the next reading gives; null: the result does not tell them. */
  facts: LineOf<'facts'> | null;
  /** The action that is followed next. */
  action: ActionLines;
}

/**
 * A server as a result tells of it: each reading gives what was read there, and following an action gives its records. Whatever else is
 * asked is refused, because nothing may be asked of the real one. Secrets are taken out as from a real server's answers.
 */
export function createReplay(onTime: (at: number) => void): Replay {
  const refused = (): Promise<never> => Promise.reject(new GangwayError('target.byFiles'));
  const run = async <N extends OperationName>(name: N): Promise<ResultOf<N>> => {
    const line = replay.facts;
    if (name !== 'Get-ServerState' || line === null) throw new GangwayError('target.byFiles');
    onTime(line.at);
    const result: unknown = line.facts;
    if (!isResult(name, result)) throw new GangwayError('operation.badResult', name);
    return result;
  };
  const follow: Shell['follow'] = async (_runId, _nn, from, onRecords): Promise<FollowOutcome> => {
    const { records, ended } = replay.action;
    const last = records.at(-1);
    if (last !== undefined) onTime(last.at);
    const fresh = records.filter(({ n }) => n >= from);
    if (fresh.length > 0) await onRecords(fresh);
    if (last?.kind === 'end') return 'ended';
    return ended?.code === 'run.notStarted' ? 'neverStarted' : 'unknown';
  };
  const replay: Replay = {
    shell: cleanShell({
      hello: refused,
      run,
      start: refused,
      follow,
      stop: refused,
      close: async () => undefined,
    }),
    facts: null,
    action: { records: [], sent: null, ended: null, after: null },
  };
  return replay;
}

function isResult<N extends OperationName>(name: N, value: unknown): value is ResultOf<N> {
  return operations[name].result.safeParse(value).success;
}
