import type { ServerState } from '../../model/facts';
import type { OperationName } from '../../model/operations';
import type { Package } from '../../model/packages';
import type { Situation } from '../situation';

/** Every change Gangway knows how to make, by name. The order of the plan is that of `actions/index.ts`. */
export const actionIds = [
  'test-connectivity',
  'send-kit',
  'install-ucrt',
  'install-telemetry',
  'install-kernel',
  'enable-defender-feature',
  'restart',
  'enable-defender',
  'step-platform',
  'update-platform',
  'install-sensor',
  'set-mode',
  'set-device-tag',
  'set-sample-collection',
  'set-telemetry-frequency',
  'set-sensor-proxy',
  'prefer-static-proxy',
  'set-winhttp-proxy',
  'clear-turn-off-policies',
  'onboard',
  'test-detection',
  'offboard',
  'remove-sensor',
  'set-network-protection',
  'set-antivirus-proxy',
  'change-exclusions',
  'remove-workspaces',
  'refresh-platform',
  'update-intelligence',
] as const;
export type ActionId = (typeof actionIds)[number];

/** One operation with its parameters, tied together so that they always fit the catalogue. */
export interface Call {
  readonly operation: OperationName;
  readonly params: unknown;
}

/** The way back of a change: what returns the server to what it was, and when it is back. */
export interface TakeBack {
  readonly call: Call;
  isDone(facts: ServerState): boolean;
}

/**
 * One change as a record: pure questions over the situation, and what to run. Nothing here knows a server.
 * `call` is null when a file that it needs is not in the kit; such an action blocks the plan.
 */
export interface Action {
  readonly id: ActionId;
  readonly operation: OperationName;
  /** `maybe`: the tool decides whether Windows must restart before its work counts. */
  readonly restart: 'no' | 'maybe' | 'yes';
  readonly oneWay: boolean;
  /** Expected minutes, from and to. */
  readonly minutes: readonly [number, number];
  applies(situation: Situation): boolean;
  isDone(situation: Situation): boolean;
  call(situation: Situation): Call | null;
  /** The packages whose files it reads on the server (null: the kit lacks one). Left out: it reads none. */
  files?(situation: Situation): readonly (Package | null)[];
  /**
   * The raw value on the server that it changes, as one short text: the ledger and the report show it before and after. Not
   * translated; `plainEvidence` tells it in plain words.
   */
  evidence(facts: ServerState): string;
  /**
   * The way back to what a text of `evidence` says was there before; null where the text tells no value. Left out: there is
   * no way back.
   */
  takeBack?(before: string): TakeBack | null;
}

/** A raw value in the text of `evidence`; `-` where the server has none. */
export const rawValue = (value: string | number | null): string => String(value ?? '-');
