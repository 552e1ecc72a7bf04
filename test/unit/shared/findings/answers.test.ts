import { expect, it } from 'vitest';
import type { CauseId } from '../../../../shared/findings/cause';
import { causes } from '../../../../shared/findings/causes';
import { personQuestions, serverQuestions } from '../../../../shared/findings/questions';
import { symptoms } from '../../../../shared/findings/symptoms';
import { answerOf } from '../../../../shared/findings/walk';
import { answerCases as factCases } from '../../../fixtures/answerCases';
import { anEvidence, event, onboarded, sense, type Facts } from '../../../fixtures/evidence';
import { readCases } from '../../../fixtures/readCases';
import { readAt } from '../../../fixtures/facts';

const answerCases = [...factCases, ...readCases];
const short = (value: unknown): string => JSON.stringify(value).slice(0, 110);

it.each(
  answerCases.map(
    (one) => [`${one[0]}: ${one[1]} for ${short(one[2])} ${short(one[3] ?? '')}`, one] as const,
  ),
)('%s', (_, [id, expected, facts, more]) => {
  const evidence = anEvidence(facts, more);
  const question = serverQuestions.find((one) => one.id === id);
  if (question === undefined) throw new Error(`no question ${id}`);
  expect(question.applies?.(evidence) ?? true).toBe(true);
  const answer = answerOf(question, evidence);
  expect(answer?.answer === 'bad' ? answer.cause : answer?.answer).toBe(expected);
});

it('has a case of each question that is good or open, and one that names a cause', () => {
  const lacking = serverQuestions.filter(({ id }) => {
    const own = answerCases.filter(([question]) => question === id).map(([, expected]) => expected);
    const names = own.some((expected) => expected !== 'good' && expected !== 'open');
    // Hyper-V Server alone is asked for its edition, and is never supported.
    return !names || (own.length === 1 && id !== 'K21');
  });
  expect(lacking.map(({ id }) => id)).toEqual([]);
});

it('reaches every cause: by an answer of a server, of a person, or where nothing is found', () => {
  const reached = new Set<CauseId | null>([
    ...answerCases.map(([, expected]) => (expected === 'good' || expected === 'open' ? null : expected)),
    ...personQuestions.flatMap(({ answers }) => [answers.yes, answers.no]),
    ...symptoms.map(({ otherwise }) => otherwise),
  ]);
  expect(causes.filter(({ id }) => !reached.has(id)).map(({ id }) => id)).toEqual([]);
  expect([...reached].filter((id) => id !== null && !causes.some((cause) => cause.id === id))).toEqual([]);
});

/** What a server shows, and whether it is asked for a test of its way to the cloud. */
const ways: readonly (readonly [string, readonly Facts[], boolean])[] = [
  ['in contact within a day', [onboarded], false],
  ['not onboarded', [], true],
  ['silent for more than a day', [onboarded, { sensor: { lastConnectedAt: readAt - 25 * 3_600_000 } }], true],
  ['in contact, and a failure after it', [onboarded, sense(event('sense', 5))], true],
  ['in contact, and a failure before it', [onboarded, sense(event('sense', 5, 60))], false],
];

it.each(ways)('asks for a test of the way to the cloud: %s', (_, facts, expected) => {
  const needing = serverQuestions.filter(({ needs }) => needs === 'cloud');
  expect(needing.map(({ applies }) => applies?.(anEvidence(facts)))).toEqual(needing.map(() => expected));
});
