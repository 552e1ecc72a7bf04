import type { Between } from '../locales/keys';
import type { CheckId } from '../model/checkIds';
import type { Failure } from '../errors';
import type { RefusalCode } from '../model/packages';
import type { Situation } from '../plan/situation';
import type { StepId } from '../model/journeys';
import type { CodeTool } from '../knowledge/codes';
import type { OsFamily } from '../knowledge/os';
import type { Doubt } from '../knowledge/source';

/** All that tells a known issue: what is true, what a person chose, what failed last, and which files were refused. */
export interface IssueContext {
  readonly situation: Situation;
  readonly family: OsFamily;
  /** How an action of the last run failed, and the tool that it ran; null where none failed. */
  readonly failed: { readonly tool: CodeTool | null; readonly failure: Failure } | null;
  /** Why files that were offered last were not taken. */
  readonly refused: readonly RefusalCode[];
}

/** How a tool ends when the issue strikes: its exit codes, and words that it writes in every language of Windows. */
export interface OutcomeSign {
  readonly tools: readonly CodeTool[];
  readonly codes: readonly number[];
  readonly words: RegExp | null;
}

/** A trap that is known of onboarding Windows Server. Its texts are `<id>.title`, `.why` and `.next` in `issues.json`. */
export interface KnownIssue {
  readonly id: IssueId;
  /** The step at which it matters. */
  readonly step: StepId;
  /** Versions of Windows it can strike; null for every one. */
  readonly families: readonly OsFamily[] | null;
  /** Checks that tell the same: where one of them asks for something, it stands for the issue. */
  readonly checks: readonly CheckId[];
  /** The pure test over what is true; null where no fact can tell. */
  readonly facts: ((context: IssueContext) => boolean) | null;
  readonly outcome: OutcomeSign | null;
  /** The refusal of a file that is the issue; null where it is none of a file. */
  readonly refusal: RefusalCode | null;
  readonly source: string;
  readonly doubt: Doubt | null;
}

/** The number under which a known issue of the field is kept here. */
export type IssueId = Between<'issues:', '.title'>;

/** An issue with what most of them do not have left out. */
export const issue = (
  id: IssueId,
  given: Pick<KnownIssue, 'step' | 'source'> & Partial<KnownIssue>,
): KnownIssue => ({
  families: null,
  checks: [],
  facts: null,
  outcome: null,
  refusal: null,
  doubt: null,
  ...given,
  id,
});

/** Versions whose antivirus or sensor comes from the installation package. */
export const installed: readonly OsFamily[] = ['2012r2', '2016'];
