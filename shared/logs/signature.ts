import type { CauseId } from '../findings/cause';
import type { Doubt } from '../knowledge/source';
import type { LogKind } from '../bridge/logs';
import type { ErrorCode } from '../errors';
import type { CodeTool } from '../knowledge/codes';
import type { ActionId } from '../plan/actions/action';

/** An action of Gangway that did not end as it should, as a journal or a report tells it. What is left out fits every one. */
export interface ActionSign {
  readonly on: 'action';
  /** Microsoft's tool that ended with one of `codes`. */
  readonly tools?: readonly CodeTool[];
  readonly codes?: readonly number[];
  /** How Gangway itself calls the failure. */
  readonly failures?: readonly ErrorCode[];
  /** In the words of the tool, as far as they are English everywhere. */
  readonly detail?: RegExp;
  /** The Windows with its build, which only a report tells. */
  readonly os?: RegExp;
  readonly actions?: readonly ActionId[];
}

/** What in a log gives a cause away: a form, a code or a name, never the words of a language of Windows. */
export type Sign =
  /**
   * A line. Its named groups are the values of the finding. `failure`: only among the lines that tell why an installation failed.
   * `beside`: another line of the log that must be there.
   */
  | { readonly on: 'line'; readonly pattern: RegExp; readonly where?: 'failure'; readonly beside?: RegExp }
  /** An installation that Windows Installer ended with one of these codes; empty: with any. */
  | { readonly on: 'ended'; readonly codes: readonly number[] }
  /** An installation that failed without a reason. */
  | { readonly on: 'silent' }
  /** An event. `data` is matched against its values with a blank between them, or its sentence where an export has no values. */
  | {
      readonly on: 'event';
      readonly provider: RegExp;
      readonly ids: readonly number[];
      readonly errorsOnly?: boolean;
      readonly data?: RegExp;
      /** Ids of later events of the same provider by which it healed. */
      readonly heals?: readonly number[];
    }
  | ActionSign;

/** What a log shows, and what it means. */
export interface Signature {
  readonly id: string;
  readonly kinds: readonly LogKind[];
  readonly sign: Sign;
  readonly cause: CauseId;
  readonly sure: 'certain' | 'likely';
  /**
   * `root`: it explains itself. `effect`: something else may lie behind it, so it stands behind each root. `unknown`: only that something
   * failed; it is told where nothing else is.
   */
  readonly weight: 'root' | 'effect' | 'unknown';
  readonly source: string;
  readonly doubt: Doubt | null;
}

/** A signature with what most have: it explains itself, and its source was read. */
export const signature = (
  id: string,
  kinds: readonly LogKind[],
  sign: Sign,
  cause: CauseId,
  source: string,
  rest: Partial<Pick<Signature, 'sure' | 'weight' | 'doubt'>> = {},
): Signature => ({ id, kinds, sign, cause, source, sure: 'certain', weight: 'root', doubt: null, ...rest });
