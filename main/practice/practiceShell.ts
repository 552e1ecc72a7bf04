import { GangwayError } from '../../shared/errors';
import { operations, type OperationName, type ResultOf } from '../../shared/model/operations';
import type { Approach } from '../shell/approach';
import type { Shell } from '../shell/shell';
import { faultNow, isLinkDown, type ChosenFault } from './chosenFaults';
import type { Fault, Machine } from './machine/machine';
import { findRun, recordsFrom, runState } from './practiceRuns';
import { openPracticeLink } from './practiceLink';
import { practiceApproach } from './practiceNetwork';
import { practiceReads } from './answers/practiceReads';
import { openPracticeServer, type PracticeServerOptions } from './practiceServer';
import type { Received } from './machine/practiceState';
import type { Quarantined } from './machine/stateFile';

/** A practice server as a shell, with what only practice can do. */
export interface PracticeShell extends Shell {
  /** What was wrong with the kept state when it was opened; it was put aside and the server began anew. */
  readonly notice: Quarantined | null;
  /** The way to it where it plays a server of the network. */
  readonly approach: Approach | null;
  /** Everything the server received since its state file exists, oldest first (the last thousand). */
  received(): readonly Received[];
  status(): {
    readonly speed: number;
    readonly fault: string;
    readonly time: number;
    readonly reachable: boolean;
  };
  /** The simulated Windows as it is now. */
  machine(): Machine;
  setSpeed(speed: number): void;
  chooseFault(fault: ChosenFault): void;
  addFault(fault: Fault): void;
  reset(): void;
}

/**
 * `sleep` (ms of real time; resolves early when aborted) can be replaced so that tests need not wait. `rttMs`: a round trip to a
 * server of the network at normal speed, in milliseconds.
 */
export interface PracticeShellOptions extends Omit<PracticeServerOptions, 'now'> {
  readonly now?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly rttMs?: number;
}

/** A round trip in a company's own network, in milliseconds. */
const usualRttMs = 5;

/** At most so many records at once, and so long between two looks. */
const batch = 500;
const pollMs = 200;

function realSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

function isResult<N extends OperationName>(name: N, value: unknown): value is ResultOf<N> {
  return operations[name].result.safeParse(value).success;
}

/** Does something at once and answers it as a promise; what it throws is a rejection. */
function promised<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(act());
  });
}

/** Opens a practice server: the one kept in its file, or a new one made from the machine. */
export function createPracticeShell(options: PracticeShellOptions): PracticeShell {
  const { now = Date.now, sleep = realSleep, rttMs = usualRttMs } = options;
  const server = openPracticeServer({ ...options, now });
  let closed = false;
  const receive = (operation: string, kind: Received['kind']) => {
    if (closed) throw new GangwayError('shell.exited');
    return server.receive(operation, kind);
  };

  const isOfNetwork = server.state().machine.network !== undefined;
  const link = isOfNetwork ? openPracticeLink(server, { rttMs, sleep, isClosed: () => closed }) : null;

  return {
    notice: server.bad,
    approach: practiceApproach(() => server.state().machine),
    received: () => server.state().received,
    machine: () => server.state().machine,
    status: () => {
      const state = server.state();
      const { speed, time, restart } = state;
      const reachable = restart?.down !== true && !isLinkDown(state, now());
      return { speed, fault: faultNow(state, now()), time, reachable };
    },
    setSpeed: (speed) => server.setSpeed(speed),
    chooseFault: (fault) => server.chooseFault(fault),
    addFault: (fault) => server.addFault(fault),
    reset: () => server.reset(),

    hello: async () => {
      const { os, powershell } = receive('hello', 'read').machine;
      if (link !== null) await link.cross();
      const full = powershell.version === '5.1' ? `5.1.${os.BuildNumber}.${os.UBR ?? 0}` : powershell.version;
      return { psVersion: full, languageMode: powershell.languageMode, is64Bit: true, pid: 4_100 };
    },

    run: async (name, params, readOptions = {}) => {
      const give = Object.entries(practiceReads).find(([known]) => known === name)?.[1];
      if (give === undefined) throw new GangwayError('operation.notFound', name);
      // Nothing of Windows changes by it.
      receive(name, name === 'Set-Lease' ? 'lease' : operations[name].kind);
      if (readOptions.signal?.aborted) throw new GangwayError('operation.canceled');
      // A copy makes many requests of its own; what runs here makes none.
      if (link !== null && operations[name].runs === 'session') await link.cross();
      const value = await give(server, params, { ...readOptions, link });
      server.save();
      if (!isResult(name, value)) throw new GangwayError('operation.badResult', name);
      return value;
    },

    start: async (runId, nn, name, params, hold) => {
      receive(name, operations[name].kind);
      if (link !== null) await link.cross();
      server.start({ runId, nn, operation: name, params }, hold);
    },

    follow: async (runId, nn, from, onRecords, signal) => {
      let next = from;
      receive('Read-Run', 'follow');
      for (;;) {
        if (signal.aborted) throw new GangwayError('operation.canceled');
        if (link !== null) await link.cross();
        server.requireLink();
        const state = server.state();
        const run = findRun(state, runId, nn);
        if (run === null) return 'neverStarted';
        const records = recordsFrom(run, next, state.time).slice(0, batch);
        const last = records.at(-1);
        if (last !== undefined) {
          await onRecords(records);
          next = last.n + 1;
        }
        // One reading tells of the last records and that there will be no more.
        const reached = runState(run, state.time);
        if (records.length < batch && reached !== 'alive') return reached;
        if (last === undefined) {
          const ahead = run.records.find((record) => record.n >= next);
          const wait = ahead === undefined ? pollMs : ahead.at - state.time;
          await sleep(Math.min(pollMs, Math.max(1, Math.ceil(wait))), signal);
        }
      }
    },

    stop: async (runId, nn, asked) => {
      receive('Stop-Run', 'stop');
      if (link !== null) await link.cross();
      server.stop(runId, nn, asked);
    },

    close: () =>
      promised(() => {
        if (!closed) server.save();
        closed = true;
      }),
  };
}
