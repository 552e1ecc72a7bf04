import type { Between, TextKey } from '../locales/keys';
import type { CheckId, FixId } from '../model/checkIds';
import type { JourneyId } from '../model/journeys';
import type { Wishes } from '../model/wishes';
import type { IssueId } from '../issues/issue';
import type { Doubt } from '../knowledge/source';
import type { LinkId } from '../knowledge/urls';
import type { Evidence } from './evidence';

/** A cause that has texts of its own: `<id>.title`, `.why` and `.next` in `causes.json`. */
export type OwnCauseId = Between<'causes:', '.next'>;

/** A cause of its own, or what a prerequisite or a known issue says already. */
export type CauseId = OwnCauseId | CheckId | IssueId;

/** What a support case needs. Each has a text of that name under `send` in `causes.json`. */
export type SupportItem = Between<'causes:send.'>;

/**
 * The one next step of a cause. `wish` (a setting) and `accept` (a fix of a prerequisite, such as the restart) put a change into the
 * plan, or are done by hand where they give null; `journey` leads to another way through Gangway (Onboard, where the package shall run
 * again); `page` opens a guide; `person` is done by hand, as the words of the next step say; `wait` lets time pass and looks again;
 * `support` says what to send.
 */
export type Next =
  | { readonly kind: 'wish'; of(evidence: Evidence): Partial<Wishes> | null }
  | { readonly kind: 'accept'; of(evidence: Evidence): FixId | null }
  | { readonly kind: 'journey'; readonly journey: JourneyId }
  | { readonly kind: 'page'; readonly link: LinkId }
  | { readonly kind: 'person' }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'support'; readonly send: readonly SupportItem[] };

/** What is wrong on a server, as a record: the end of a search. */
export interface Cause {
  readonly id: CauseId;
  /** What is wrong, why, and what to do. */
  readonly says: { readonly title: TextKey; readonly why: TextKey; readonly next: TextKey };
  readonly next: Next;
  /** What a person copies and runs on the server, line by line; left out where there is no command. */
  readonly command?: string;
  /** When it hurts: protection is weaker now, it will be soon, or it only explains something. Orders the findings of "Check everything". */
  readonly hurts: 'now' | 'soon' | 'toKnow';
  readonly source: string;
  readonly doubt: Doubt | null;
}
