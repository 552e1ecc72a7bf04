import type { IssueId } from '../issues/issue';
import type { Doubt } from '../knowledge/source';
import type { LogKind } from '../model/logs';

/** What in a log gives a cause away: a form, a code or a name, never the words of a language of Windows. */
export type Sign =
  /** A line. Its named groups are the values of the finding. `failure`: only among the lines that tell why an installation failed. */
  | { readonly on: 'line'; readonly pattern: RegExp; readonly where?: 'failure' }
  /** An installation that failed without a reason. */
  | { readonly on: 'silent' }
  /** An event. `data` is matched against its values, one after the other behind blanks, or its sentence where an export has no values. */
  | {
      readonly on: 'event';
      readonly provider: RegExp;
      readonly ids: readonly number[];
      readonly errorsOnly?: boolean;
      readonly data?: RegExp;
      /** Ids of later events of the same provider by which it healed. */
      readonly heals?: readonly number[];
    };

/** What a log shows, and what it means. */
export interface Signature {
  readonly id: string;
  readonly kinds: readonly LogKind[];
  readonly sign: Sign;
  readonly cause: IssueId;
  readonly sure: 'certain' | 'likely';
  /** `root`: it explains itself. `effect`: something else may lie behind it, so it stands behind each root. */
  readonly weight: 'root' | 'effect';
  readonly source: string;
  readonly doubt: Doubt | null;
}
