import type { RequestLine } from './wire';

/** How a process ended: its exit code or the signal, and the last it said on standard error. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** What a broker needs of the process it lives in. `main/shell/powershell.ts` makes real ones. */
export interface BrokerProcess {
  /** Resolves when the process has ended; never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** Writes one line to standard input. A process that has ended ignores it. */
  send(line: string | RequestLine): void;
  /** Hands over the bytes of standard output, and those of standard error. Called once, before anything is sent. */
  listen(output: (bytes: Uint8Array) => void, error: (bytes: Uint8Array) => void): void;
  /** Closes standard input, which ends a free broker, and kills a process that does not end by itself in time. */
  end(): Promise<void>;
  /** Ends the process and everything it started, at once. */
  kill(): Promise<void>;
}
