import { expect, it } from 'vitest';
import { ZodError } from 'zod';
import type { Evidence } from '../../../../shared/findings/evidence';
import { askEverything } from '../../../../shared/findings/everything';
import type { ServerQuestion, Symptom } from '../../../../shared/findings/question';
import { personQuestions, serverQuestions } from '../../../../shared/findings/questions';
import { symptoms } from '../../../../shared/findings/symptoms';
import { answerOf, walk, type Walk } from '../../../../shared/findings/walk';
import type { Search, SearchStep } from '../../../../shared/model/search';
import { answerCases, type AnswerCase } from '../../../fixtures/answerCases';
import { anEvidence, cloudTested, onboarded } from '../../../fixtures/evidence';
import { readCases, wellRead } from '../../../fixtures/readCases';
import { shareRead } from '../../../fixtures/policyCases';
import { readAt } from '../../../fixtures/facts';

const faults = [...answerCases, ...readCases].filter(
  ([, expected]) => expected !== 'good' && expected !== 'open',
);
const pairs = 500;

/** The same numbers from 0 to below `below` in every run (a linear congruence of 32 bits). */
function drawn(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A server with both faults; null where they cannot be on one server. */
function both([, , facts, more]: AnswerCase, [, , others, rest]: AnswerCase, isOn: boolean): Evidence | null {
  try {
    return anEvidence([...(isOn ? [onboarded] : []), ...facts, ...others], {
      skew: 0,
      cloud: cloudTested({}),
      ...shareRead,
      ...more,
      ...rest,
      kit: { ...more?.kit, ...rest?.kit },
      reads: { ...wellRead, ...more?.reads, ...rest?.reads },
    });
  } catch (problem) {
    if (problem instanceof ZodError) return null;
    throw problem;
  }
}

const questionOf = ([id]: AnswerCase): ServerQuestion => {
  const found = serverQuestions.find((question) => question.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
};

/** Whether a fault still shows beside the other one, which may hide it. */
function shows(fault: AnswerCase, evidence: Evidence): boolean {
  const question = questionOf(fault);
  if (question.applies?.(evidence) === false) return false;
  const answer = answerOf(question, evidence);
  return answer?.answer === 'bad' && answer.cause === fault[1];
}

const step = (kind: SearchStep['kind'], what: string, answer: SearchStep['answer'] = null): SearchStep => ({
  at: readAt,
  by: '',
  kind,
  what,
  answer,
});
/** A person whose answers all lead on. */
const said = personQuestions.map(({ id, answers }) => step('said', id, answers.yes === null ? 'yes' : 'no'));

/** Walks from a symptom, and has every cause that is neither of the two ruled out, until the search ends in one of them or in none. */
function ending(symptom: Symptom, evidence: Evidence, wanted: readonly string[]): Walk {
  const steps = [step('began', symptom.id), ...said];
  for (;;) {
    const search: Search = { steps, planned: [] };
    const way = walk(symptom, search, evidence);
    if (way.found === null || way.unknown || wanted.includes(way.found)) return way;
    steps.push(step('ruledOut', way.found));
  }
}

it(`ends on ${String(pairs)} servers with two faults each, names one that shows, and names nothing that no fact shows`, () => {
  const draw = drawn(20_261_130);
  const wrong: string[] = [];
  let tried = 0;
  while (tried < pairs) {
    const one = faults[draw(faults.length)];
    const other = faults[draw(faults.length)];
    if (one === undefined || other === undefined) throw new Error('no fault drawn');
    const evidence = both(one, other, draw(2) === 1);
    if (evidence === null) continue;
    tried += 1;
    const showing = [one, other].filter((fault) => shows(fault, evidence));
    const wanted: readonly string[] = showing.map(([, cause]) => cause);
    const name = `${one[0]} and ${other[0]}`;
    const everything = askEverything(evidence);
    for (const fault of showing)
      if (
        questionOf(fault).ofSymptom !== true &&
        !everything.findings.some(({ cause }) => cause.id === fault[1])
      )
        wrong.push(`${name}: not among everything`);
    for (const symptom of symptoms) {
      const way = ending(symptom, evidence, wanted);
      if (way.found === null) wrong.push(`${name}, ${symptom.id}: does not end`);
      const asked = showing.some(([id]) => symptom.questions.includes(id));
      if (asked && !wanted.includes(way.found ?? ''))
        wrong.push(`${name}, ${symptom.id}: ${String(way.found)}`);
      const failed = way.rungs.find(({ state }) => state === 'failed');
      if (failed?.raw === '') wrong.push(`${name}, ${symptom.id}: no value shows it`);
    }
  }
  expect(wrong).toEqual([]);
});
