import type { LeaseClaim } from '../../shared/model/lease';
import type { OperationName, ParamsOf, ResultOf } from '../../shared/model/operations';
import type { RunRecord } from '../../shared/bridge/records';

/** What a fresh session says of itself. */
export interface Hello {
  readonly psVersion: string;
  readonly languageMode: string;
  readonly is64Bit: boolean;
  readonly pid: number;
}

/** How following a run ended: with its `end` record, with the runner gone and no `end`, or it never started. */
export type FollowOutcome = 'ended' | 'unknown' | 'neverStarted';

/** For whom a run holds its server while an action runs, and whether that is its last one. */
export interface Hold {
  readonly lease: LeaseClaim;
  readonly last: boolean;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Records that the operation emits on its way (steps, progress, log). */
  readonly onRecords?: (records: readonly RunRecord[]) => void;
}

/**
 * The only way to a server. PowerShell, practice and the lab each make one.
 * Every method rejects with a `GangwayError` of the closed set; none resolves without a validated result.
 */
export interface Shell {
  hello(signal?: AbortSignal): Promise<Hello>;
  /** Runs an operation of the catalogue whose `runs` is `session` or `here` and answers its parsed result. */
  run<N extends OperationName>(name: N, params: ParamsOf<N>, options?: ReadOptions): Promise<ResultOf<N>>;
  /**
   * Starts an operation detached on the server. Resolves once the server has taken it; never sends twice. `hold`: for whom the
   * run holds the server; without it the server takes the action only where nobody holds it.
   */
  start<N extends OperationName>(
    runId: string,
    nn: number,
    name: N,
    params: ParamsOf<N>,
    hold?: Hold,
  ): Promise<void>;
  /**
   * Hands over the records of a detached action from number `from` on, in order and without gaps, until it ends.
   * Waits for `onRecords` before it asks for more (back-pressure). Aborting stops following, not the action.
   */
  follow(
    runId: string,
    nn: number,
    from: number,
    onRecords: (records: readonly RunRecord[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<FollowOutcome>;
  /** Asks a detached action to stop between its stages, or takes that back; one that declares `never` finishes. */
  stop(runId: string, nn: number, asked: boolean): Promise<void>;
  close(): Promise<void>;
}
