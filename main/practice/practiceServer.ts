import { GangwayError } from '../../shared/errors';
import { advance } from './advance';
import { askForRestart, restartFrom } from './machine/boot';
import { chooseFault, isLinkDown, linkOfRun, type ChosenFault } from './chosenFaults';
import type { Fault, Machine } from './machine/machine';
import type { LeaseClaim } from '../../shared/model/lease';
import { nextFault } from './nextFault';
import { openMachine } from './machine/openMachine';
import { playAction, type ActionRequest } from './playAction';
import { enterLease, leaseNow } from './practiceLease';
import { findRun, goOnBetweenStages, runState, stopBetweenStages } from './practiceRuns';
import type { PracticeState, Received } from './machine/practiceState';
import { withSpeed } from './speed';
import { readStateFile, writeStateFile, type Quarantined } from './machine/stateFile';

/** How a practice server is made. */
export interface PracticeServerOptions {
  /** Its state file in the data folder. */
  readonly file: string;
  /** Id of its machine file, and that machine. */
  readonly scenario: string;
  readonly machine: Machine;
  /** Speed of a server that is opened for the first time. */
  readonly speed: number;
  /** Who signs in on a machine that plays a server of the network; `me` is the account that runs Gangway. */
  readonly account?: string;
  /** The real clock, epoch ms. */
  readonly now: () => number;
}

const keptReceived = 1_000;
/** As many earlier actions as `Get-ServerState` tells of. */
const keptRuns = 100;

function fresh({ scenario, machine, speed, now }: PracticeServerOptions): PracticeState {
  const seenAt = Math.floor(now());
  // A machine may come with a clock that is off.
  const at = seenAt + machine.clockOffset;
  return {
    schema: 1,
    scenario,
    seenAt,
    time: at,
    speed,
    linkDownFrom: 0,
    linkDownUntil: 0,
    fault: 'none',
    restart: null,
    machine: openMachine(machine, at),
    runs: [],
    received: [],
    parts: [],
    lease: null,
    lastOfLease: null,
  };
}

/** One simulated server in memory, kept in its file. Every look at `state` lets its clock catch up first. */
export interface PracticeServer {
  /** What was wrong with the state file when it was opened, or null. */
  readonly bad: Quarantined | null;
  /** Who is signed in. */
  readonly account: string;
  state(): PracticeState;
  /** Notes that a request arrived. Throws `target.unreachable` while the server restarts or its link is down. */
  receive(operation: string, kind: Received['kind']): PracticeState;
  start(
    request: Omit<ActionRequest, 'startedAt' | 'speed'>,
    hold?: { readonly lease: LeaseClaim | null; readonly last: boolean },
  ): void;
  /** Holds the server for a run, or gives back what that run holds (null). Throws `run.leased`, `run.leaseExpired`. */
  hold(runId: string, claim: LeaseClaim | null): void;
  /** Asks an action to stop between its stages; false when there is none that still runs. */
  stop(runId: string, nn: number, asked: boolean): boolean;
  /** Windows restarts after so many seconds. */
  restart(delaySeconds: number): void;
  /** The next fault of an operation; it counts as used. */
  takeFault(operation: string): Fault | null;
  /** Throws `target.unreachable` while the server restarts or its link is down. */
  requireLink(): void;
  /** Keeps the new state. */
  change(make: (state: PracticeState) => PracticeState): void;
  /** Replaces the list TrustedHosts of the computer before it; for machines that play a server of the network. */
  setTrustedHosts(list: string): void;
  setSpeed(speed: number): void;
  chooseFault(fault: ChosenFault): void;
  addFault(fault: Fault): void;
  /** Throws everything away and begins with the scenario again; speed stays. */
  reset(): void;
  save(): void;
}

/** Opens the server kept in `file`, or a new one; a broken file is put aside. */
export function openPracticeServer(options: PracticeServerOptions): PracticeServer {
  const { file, now } = options;
  const { state: kept, bad } = readStateFile(file, now());
  let current = kept?.scenario === options.scenario ? kept : fresh(options);

  /** Written first, then believed: nothing that the server agreed to is lost by a killed app or a full disk. */
  const keep = (next: PracticeState) => {
    const clockOffset = Math.round(next.time - next.seenAt);
    const dated = { ...next, machine: { ...next.machine, clockOffset } };
    writeStateFile(file, dated);
    current = dated;
  };
  const become = (next: PracticeState) => {
    const happened =
      next.machine !== current.machine || next.runs !== current.runs || next.restart !== current.restart;
    if (happened) keep(next);
    else current = next;
    return current;
  };
  const state = () => become(advance(current, now()));
  const requireLink = (seen: PracticeState) => {
    if (seen.restart?.down === true || isLinkDown(seen, now()))
      throw new GangwayError('target.unreachable', seen.machine.name);
  };
  keep(current);

  return {
    bad,
    account: options.account ?? 'me',
    state,
    receive: (operation, kind) => {
      const seen = state();
      const at = Math.round(now());
      current = { ...seen, received: [...seen.received, { operation, kind, at }].slice(-keptReceived) };
      requireLink(seen);
      return current;
    },
    start: (request, { lease: claim, last } = { lease: null, last: false }) => {
      const { runId, nn } = request;
      const seen = state();
      const lease = enterLease(seen, runId, claim);
      if (findRun(seen, runId, nn) !== null) throw new GangwayError('run.alreadyStarted', `${runId}/${nn}`);
      const { run, machine } = playAction(seen.machine, {
        ...request,
        startedAt: seen.time,
        speed: seen.speed,
      });
      keep({
        ...seen,
        ...linkOfRun(seen, run, now()),
        machine,
        runs: [...seen.runs, run].slice(-keptRuns),
        lease,
        lastOfLease: last ? nn : null,
      });
    },
    hold: (runId, claim) => {
      const seen = state();
      const held = leaseNow(seen);
      const lease = claim === null ? (held?.runId === runId ? null : held) : enterLease(seen, runId, claim);
      keep({ ...seen, lease, lastOfLease: null });
    },
    stop: (runId, nn, asked) => {
      const seen = state();
      const run = findRun(seen, runId, nn);
      const isAlive = run !== null && runState(run, seen.time) === 'alive';
      if (!isAlive) return false;
      const next = asked ? stopBetweenStages(run, seen.time) : goOnBetweenStages(run);
      keep({ ...seen, runs: seen.runs.map((item) => (item === run ? next : item)) });
      return asked;
    },
    restart: (delaySeconds) => {
      const seen = state();
      const machine = askForRestart(seen.machine, Math.floor(seen.time));
      keep({ ...seen, machine, restart: restartFrom(seen.time, delaySeconds * 1_000, seen.speed) });
    },
    takeFault: (operation) => {
      const seen = state();
      const { fault, machine } = nextFault(seen.machine, operation);
      if (fault !== null) keep({ ...seen, machine });
      return fault;
    },
    requireLink: () => requireLink(state()),
    change: (make) => keep(make(state())),
    setTrustedHosts: (trustedHosts) => {
      const seen = state();
      const { network } = seen.machine;
      if (network === undefined) throw new GangwayError('operation.failed', 'no network lies before it');
      keep({ ...seen, machine: { ...seen.machine, network: { ...network, trustedHosts } } });
    },
    setSpeed: (speed) => keep(withSpeed(state(), speed)),
    chooseFault: (fault) => keep(chooseFault(state(), fault, now())),
    addFault: (fault) => {
      const seen = state();
      keep({ ...seen, machine: { ...seen.machine, faults: [fault, ...seen.machine.faults] } });
    },
    reset: () => keep({ ...fresh(options), speed: current.speed }),
    save: () => keep(current),
  };
}
