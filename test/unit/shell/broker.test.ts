import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunRecord } from '../../../shared/bridge/records';
import { Broker, type BrokerCall, type BrokerTimes } from '../../../main/shell/broker';
import type { BrokerProcess, ProcessExit } from '../../../main/shell/brokerProcess';
import { lineText, type RequestLine } from '../../../main/shell/wire';

const times: BrokerTimes = { helloMs: 5000, graceMs: 30, heartbeatMs: 5000 };
const hello = { psVersion: '5.1.1', languageMode: 'FullLanguage', is64Bit: true, pid: 4, codePage: 850 };

/** A process that answers what the test says; `answer` gets each request and writes replies. */
class FakeProcess implements BrokerProcess {
  readonly exited: Promise<ProcessExit>;
  readonly requests: { id: number; operation: string | null; cancelFile: string; silenceMs?: number }[] = [];
  killed = 0;
  #nonce = '';
  #exit: (exit: ProcessExit) => void = () => undefined;
  #output: (bytes: Uint8Array) => void = () => undefined;
  #error: (bytes: Uint8Array) => void = () => undefined;

  constructor(readonly answer: (process: FakeProcess, id: number) => void) {
    this.exited = new Promise((resolve) => {
      this.#exit = resolve;
    });
  }
  listen(output: (bytes: Uint8Array) => void, error: (bytes: Uint8Array) => void): void {
    this.#output = output;
    this.#error = error;
  }
  send(given: string | RequestLine): void {
    const line = lineText(given).trimEnd();
    this.#nonce = /^"`n@([0-9a-f]+) /.exec(line)?.[1] ?? this.#nonce;
    const base64 = /^& \$GangwayBroker '(.*)'$/.exec(line)?.[1];
    if (base64 === undefined) return;
    const request = JSON.parse(Buffer.from(base64, 'base64').toString()) as FakeProcess['requests'][number];
    this.requests.push(request);
    if (request.operation === null) this.reply({ id: 0, hello });
    else this.answer(this, request.id);
  }
  reply(frame: object): void {
    this.write(`\n@${this.#nonce} ${JSON.stringify(frame)}\n`);
  }
  records(id: number, ...records: readonly object[]): void {
    this.reply({ id, records: records.map((record, n) => ({ n, at: 1, ...record })) });
  }
  write(text: string): void {
    this.#output(Buffer.from(text, 'latin1'));
  }
  complain(text: string): void {
    this.#error(Buffer.from(text, 'latin1'));
  }
  exit(exit: ProcessExit): void {
    this.#exit(exit);
  }
  async end(): Promise<void> {
    this.exit({ code: 0, signal: null, stderr: '' });
  }
  async kill(): Promise<void> {
    this.killed++;
    this.exit({ code: null, signal: 'SIGKILL', stderr: '' });
  }
}

const start = { kind: 'start', operation: 'Test-Script', pid: 4 };
const result = (value: unknown) => ({ kind: 'result', value });
const end = { kind: 'end', ok: true, code: null, text: '', native: null };
const log = { kind: 'log', source: 'run', level: 'info', text: 'line' };

describe('Broker', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gangway-broker-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = async (answer: FakeProcess['answer'], given = times) => {
    const process = new FakeProcess(answer);
    const { broker } = await Broker.open(process, '', folder, given);
    const told: RunRecord[] = [];
    const run = (more: Partial<BrokerCall> = {}) =>
      broker.run({
        operation: 'Test-Script',
        script: { text: '', sha256: '' },
        params: '{}',
        limitMs: 5000,
        signal: undefined,
        onRecords: (records) => told.push(...records),
        ...more,
      });
    return { process, broker, told, run };
  };

  test('answers the result and tells the records between start and result, numbered anew', async () => {
    const { run, told } = await open((process, id) => {
      process.write('caf\x82\r\n');
      process.complain('odd\n');
      process.records(id, start, log, result({ a: 1 }), end);
    });
    expect(await run()).toEqual({ a: 1 });
    expect(
      told.map((record) => record.kind === 'log' && `${record.n} ${record.source} ${record.text}`),
    ).toEqual(['0 out café', '1 err odd', '2 run line']);
  });

  test('a session may be silent for less than 30 s, whatever the limit of the operation', async () => {
    const { run, process } = await open((fake, id) => fake.records(id, start, result(1), end));
    const session = { computerName: 'nord-fs03', port: null, useSsl: false, credential: null };
    await run({ session, limitMs: 3_600_000 });
    await run();
    const [, over, here] = process.requests.map(({ silenceMs }) => silenceMs);
    // What is left of the 30 s is for the look that finds it, and for telling it.
    expect(over).toBeLessThanOrEqual(28_000);
    // Four signs of life may be lost before.
    expect(over).toBeGreaterThanOrEqual(10_000);
    expect(here).toBeUndefined();
  });

  test.each([
    ['a gap in the numbers', [start, { ...log, n: 2 }]],
    ['an end without a result', [start, end]],
    ['a reply that is none', [{ kind: 'nonsense' }]],
  ])('does not take for success: %s', async (_, records) => {
    const { run } = await open((process, id) => process.records(id, ...records));
    await expect(run()).rejects.toMatchObject({ code: 'operation.badResult' });
  });

  test('a reply that is no JSON ends the process', async () => {
    const { run, process, broker } = await open((fake) => fake.reply([]));
    await expect(run()).rejects.toMatchObject({ code: 'operation.badResult' });
    expect([process.killed, broker.alive]).toEqual([1, false]);
  });

  test('late replies to an earlier request do not touch the next', async () => {
    const { run } = await open((process, id) => {
      if (id === 2) process.records(1, start, result('old'), end);
      process.records(id, start, result(id), end);
    });
    expect(await run()).toBe(1);
    expect(await run()).toBe(2);
  });

  test('an exit in the middle fails with its code and the last words', async () => {
    const { run, broker } = await open((process) =>
      process.exit({ code: 3, signal: null, stderr: 'out of memory\n' }),
    );
    await expect(run()).rejects.toMatchObject({
      code: 'shell.exited',
      native: 3,
      detail: 'exit code 3: out of memory',
    });
    expect(broker.alive).toBe(false);
    await expect(run()).rejects.toMatchObject({ code: 'internal' });
  });

  test('the limit ends the process', async () => {
    const { run, process } = await open(() => undefined);
    await expect(run({ limitMs: 20 })).rejects.toMatchObject({ code: 'operation.timedOut' });
    expect(process.killed).toBe(1);
  });

  test('silence ends the process, a sign of life does not', async () => {
    const { run, process } = await open(
      (fake, id) => {
        const beat = setInterval(() => fake.reply({ id, hb: true }), 40);
        setTimeout(() => clearInterval(beat), 400);
      },
      { ...times, heartbeatMs: 240 },
    );
    const begun = performance.now();
    await expect(run()).rejects.toMatchObject({ code: 'shell.exited' });
    expect(performance.now() - begun).toBeGreaterThan(400);
    expect(process.killed).toBe(1);
  });

  test('a cancel asks by a file first, then ends the process, and leaves no file', async () => {
    const stop = new AbortController();
    const { run, process } = await open(() => stop.abort());
    await expect(run({ signal: stop.signal })).rejects.toMatchObject({ code: 'operation.canceled' });
    expect(process.killed).toBe(1);
    expect(process.requests.at(-1)?.cancelFile.startsWith(folder)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('no answer to the greeting, or another language mode, is an error', async () => {
    const mute = new FakeProcess(() => undefined);
    mute.send = () => undefined;
    await expect(Broker.open(mute, '', folder, { ...times, helloMs: 20 })).rejects.toMatchObject({
      code: 'shell.exited',
    });
    const constrained = new FakeProcess(() => undefined);
    const send = constrained.send.bind(constrained);
    constrained.send = (line) => {
      const isMode = lineText(line).includes('LanguageMode');
      send(isMode ? line : '');
      if (isMode) constrained.reply({ id: 0, mode: 'ConstrainedLanguage' });
    };
    await expect(Broker.open(constrained, '', folder, times)).rejects.toMatchObject({
      code: 'target.languageMode',
    });
    expect([mute.killed, constrained.killed]).toEqual([1, 1]);
  });
});
