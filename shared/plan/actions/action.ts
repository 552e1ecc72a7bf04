import type { Between } from '../../locales/keys';
import type { ServerState } from '../../model/facts';
import type { OperationName } from '../../model/operations';
import type { Package } from '../../model/packages';
import type { Rule } from '../rules/rule';
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
  'test-antivirus',
  'offboard',
  'remove-sensor',
  'set-network-protection',
  'set-antivirus-proxy',
  'change-exclusions',
  'remove-workspaces',
  'remove-agent',
  'refresh-platform',
  'update-sensor',
  'update-intelligence',
  'precheck-by-tool',
  'deploy-by-tool',
  'offboard-by-tool',
  'stage-by-tool',
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

/** A reason why an action of the plan cannot be carried out yet. */
export type Hindrance = Between<'plan:hindered.why.'>;

/** What is known of a plan before the server is: all of a situation but the facts. */
export type Wanted = Omit<Situation, 'facts'>;

/** The two questions of an action as data: whether it is part of the plan, and whether the server already is as it makes it. */
export interface ActionRules {
  readonly applies: Rule;
  readonly done: Rule;
}

/**
 * Why the questions of an action need code. `check`: a prerequisite decides, with all it knows; `files`: the other actions decide, by the
 * files that they read; `ledger`: a way back, and what was there before stands in the ledger; `moments`: moments are compared; `roles`: the
 * values that it sets depend on what the server does; `spelling`: Windows writes the same thing in several ways.
 */
export type WhyCode = 'check' | 'files' | 'ledger' | 'moments' | 'roles' | 'spelling';

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
  /** Its tool may ask for a restart in the middle of its work: what does not show afterwards is begun again and is no conflict. Left out: no. */
  readonly startsAgain?: true;
  /** Expected minutes, from and to. */
  readonly minutes: readonly [number, number];
  /**
   * Both questions as data for what a person wants (null: nothing), from which `byRules` makes `applies` and `isDone`; or why they
   * are code. What is code is decided by Gangway alone, and nothing that decides on the server may hold it.
   */
  readonly rules: ((wanted: Wanted) => ActionRules | null) | WhyCode;
  applies(situation: Situation): boolean;
  isDone(situation: Situation): boolean;
  call(situation: Situation): Call | null;
  /**
   * What stands in its way on this server, where `call` is null for another reason than a missing file (`plan:hindered.why.<id>`, with the one
   * next step). Left out: nothing but a file can.
   */
  hindered?(situation: Situation): Hindrance | null;
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
