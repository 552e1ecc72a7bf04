import type { OpenShell } from '../../main/servers/server';
import type { FollowOutcome, ReadOptions, Shell } from '../../main/shell/shell';
import { GangwayError } from '../../shared/errors';
import type { ServerState } from '../../shared/model/facts';
import { operations, type OperationName, type ResultOf } from '../../shared/model/operations';
import type { RunRecord } from '../../shared/bridge/records';
import { aServer, type DeepPartial } from '../fixtures/facts';
import { play, type Play, type PlayedOn } from './play';

// Invented: that a broken link is told at once; looked for: nothing, a test scripts what happens and when (Windows tries for minutes,
// row platform/winrm-robust-connection)

/** One thing that the server received, in order. */
export interface Received {
  readonly operation: string;
  readonly kind: 'read' | 'change' | 'probe' | 'follow' | 'lease';
  readonly params: unknown;
}

interface ScriptedRun {
  readonly play: Play;
  readonly records: readonly RunRecord[];
  readonly drops: number[];
  readonly over: Promise<void>;
  isOver: boolean;
}

const unreachable = () => new GangwayError('target.unreachable', 'SCRIPTED');

/**
 * A server that does what a test scripts: it says what it was sent, shows the facts it was given, and plays each change as
 * told, with the faults of `Play`. It outlives its shells, as a server does.
 */
export class ScriptedServer {
  facts: ServerState;
  readonly received: Received[] = [];
  /** What each operation does; what is not scripted works. */
  readonly plays: Partial<Record<OperationName, Play>> = {};
  /** What the next readings of facts throw, one each; null lets one through. */
  readonly factsErrors: (GangwayError | null)[] = [];
  /** While set, readings of facts wait for it. */
  factsGate: Promise<void> | null = null;
  onRestart: () => void = () => undefined;
  opened = 0;
  away = false;
  private readonly runs = new Map<string, ScriptedRun>();
  private link = new AbortController();

  constructor(...facts: DeepPartial<ServerState>[]) {
    this.facts = aServer(...facts);
  }

  /** Lays a change over what the server shows. */
  show(change: DeepPartial<ServerState>): void {
    this.facts = aServer(this.facts, change);
  }

  /** Cuts the link: what is under way breaks, and nothing comes through until `mend`. */
  cut(): void {
    this.away = true;
    this.link.abort();
  }

  mend(): void {
    this.away = false;
    this.link = new AbortController();
  }

  /** How far its clock is ahead of this computer's, in milliseconds. */
  clockAheadMs = 0;

  private now(): number {
    return Date.now() + this.clockAheadMs;
  }

  private played(): PlayedOn {
    return { facts: this.facts, now: this.now() };
  }

  /** The changes it was sent, by name. */
  get changes(): string[] {
    return this.received.filter(({ kind }) => kind === 'change').map(({ operation }) => operation);
  }

  readonly open = (): Promise<OpenShell> => {
    this.opened += 1;
    return Promise.resolve({ shell: this.shell(), practice: null });
  };

  private take(operation: string, kind: Received['kind'], params: unknown): void {
    this.received.push({ operation, kind, params });
    if (this.away) throw unreachable();
  }

  private shell(): Shell {
    let closed = false;
    const guard = () => {
      if (closed) throw new GangwayError('shell.exited');
    };
    return {
      hello: async () => {
        guard();
        this.take('hello', 'read', {});
        return { psVersion: '5.1.17763.1', languageMode: 'FullLanguage', is64Bit: true, pid: 1 };
      },
      run: async (name, params, options = {}) => {
        guard();
        this.take(name, name === 'Set-Lease' ? 'lease' : operations[name].kind, params);
        return resultOf(name, await this.answer(name, params, options));
      },
      start: async (runId, nn, name, params) => {
        guard();
        this.take(name, 'change', params);
        this.begin(runId, nn, name, params);
      },
      follow: (runId, nn, from, onRecords, signal) => {
        this.take('Read-Run', 'follow', { runId, nn, from });
        return this.follow(`${runId}/${String(nn)}`, from, onRecords, signal);
      },
      stop: async () => undefined,
      close: async () => {
        closed = true;
      },
    };
  }

  private async answer(name: OperationName, params: unknown, { signal }: ReadOptions): Promise<unknown> {
    if (name === 'Get-ServerState') {
      await this.factsGate;
      if (signal?.aborted) throw new GangwayError('operation.canceled');
      if (this.away) throw unreachable();
      const error = this.factsErrors.shift();
      if (error) throw error;
      return { ...this.facts, readAt: this.now() };
    }
    // Nobody else comes to this server; who holds it is played by practice (practiceLease.ts).
    if (name === 'Set-Lease') return { held: operations[name].params.parse(params).lease !== null };
    if (name === 'Restart-Server') {
      this.onRestart();
      const { startError } = this.plays[name] ?? {};
      if (startError) throw startError;
      return { askedAt: this.now() };
    }
    const { script, change, result } = play(name, params, this.played(), this.plays[name]);
    // A copy ends between two pieces.
    const canceled = new Promise<never>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new GangwayError('operation.canceled')));
    });
    canceled.catch(() => undefined);
    await Promise.race([script.waits, canceled]);
    if (script.taken ?? !script.startError) this.show(change);
    if (script.startError) throw script.startError;
    return result;
  }

  private begin(runId: string, nn: number, operation: OperationName, params: unknown): void {
    const { script, change, records, outcome } = play(
      operation,
      params,
      this.played(),
      this.plays[operation],
    );
    if (script.taken ?? !script.startError) {
      const summary = { runId, nn, operation, startedAt: this.now(), code: null };
      const others = this.facts.runs;
      this.show({ runs: [{ ...summary, endedAt: null, outcome: 'running' }, ...others] });
      const finish = () => {
        this.show(change);
        const rest = this.facts.runs.filter((run) => run.runId !== runId || run.nn !== nn);
        this.show({ runs: [{ ...summary, endedAt: this.now(), outcome }, ...rest] });
      };
      const run: ScriptedRun = {
        play: script,
        records,
        drops: [...(script.dropsAfter ?? [])],
        over: Promise.resolve(script.waits).then(() => {
          finish();
          run.isOver = true;
        }),
        isOver: false,
      };
      this.runs.set(`${runId}/${String(nn)}`, run);
    }
    if (script.startError) throw script.startError;
  }

  private async follow(
    key: string,
    from: number,
    onRecords: (records: readonly RunRecord[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<FollowOutcome> {
    const run = this.runs.get(key);
    if (run === undefined) return 'neverStarted';
    const broken = new Promise<never>((_resolve, reject) => {
      this.link.signal.addEventListener('abort', () => reject(unreachable()));
      signal.addEventListener('abort', () => reject(new GangwayError('operation.canceled')));
    });
    broken.catch(() => undefined);
    for (const record of run.records.slice(from)) {
      if (record.kind === 'end' || record.kind === 'result') await Promise.race([run.over, broken]);
      if (signal.aborted) throw new GangwayError('operation.canceled');
      await onRecords([record]);
      const drop = run.drops.indexOf(record.n + 1);
      if (drop >= 0) {
        run.drops.splice(drop, 1);
        throw new GangwayError('shell.exited');
      }
    }
    await Promise.race([run.over, broken]);
    if (run.play.broken) throw run.play.broken;
    return run.records.at(-1)?.kind === 'end' ? 'ended' : 'unknown';
  }
}

function resultOf<N extends OperationName>(name: N, value: unknown): ResultOf<N> {
  if (isResult(name, value)) return value;
  throw new GangwayError('operation.badResult', name);
}

function isResult<N extends OperationName>(name: N, value: unknown): value is ResultOf<N> {
  return operations[name].result.safeParse(value).success;
}
