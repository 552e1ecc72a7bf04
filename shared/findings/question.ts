import type { Between } from '../locales/keys';
import type { FurtherRead } from '../model/furtherReads';
import type { CauseId } from './cause';
import type { Evidence } from './evidence';

/**
 * What a server answers. `good`: as it should be, so the search goes on. `bad`: here is the cause. `open`: it could not be read, which proves
 * nothing, so the search goes on and the answer is shown as not known.
 */
export type Answer =
  | { readonly answer: 'good' | 'open'; readonly raw: string }
  | { readonly answer: 'bad'; readonly raw: string; readonly cause: CauseId };

export const good = (raw: string): Answer => ({ answer: 'good', raw });
export const open = (raw = ''): Answer => ({ answer: 'open', raw });
export const bad = (cause: CauseId, raw: string): Answer => ({ answer: 'bad', cause, raw });

/** A question that the server answers. Its words are `ask.<id>` of `questions.json`, and ask so that yes is the good answer. */
export interface ServerQuestion {
  readonly id: ServerQuestionId;
  /** What has to be read for it beyond the facts. `cloud`, `share`: a test of the way to the cloud or of a share, which a person starts. Null: nothing. */
  readonly needs: FurtherRead | 'cloud' | 'share' | null;
  /** The place that is looked at, as Windows calls it, e.g. `HKLM\\...\\Status`. Not translated. */
  readonly source: string;
  /** True: its answer means something only to somebody who sees the symptom, so "Check everything" leaves it out. */
  readonly ofSymptom?: true;
  /** False: it makes no sense on this server, and is not asked. Left out: always asked. */
  applies?(evidence: Evidence): boolean;
  judge(evidence: Evidence): Answer;
}

/** A question that only a person can answer, with yes, no, or "I do not know", which goes on. Its words are `person.<id>` of `questions.json`. */
export interface PersonQuestion {
  readonly id: PersonQuestionId;
  /** What each answer means: a cause, or null to go on. */
  readonly answers: Readonly<Record<'yes' | 'no', CauseId | null>>;
  /** The raw value of the server that the question speaks of, shown beside it. */
  shows?(evidence: Evidence): string;
  applies?(evidence: Evidence): boolean;
}

export type ServerQuestionId = Between<'questions:ask.'>;
export type PersonQuestionId = Between<'questions:person.'>;
export type QuestionId = ServerQuestionId | PersonQuestionId;

/** What a person sees, and the way of the search from there: questions in order, and what is said when none finds the cause. */
export interface Symptom {
  readonly id: SymptomId;
  readonly group: Between<'questions:group.'>;
  readonly questions: readonly QuestionId[];
  readonly otherwise: CauseId;
  /** Whether the facts alone show this symptom. Left out: they cannot. */
  shown?(evidence: Evidence): boolean;
}

/** The words of a symptom are `<id>` of `symptoms` in `questions.json`. */
export type SymptomId = Between<'questions:symptom.'>;
