import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Broker } from '../../../main/shell/broker';
import type { BrokerProcess } from '../../../main/shell/brokerProcess';
import { lineText } from '../../../main/shell/wire';

const times = { helloMs: 1000, graceMs: 100, heartbeatMs: 30_000 };
const hello = { psVersion: '5.1', languageMode: 'FullLanguage', is64Bit: true, pid: 1, codePage: 65001 };

/** A process that greets, and answers nothing but what a test makes it answer. */
async function openBroker() {
  let nonce = '';
  let output: (bytes: Buffer) => void = () => undefined;
  let id = 0;
  const say = (content: object): void => output(Buffer.from(`\n@${nonce} ${JSON.stringify(content)}\n`));
  const kill = vi.fn(() => Promise.resolve());
  const process: BrokerProcess = {
    exited: new Promise(() => undefined),
    send: (line) => {
      const text = lineText(line);
      nonce = /@([0-9a-f]{32}) /.exec(text)?.[1] ?? nonce;
      const asked = /& \$GangwayBroker '(.*)'/.exec(text)?.[1];
      if (asked === undefined) return;
      id = Number(/"id":(\d+)/.exec(Buffer.from(asked, 'base64').toString())?.[1]);
      if (id === 0) say({ id, hello });
    },
    listen: (out) => (output = out),
    end: () => Promise.resolve(),
    kill,
  };
  const { broker } = await Broker.open(process, '', '/nowhere', times);
  const script = { text: '', sha256: '' };
  const run = (operation: string, limitMs: number) =>
    broker.run({ operation, script, params: '{}', limitMs, signal: undefined, onRecords: () => undefined });
  const end = { n: 1, at: 0, kind: 'end', ok: true, code: null, text: '', native: null };
  const answer = () => say({ id, records: [{ n: 0, at: 0, kind: 'result', value: id }, end] });
  return { run, answer, kill, beat: () => say({ id, hb: true }) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('ends a call at its own limit, whatever limits the calls before it had', async () => {
  const { run, answer, kill } = await openBroker();
  const first = run('Short', 10_000);
  answer();
  expect(await first).toBe(1);
  await vi.advanceTimersByTimeAsync(4000);
  const second = run('Long', 20_000);
  // The limit of the first call goes off meanwhile.
  await vi.advanceTimersByTimeAsync(19_000);
  answer();
  expect(await second).toBe(2);
  await vi.advanceTimersByTimeAsync(5000);
  const third = expect(run('Short', 10_000)).rejects.toMatchObject({
    code: 'operation.timedOut',
    detail: 'Short',
  });
  await vi.advanceTimersByTimeAsync(9900);
  expect(kill).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  await third;
  expect(kill).toHaveBeenCalledOnce();
});

it('gives a silent process up, counts from the call and not from an earlier one, and hears a sign of life', async () => {
  const { run, answer, beat, kill } = await openBroker();
  const first = run('Read', 600_000);
  answer();
  await first;
  // No call: nobody looks.
  await vi.advanceTimersByTimeAsync(120_000);
  const second = expect(run('Read', 600_000)).rejects.toMatchObject({ code: 'shell.exited' });
  await vi.advanceTimersByTimeAsync(29_000);
  beat();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(kill).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(7000);
  await second;
  expect(kill).toHaveBeenCalled();
});
