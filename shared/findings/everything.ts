import { causeOf } from './causes';
import type { Cause } from './cause';
import type { Evidence } from './evidence';
import { serverQuestions } from './questions';
import type { ServerQuestion } from './question';
import { answerOf } from './walk';

/** A cause that shows on a server, the raw value that shows it, and the question that found it. */
export interface Finding {
  readonly cause: Cause;
  readonly question: ServerQuestion;
  readonly raw: string;
}

/** The answers to everything that can be asked of a server now. `open`: could not be known; `unread`: needs a reading that was not made. */
export interface Everything {
  /** The worst first: what hurts now, what will, what only explains. A cause that several questions find stands once. */
  readonly findings: readonly Finding[];
  readonly passed: readonly ServerQuestion[];
  readonly open: readonly ServerQuestion[];
  readonly unread: readonly ServerQuestion[];
}

const order: readonly Cause['hurts'][] = ['now', 'soon', 'toKnow'];

/** Asks a server every question that makes sense on it. Pure, and it leaves out what needs a person. */
export function askEverything(evidence: Evidence): Everything {
  const findings = new Map<Cause['id'], Finding>();
  const passed: ServerQuestion[] = [];
  const open: ServerQuestion[] = [];
  const unread: ServerQuestion[] = [];
  for (const question of serverQuestions) {
    if (question.ofSymptom === true || question.applies?.(evidence) === false) continue;
    const given = answerOf(question, evidence);
    if (given === null) unread.push(question);
    else if (given.answer !== 'bad') (given.answer === 'good' ? passed : open).push(question);
    else if (!findings.has(given.cause))
      findings.set(given.cause, { cause: causeOf(given.cause), question, raw: given.raw });
  }
  const ranked = [...findings.values()].sort(
    (a, b) => order.indexOf(a.cause.hurts) - order.indexOf(b.cause.hurts),
  );
  return { findings: ranked, passed, open, unread };
}
