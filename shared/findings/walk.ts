import { ruledOutIn, saidIn, symptomOf, type Search } from '../model/search';
import type { CauseId } from './cause';
import type { Evidence } from './evidence';
import { personQuestions, serverQuestions } from './questions';
import type { Answer, PersonQuestion, QuestionId, ServerQuestion, Symptom } from './question';
import { shareTested } from './questions/readPolicies';
import { symptoms } from './symptoms';

/**
 * A question on the way of a search, and how it stands. `passed`, `open` (not to be known), `failed` (it names a cause) and `ruledOut` (that
 * cause is not the one, a person says) were answered. `reading` waits for a reading, `person` for a person, `ahead` for those before it.
 * `skipped` makes no sense on this server.
 */
export interface Rung {
  readonly id: QuestionId;
  readonly question: ServerQuestion | PersonQuestion;
  readonly state: 'passed' | 'open' | 'failed' | 'ruledOut' | 'reading' | 'person' | 'ahead' | 'skipped';
  /** The raw value, or the answer of the person; empty where there is none. */
  readonly raw: string;
  /** The cause that the answer names; null where it names none. */
  readonly cause: CauseId | null;
}

/** A search as far as it came. `found`: the cause in which it ended; null while it waits for something. */
export interface Walk {
  readonly symptom: Symptom;
  readonly rungs: readonly Rung[];
  readonly found: CauseId | null;
  /** It ended in no answer of the server, but where all questions were asked. */
  readonly unknown: boolean;
}

/** Whether a question is answered by the server. */
export const asksServer = (question: ServerQuestion | PersonQuestion): question is ServerQuestion =>
  'judge' in question;

/** The reading that a question waits for, or that was not possible; null where it needs none, or has it. */
export function missingRead({ needs }: ServerQuestion, evidence: Evidence): 'missing' | 'failed' | null {
  const { cloud, reads } = evidence;
  if (needs === null) return null;
  if (needs === 'cloud') return cloud === null ? 'missing' : null;
  if (needs === 'share') return shareTested(evidence) === null ? 'missing' : null;
  const read = reads[needs];
  if (read === undefined) return 'missing';
  return read.value === null ? 'failed' : null;
}

/** When that was read from which a question is answered; null where it was not. `factsAt`: when the facts were. */
export function readAtOf(
  { needs }: ServerQuestion,
  { cloud, reads, share }: Evidence,
  factsAt: number | null,
): number | null {
  if (needs === null) return factsAt;
  if (needs === 'share') return share?.testedAt ?? null;
  return needs === 'cloud' ? (cloud?.testedAt ?? null) : (reads[needs]?.at ?? null);
}

/** The answer of the server; null while a reading is missing. What could not be read proves nothing. */
export function answerOf(question: ServerQuestion, evidence: Evidence): Answer | null {
  const missing = missingRead(question, evidence);
  if (missing === 'missing') return null;
  return missing === 'failed' ? { answer: 'open', raw: '' } : question.judge(evidence);
}

/** Walks a search over what is known. Pure: the same evidence and the same answers end in the same cause. */
export function walk(symptom: Symptom, search: Search, evidence: Evidence): Walk {
  const said = saidIn(search);
  const ruledOut = ruledOutIn(search);
  const rungs: Rung[] = [];
  let found: CauseId | null = null;
  let waits = false;
  for (const id of symptom.questions) {
    const question = questionOf(id);
    const rung = (state: Rung['state'], raw = '', cause: CauseId | null = null) =>
      rungs.push({ id, question, state, raw, cause });
    if (question.applies?.(evidence) === false) rung('skipped');
    else if (found !== null || waits) rung('ahead');
    else {
      const given = asksServer(question) ? answerOf(question, evidence) : spoken(question, said.get(id));
      if (given === null) {
        waits = true;
        rung(asksServer(question) ? 'reading' : 'person');
      } else if (given.answer !== 'bad') rung(given.answer === 'good' ? 'passed' : 'open', given.raw);
      else if (ruledOut.has(given.cause)) rung('ruledOut', given.raw, given.cause);
      else {
        found = given.cause;
        rung('failed', given.raw, given.cause);
      }
    }
  }
  const unknown = found === null && !waits;
  return { symptom, rungs, found: unknown ? symptom.otherwise : found, unknown };
}

/** What a person said, as an answer; null where nobody said anything yet. */
function spoken({ answers }: PersonQuestion, said: string | undefined): Answer | null {
  if (said === 'notSure') return { answer: 'open', raw: said };
  if (said !== 'yes' && said !== 'no') return null;
  const cause = answers[said];
  return cause === null ? { answer: 'good', raw: said } : { answer: 'bad', raw: said, cause };
}

const byId = new Map<QuestionId, ServerQuestion | PersonQuestion>(
  [...serverQuestions, ...personQuestions].map((question) => [question.id, question]),
);

/** A question by its id. */
export function questionOf(id: QuestionId): ServerQuestion | PersonQuestion {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
}

/** The symptom a search began with; null where everything is asked, or where this Gangway does not know it. */
export const searchedSymptom = (search: Search): Symptom | null =>
  symptoms.find(({ id }) => id === symptomOf(search)) ?? null;
