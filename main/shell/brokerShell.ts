import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { failureOf, GangwayError } from '../../shared/errors';
import type { OperationPolicy } from '../../shared/model/catalogue/operationPolicy';
import { type OperationName, type ParamsOf, type ResultOf, operations } from '../../shared/model/operations';
import type { RunRecord } from '../../shared/bridge/records';
import { type Script, glue } from '../operations/index';
import { Broker, type BrokerTimes } from './broker';
import type { BrokerProcess } from './brokerProcess';
import { followRun } from './followRun';
import { linkFailure } from './linkFailure';
import type { FollowOutcome, Hello, Hold, ReadOptions, Shell } from './shell';
import type { SessionRequest } from './wire';

type Catalogue = {
  readonly [N in OperationName]: OperationPolicy & {
    readonly params: z.ZodType<ParamsOf<N>>;
    readonly result: z.ZodType<ResultOf<N>>;
  };
};
const catalogue: Catalogue = operations;

/**
 * How long a poll waits on the server for a new line, which it then gives at once. Each poll makes a runspace there, so a silent
 * installation should not be asked more often than a person who stops it would mind waiting.
 */
const pollMs = 2000;

const usualTimes: BrokerTimes = { helloMs: 60_000, graceMs: 3000, heartbeatMs: 30_000 };

/** A shell over processes that speak `Broker.ps1`: one at a time, started when it is needed. */
export class BrokerShell implements Shell {
  readonly #start: () => Promise<BrokerProcess>;
  readonly #scripts: Readonly<Record<OperationName, Script>>;
  readonly #times: BrokerTimes;
  readonly #session: SessionRequest | undefined;
  #open: { readonly broker: Broker; readonly hello: Hello } | null = null;
  #cancelFolder: string | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** `start` makes a fresh process; `scripts` are the texts of the operations; with a `session` they run in it. */
  constructor(
    start: () => Promise<BrokerProcess>,
    scripts: Readonly<Record<OperationName, Script>>,
    times: BrokerTimes = usualTimes,
    session?: SessionRequest,
  ) {
    this.#start = start;
    this.#scripts = scripts;
    this.#times = times;
    this.#session = session;
  }

  hello(signal?: AbortSignal): Promise<Hello> {
    return this.#inTurn(signal, async () => (await this.#ready()).hello);
  }

  async run<N extends OperationName>(
    name: N,
    params: ParamsOf<N>,
    options: ReadOptions = {},
  ): Promise<ResultOf<N>> {
    const entry = catalogue[name];
    if (entry.runs === 'task') throw new GangwayError('internal', `${name} runs detached.`);
    const text = this.#paramsText(name, params);
    const script = this.#scripts[name];
    const value = await this.#inTurn(options.signal, async () => {
      const { broker } = await this.#ready();
      const call = broker.run({
        operation: name,
        script,
        params: text,
        limitMs: entry.limitMs,
        signal: entry.cancel === 'immediate' ? options.signal : undefined,
        onRecords: options.onRecords ?? (() => undefined),
        session: this.#session,
        across: entry.runs === 'across',
      });
      return this.#session === undefined ? call : call.catch(rethrowNamed);
    });
    const result = entry.result.safeParse(value);
    if (!result.success) throw new GangwayError('operation.badResult', `${name}: ${result.error.message}`);
    return result.data;
  }

  async start<N extends OperationName>(
    runId: string,
    nn: number,
    name: N,
    params: ParamsOf<N>,
    hold?: Hold,
  ): Promise<void> {
    const entry = catalogue[name];
    if (entry.runs !== 'task') throw new GangwayError('internal', `${name} does not run detached.`);
    const { text, sha256 } = this.#scripts[name];
    await this.run('Start-Run', {
      runId,
      nn,
      operation: name,
      cancel: entry.cancel,
      text,
      sha256,
      runner: glue.runner.text,
      runnerSha256: glue.runner.sha256,
      params: this.#paramsText(name, params),
      lease: hold?.lease ?? null,
      last: hold?.last ?? false,
    });
  }

  follow(
    runId: string,
    nn: number,
    from: number,
    onRecords: (records: readonly RunRecord[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<FollowOutcome> {
    const read = (offset: number) => this.run('Read-Run', { runId, nn, offset, waitMs: pollMs }, { signal });
    return followRun(read, from, onRecords, signal);
  }

  async stop(runId: string, nn: number, asked: boolean): Promise<void> {
    await this.run('Stop-Run', { runId, nn, asked });
  }

  /** Ends the process; what is under way or waiting rejects. Detached actions go on. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#open?.broker.close();
    await this.#queue;
    if (this.#cancelFolder !== null) await rm(this.#cancelFolder, { recursive: true, force: true });
  }

  #paramsText<N extends OperationName>(name: N, params: ParamsOf<N>): string {
    const parsed = catalogue[name].params.safeParse(params);
    if (!parsed.success)
      throw new GangwayError('operation.badParameters', `${name}: ${parsed.error.message}`);
    return JSON.stringify(parsed.data);
  }

  /** A process runs one pipeline at a time: callers wait in line, and one that gave up meanwhile is never sent. */
  #inTurn<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => {
      if (this.#closed || signal?.aborted === true) throw new GangwayError('operation.canceled');
      return work();
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #ready(): Promise<{ readonly broker: Broker; readonly hello: Hello }> {
    if (this.#open?.broker.alive === true) return this.#open;
    this.#cancelFolder ??= await mkdtemp(join(tmpdir(), 'gangway-'));
    const open = await Broker.open(await this.#start(), glue.broker.text, this.#cancelFolder, this.#times);
    this.#open = open;
    if (!this.#closed) return open;
    await open.broker.close();
    throw new GangwayError('operation.canceled');
  }
}

/** A failure of the link as the error that its code stands for, so that all callers get the same error. */
function rethrowNamed(error: unknown): never {
  const { code, detail, native } = linkFailure(failureOf(error));
  throw new GangwayError(code, detail, native);
}
