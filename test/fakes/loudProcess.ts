import type { BrokerProcess, ProcessExit } from '../../main/shell/brokerProcess';
import { lineText, type RequestLine } from '../../main/shell/wire';

/**
 * A process whose broker answers one operation: it writes the given bytes as a tool would, then its records. Stands in for
 * PowerShell where only the way of its output matters.
 */
export class LoudProcess implements BrokerProcess {
  readonly exited: Promise<ProcessExit>;
  #exit: (exit: ProcessExit) => void = () => undefined;
  #output: (bytes: Uint8Array) => void = () => undefined;
  #nonce = '';

  /** `chunks` is called when the operation starts; `last` are the records after them, numbered here. */
  constructor(
    readonly chunks: () => Iterable<Uint8Array>,
    readonly last: readonly object[],
  ) {
    this.exited = new Promise((resolve) => {
      this.#exit = resolve;
    });
  }

  listen(output: (bytes: Uint8Array) => void): void {
    this.#output = output;
  }

  send(given: string | RequestLine): void {
    const line = lineText(given).trimEnd();
    this.#nonce = /^"`n@([0-9a-f]+) /.exec(line)?.[1] ?? this.#nonce;
    const base64 = /^& \$GangwayBroker '(.*)'$/.exec(line)?.[1];
    if (base64 === undefined) return;
    const text = Buffer.from(base64, 'base64').toString();
    if (text.includes('"operation":null')) {
      const hello = {
        psVersion: '5.1.1',
        languageMode: 'FullLanguage',
        is64Bit: true,
        pid: 4,
        codePage: 65001,
      };
      this.#reply({ id: 0, hello });
    } else void this.#speak(Number(/"id":(\d+)/.exec(text)?.[1]));
  }

  async #speak(id: number): Promise<void> {
    for (const chunk of this.chunks()) {
      // As from a pipe: each chunk in a turn of its own.
      await new Promise((resolve) => setImmediate(resolve));
      this.#output(chunk);
    }
    this.#reply({ id, records: this.last.map((record, n) => ({ n, at: 1, ...record })) });
  }

  #reply(frame: object): void {
    this.#output(Buffer.from(`\n@${this.#nonce} ${JSON.stringify(frame)}\n`));
  }

  end(): Promise<void> {
    return this.kill();
  }

  kill(): Promise<void> {
    this.#exit({ code: 0, signal: null, stderr: '' });
    return Promise.resolve();
  }
}
