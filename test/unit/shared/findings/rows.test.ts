import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import type { CauseId } from '../../../../shared/findings/cause';
import type { Evidence } from '../../../../shared/findings/evidence';
import type { Symptom, SymptomId } from '../../../../shared/findings/question';
import { personQuestions } from '../../../../shared/findings/questions';
import { issueRows, rows } from '../../../../shared/findings/rows';
import { symptoms } from '../../../../shared/findings/symptoms';
import { askEverything } from '../../../../shared/findings/everything';
import { causes } from '../../../../shared/findings/causes';
import { walk } from '../../../../shared/findings/walk';
import type { Search, SearchStep } from '../../../../shared/model/search';
import { answerCases as factCases, sentTest } from '../../../fixtures/answerCases';
import { anEvidence, cloudTested, onboarded, type Facts, type More } from '../../../fixtures/evidence';
import { readCases, wellRead } from '../../../fixtures/readCases';
import { shareRead } from '../../../fixtures/policyCases';
import { readAt, server2012R2, server2016 } from '../../../fixtures/facts';

const answerCases = [...factCases, ...readCases];

const symptomOf = (id: SymptomId): Symptom => {
  const found = symptoms.find((symptom) => symptom.id === id);
  if (found === undefined) throw new Error(`no symptom ${id}`);
  return found;
};

/** A search in which a person answered everything that goes on, and what names this cause with that. */
function searchFor(symptom: SymptomId, cause: CauseId): Search {
  const step = (kind: SearchStep['kind'], what: string, answer: SearchStep['answer'] = null): SearchStep => ({
    at: readAt,
    by: '',
    kind,
    what,
    answer,
  });
  const said = personQuestions.map(({ id, answers }) => {
    const names = answers.yes === null ? 'no' : 'yes';
    const wanted = answers[names] === cause;
    return step('said', id, wanted ? names : names === 'yes' ? 'no' : 'yes');
  });
  return { steps: [step('began', symptom), ...said], planned: [] };
}

const way: More = { skew: 0, cloud: cloudTested({}), ...shareRead };
const silent: Facts = { sensor: { lastConnectedAt: null } };
const crowd: Facts = {
  otherAntivirus: [{ service: 'CSFalconService', displayName: 'CrowdStrike Falcon', running: true }],
};
/** The usual servers of a search, before something is broken on them. */
const bases: readonly (readonly [readonly Facts[], More])[] = [
  [[], way],
  [[onboarded], way],
  [[onboarded], { skew: 0 }],
  [[onboarded, silent], way],
  [[onboarded, sentTest(60)], way],
  [[onboarded, sentTest(60), crowd, { defender: { runningMode: 'Passive Mode' } }], way],
  [[onboarded, { proxy: { winHttp: 'proxy:8080' } }], way],
  [[server2016], way],
  [[server2012R2], way],
  [[server2016, onboarded], way],
  [[server2012R2, onboarded], way],
];

/** A break that cannot be on this server, such as a service's start where there is no service, makes none. */
function possible(facts: readonly Facts[], more: More): readonly Evidence[] {
  try {
    return [anEvidence(facts, more)];
  } catch (problem) {
    if (problem instanceof ZodError) return [];
    throw problem;
  }
}

const usual = bases.map(([facts, base]) => anEvidence(facts, { ...base, reads: wellRead }));
const made = new Map<CauseId, readonly Evidence[]>();
/** Servers that could show a cause: each usual one, and each with each break of the table that names it. */
function broken(cause: CauseId): readonly Evidence[] {
  const before = made.get(cause);
  if (before !== undefined) return before;
  const breaks = answerCases.filter(([, expected]) => expected === cause);
  const servers = bases.flatMap(([facts, base]) =>
    breaks.flatMap(([, , own, more]) =>
      possible([...facts, ...own], { ...base, ...more, reads: { ...wellRead, ...more?.reads } }),
    ),
  );
  made.set(cause, [...usual, ...servers]);
  return [...usual, ...servers];
}

const ends = (symptom: SymptomId, cause: CauseId): boolean =>
  broken(cause).some(
    (evidence) => walk(symptomOf(symptom), searchFor(symptom, cause), evidence).found === cause,
  );

describe('every failure that is known of the field', () => {
  it.each(
    rows.flatMap(({ row, seen, symptom, causes }) =>
      causes.map((cause) => [row, seen, symptom, cause] as const),
    ),
  )('%s %s: a search from %s ends in %s', (_, __, symptom, cause) => {
    expect(ends(symptom, cause)).toBe(true);
  });

  it.each(Object.entries(issueRows) as [keyof typeof issueRows, SymptomId][])(
    '%s: a search from %s ends in it',
    (issue, symptom) => {
      expect(ends(symptom, issue)).toBe(true);
    },
  );

  it('is one of forty failures, the fifteen situations met most often and the test without an alert', () => {
    const ids = rows.map(({ row }) => row);
    const wanted = [
      ...Array.from({ length: 40 }, (_, index) => `T${String(index + 1)}`),
      ...Array.from({ length: 16 }, (_, index) => `S${String(index + 1)}`),
    ];
    expect(ids).toEqual(wanted);
  });
});

it.each(causes.map(({ id }) => id))('ends in %s from some symptom, or where everything is asked', (cause) => {
  const found =
    symptoms.some(({ id, otherwise }) => otherwise === cause || ends(id, cause)) ||
    broken(cause).some((evidence) => askEverything(evidence).findings.some((one) => one.cause.id === cause));
  expect(found).toBe(true);
});
