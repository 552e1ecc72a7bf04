import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { GangwayError, errorCodeSchema } from '../../shared/errors';
import type { RunRecord } from '../../shared/bridge/records';
import { type Script, glue } from '../operations/index';
import type { BrokerProcess, ProcessExit } from './brokerProcess';
import { CallTimers } from './callTimers';
import { decodeOutput } from './codePage';
import { FrameParser } from './frames';
import type { Hello } from './shell';
import {
  type BrokerRequest,
  type Frame,
  type SessionRequest,
  bootLines,
  frameSchema,
  requestLine,
} from './wire';

/** Times of a broker, in milliseconds: the greeting, the grace of a cancel, and the silence that means "frozen". */
export interface BrokerTimes {
  readonly helloMs: number;
  readonly graceMs: number;
  readonly heartbeatMs: number;
  /** How long (ms) a session may give no sign of life while it opens or works; then the link is lost. 25 s. */
  readonly silenceMs?: number;
}

/** The other side gives a sign of life every two seconds. A link without one for this time (ms) is dead. */
const usualSilenceMs = 25_000;

/** One operation to run, with everything that goes over the wire. */
export interface BrokerCall {
  readonly operation: string;
  readonly script: Script;
  /** Parameters as JSON text. */
  readonly params: string;
  readonly limitMs: number;
  /** Aborting stops the operation; left out where it must not be stopped. */
  readonly signal: AbortSignal | undefined;
  /** Steps, progress and log lines on the way, numbered from 0. */
  readonly onRecords: (records: readonly RunRecord[]) => void;
  /** Where it runs in a session on another computer. */
  readonly session?: SessionRequest | undefined;
  /** It runs here and uses the session, instead of in it. */
  readonly across?: boolean;
}

interface Call {
  readonly id: number;
  readonly operation: string;
  readonly limitMs: number;
  readonly onRecords: BrokerCall['onRecords'];
  readonly settle: (outcome: { value: unknown } | GangwayError) => void;
  next: number;
  delivered: number;
  result: { value: unknown } | null;
}

/** How many looks in a row must find no sign of life: a PC that slept wakes up with one late look, not with six. */
const looks = 6;

/** The conversation with one PowerShell process: boots the broker in it, then one call at a time. */
export class Broker {
  readonly #process: BrokerProcess;
  readonly #nonce = randomBytes(16).toString('hex');
  readonly #parser: FrameParser;
  readonly #times: BrokerTimes;
  readonly #timers: CallTimers;
  readonly #cancelFolder: string;
  #call: Call | null = null;
  #lastId = 0;
  #silentLooks = 0;
  #codePage = 65001;
  #greet: ((hello: Hello) => void) | null = null;
  #fail: ((error: GangwayError) => void) | null = null;
  /** False once the process has ended or must not be used any more. */
  alive = true;

  private constructor(process: BrokerProcess, cancelFolder: string, times: BrokerTimes) {
    this.#process = process;
    this.#times = times;
    this.#timers = new CallTimers(
      times.heartbeatMs / looks,
      (limitMs) => this.#expire(limitMs),
      () => this.#look(),
    );
    this.#cancelFolder = cancelFolder;
    this.#parser = new FrameParser(this.#nonce);
    process.listen(
      (bytes) => this.#takeAll(this.#parser.push(bytes)),
      (bytes) => this.#log('err', [this.#decoded(bytes)]),
    );
    void process.exited.then((exit) => {
      this.#takeAll(this.#parser.finish());
      this.#drop(new GangwayError('shell.exited', describeExit(exit), exit.code));
    });
  }

  /**
   * Boots a broker in a fresh process and waits for its greeting. Rejects with `target.languageMode` or
   * `shell.exited`; the process is ended then.
   */
  static async open(process: BrokerProcess, brokerText: string, cancelFolder: string, times: BrokerTimes) {
    const broker = new Broker(process, cancelFolder, times);
    const slow = () => void broker.kill(new GangwayError('shell.exited', 'PowerShell did not answer.'));
    const timer = setTimeout(slow, times.helloMs);
    try {
      const hello = await new Promise<Hello>((resolve, reject) => {
        broker.#greet = resolve;
        broker.#fail = reject;
        for (const line of bootLines(broker.#nonce, brokerText)) process.send(line);
        process.send(requestLine(broker.#greeting()));
      });
      return { broker, hello };
    } finally {
      clearTimeout(timer);
      broker.#fail = null;
    }
  }

  /** Runs one operation and answers the value of its one result, not validated yet. Rejects with a `GangwayError`. */
  async run(call: BrokerCall): Promise<unknown> {
    if (!this.alive || this.#call !== null) throw new GangwayError('internal', 'The broker is not free.');
    const id = ++this.#lastId;
    const stop = () => void this.#cancel(id);
    const { operation, limitMs, onRecords } = call;
    this.#timers.begin(limitMs);
    try {
      const outcome = await new Promise<{ value: unknown } | GangwayError>((resolve) => {
        this.#silentLooks = 0;
        this.#call = {
          id,
          operation,
          limitMs,
          onRecords,
          settle: resolve,
          next: 0,
          delivered: 0,
          result: null,
        };
        this.#process.send(requestLine(this.#request(id, call)));
        call.signal?.addEventListener('abort', stop);
        if (call.signal?.aborted === true) stop();
      });
      if (outcome instanceof GangwayError) throw outcome;
      return outcome.value;
    } finally {
      this.#call = null;
      call.signal?.removeEventListener('abort', stop);
      if (call.signal?.aborted === true) await rm(this.#cancelFile(id), { force: true });
    }
  }

  /** Lets a free process end by itself; one that is busy is killed, and its call rejects with `operation.canceled`. */
  async close(): Promise<void> {
    const isBusy = this.#call !== null;
    this.#drop(new GangwayError('operation.canceled'));
    await (isBusy ? this.#process.kill() : this.#process.end());
  }

  /** Ends the process with everything in it; a call under way rejects with `reason`. */
  async kill(reason: GangwayError): Promise<void> {
    this.#drop(reason);
    await this.#process.kill();
  }

  #drop(reason: GangwayError): void {
    this.alive = false;
    this.#timers.close();
    this.#fail?.(reason);
    this.#call?.settle(reason);
  }

  #greeting(): BrokerRequest {
    const nothing = { operation: null, text: '', sha256: '', params: '{}' };
    return { nonce: this.#nonce, id: 0, ...nothing, cancelFile: this.#cancelFile(0) };
  }

  #request(id: number, { operation, script, params, session, across }: BrokerCall): BrokerRequest {
    const asked = { nonce: this.#nonce, id, operation, ...script, params, cancelFile: this.#cancelFile(id) };
    if (session === undefined) return asked;
    const over = { ...asked, session, silenceMs: this.#times.silenceMs ?? usualSilenceMs };
    return across === true ? over : { ...over, relay: glue.relay.text };
  }

  #cancelFile(id: number): string {
    return `${this.#cancelFolder}/${this.#nonce}-${id}.cancel`;
  }

  /** Asks the broker to stop the operation; one that does not stop in time loses its process. */
  async #cancel(id: number): Promise<void> {
    await writeFile(this.#cancelFile(id), '').catch(() => undefined);
    setTimeout(() => {
      if (this.#call?.id === id) void this.kill(new GangwayError('operation.canceled'));
    }, this.#times.graceMs).unref();
  }

  #expire(limitMs: number): void {
    if (this.#call?.limitMs === limitMs)
      void this.kill(new GangwayError('operation.timedOut', this.#call.operation));
  }

  #look(): void {
    if (this.#call === null) return;
    this.#timers.lookAgain();
    this.#silentLooks++;
    if (this.#silentLooks <= looks) return;
    void this.kill(new GangwayError('shell.exited', 'PowerShell gave no sign of life.'));
  }

  #takeAll(pieces: ReturnType<FrameParser['push']>): void {
    for (const piece of pieces) {
      if (piece.kind === 'frame') this.#take(piece.text);
      else if (piece.isPlain) this.#log('out', piece.lines);
      else
        this.#log(
          'out',
          piece.lines.map((line) => this.#decoded(Buffer.from(line, 'latin1'))),
        );
    }
  }

  #decoded(bytes: Uint8Array): string {
    return decodeOutput(bytes, this.#codePage);
  }

  #take(text: string): void {
    const frame = parseFrame(text);
    if (frame === null) {
      void this.kill(new GangwayError('operation.badResult', text.slice(0, 200)));
      return;
    }
    this.#silentLooks = 0;
    if ('mode' in frame) {
      if (frame.mode !== 'FullLanguage') void this.kill(new GangwayError('target.languageMode', frame.mode));
    } else if ('hello' in frame) {
      const { codePage, ...hello } = frame.hello;
      this.#codePage = codePage;
      this.#greet?.(hello);
    } else if ('records' in frame && frame.id === this.#call?.id) {
      this.#follow(this.#call, frame.records);
    }
  }

  #follow(call: Call, records: readonly RunRecord[]): void {
    const told: RunRecord[] = [];
    for (const record of records) {
      if (record.n !== call.next++) {
        void this.kill(new GangwayError('operation.badResult', `Record ${record.n} is out of order.`));
        return;
      }
      if (record.kind === 'result') call.result = { value: record.value };
      else if (record.kind === 'end') {
        this.#tell(call, told.splice(0));
        call.settle(outcomeOf(record, call.result));
      } else if (record.kind !== 'start') told.push({ ...record, n: call.delivered++ });
    }
    this.#tell(call, told);
  }

  #tell(call: Call, records: readonly RunRecord[]): void {
    if (records.length > 0) call.onRecords(records);
  }

  /** Lines of others that came together are told together. */
  #log(source: 'out' | 'err', lines: readonly string[]): void {
    const call = this.#call;
    if (call === null) return;
    const level = source === 'err' ? 'warn' : 'info';
    const at = Date.now();
    const told: RunRecord[] = [];
    for (const line of lines) {
      const text = line.trimEnd();
      if (text !== '') told.push({ n: call.delivered++, at, kind: 'log', source, level, text });
    }
    this.#tell(call, told);
  }
}

function outcomeOf(end: Extract<RunRecord, { kind: 'end' }>, result: { value: unknown } | null) {
  if (end.ok) return result ?? new GangwayError('operation.badResult', 'The end came without a result.');
  const code = errorCodeSchema.safeParse(end.code);
  return new GangwayError(code.success ? code.data : 'operation.failed', end.text, end.native);
}

function parseFrame(text: string): Frame | null {
  try {
    return frameSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function describeExit(exit: ProcessExit): string {
  const how = exit.signal === null ? `exit code ${exit.code ?? 'unknown'}` : `signal ${exit.signal}`;
  return exit.stderr.trim() === '' ? how : `${how}: ${exit.stderr.trim()}`;
}
