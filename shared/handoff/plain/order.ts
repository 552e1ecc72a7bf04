import type { OperationName } from '../../model/operations';
import type { Rule } from '../../plan/rules/rule';
import type { ExitName, HandOffStep } from '../result';

/** A reason for which a server is left as it is: how the script ends there, at which step, and what it writes into its log. */
export interface Refusal {
  readonly exit: ExitName;
  readonly step: HandOffStep;
  /** For the log and the result; plain English. */
  readonly detail: string;
  readonly when: Rule;
}

/** One thing that a server is given, in the order in which it is done. */
export interface OrderStep {
  readonly id: string;
  readonly step: HandOffStep;
  /** How the script ends where the operation fails. */
  readonly exit: ExitName;
  readonly operation: OperationName;
  /** SHA-256 of the files that the operation reads. */
  readonly files: readonly string[];
  /** What the operation is given, as JSON text, so that nothing on the way reads a date or a number into it. */
  readonly params: string;
  /** Parameters that every server has its own of: where its facts tell them. */
  readonly fill: readonly { readonly param: string; readonly fact: string }[];
  readonly applies: Rule;
  /** Null: no fact tells it. The operation looks by itself, and did it where it did not fail. */
  readonly done: Rule | null;
}

/** All that the script on a server is told (`main/operations/Invoke-HandOff.ps1` reads it). */
export interface Order {
  readonly version: 1;
  readonly name: string;
  readonly results: string | null;
  /** Parameters of the reading as JSON text, but for the two that the server knows itself. */
  readonly read: string;
  readonly operations: readonly { readonly name: string; readonly sha256: string }[];
  readonly files: readonly { readonly sha256: string; readonly name: string; readonly bytes: number }[];
  /** Where the files lie, each in a folder of its hash; null: in the folder `files` beside the script. */
  readonly source: string | null;
  readonly refusals: readonly Refusal[];
  readonly steps: readonly OrderStep[];
  /** So on a server that is where the order brings it. */
  readonly proof: Rule;
  /** How a server stands that is. */
  readonly stands: { readonly onboarded: Rule; readonly offboarded: Rule };
}
