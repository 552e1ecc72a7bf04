import type { Report } from '../../shared/bridge/report';
import type { TargetView } from '../../shared/bridge/session';
import type { Cause } from '../../shared/findings/cause';
import { causeOf, causes } from '../../shared/findings/causes';
import { personQuestions } from '../../shared/findings/questions';
import { symptoms } from '../../shared/findings/symptoms';
import { asksServer, readAtOf, type Rung } from '../../shared/findings/walk';
import type { Say } from '../../shared/locales/keys';
import type { SearchStep } from '../../shared/model/search';
import type { Searching } from '../../shared/steps/searching';

type ReportSearch = NonNullable<Report['search']>;

/** What the report says of a search, over what the server shows now; nothing where nobody searched. */
export function reportSearch(
  { evidence, everything, search, walk }: Searching,
  { factsAt }: Pick<TargetView, 'factsAt'>,
  t: Say,
): { readonly search?: ReportSearch } {
  if (search === null) return {};
  const told = search.steps.map(({ at, by, ...step }) => ({ at, by, what: sentence(step, t) }));
  const common = { told, record: search.steps };
  if (walk === null)
    return {
      search: {
        ...common,
        symptom: null,
        causes: everything.findings.map(({ cause, raw }) => said(cause, raw, t)),
        asked: [
          ...everything.findings.map(({ question, raw }) => ({ question, raw, state: 'bad' as const })),
          ...everything.passed.map((question) => ({ question, raw: null, state: 'good' as const })),
          ...everything.open.map((question) => ({ question, raw: null, state: 'notKnown' as const })),
          ...everything.unread.map((question) => ({ question, raw: null, state: 'notAsked' as const })),
        ].map(({ question, raw, state }) => ({
          question: t(`questions:ask.${question.id}`),
          state,
          raw,
          source: question.source,
          readAt: readAtOf(question, evidence, factsAt),
        })),
      },
    };
  const failed = walk.rungs.find(({ state }) => state === 'failed');
  return {
    search: {
      ...common,
      symptom: t(`questions:symptom.${walk.symptom.id}`),
      causes: walk.found === null ? [] : [said(causeOf(walk.found), failed?.raw ?? null, t)],
      asked: walk.rungs
        .filter(({ state }) => state !== 'skipped')
        .map(({ question, raw, state }) => ({
          question: t(
            asksServer(question) ? `questions:ask.${question.id}` : `questions:person.${question.id}`,
          ),
          state: states[state],
          raw: raw === '' ? null : raw,
          source: asksServer(question) ? question.source : null,
          readAt: asksServer(question) ? readAtOf(question, evidence, factsAt) : null,
        })),
    },
  };
}

const states: Readonly<Record<Rung['state'], ReportSearch['asked'][number]['state']>> = {
  passed: 'good',
  open: 'notKnown',
  failed: 'bad',
  ruledOut: 'ruledOut',
  reading: 'notAsked',
  person: 'notAsked',
  ahead: 'notAsked',
  skipped: 'notAsked',
};

/** How the search stands, in one word of the report. */
export function outcomeOfSearch({ everything, search, walk }: Searching): Report['outcome'] {
  const planned = (search?.planned.length ?? 0) > 0;
  if (walk === null) {
    if (everything.findings.length > 0) return 'causeFound';
    return planned ? 'mended' : 'nothingFound';
  }
  if (walk.found !== null && !walk.unknown) return 'causeFound';
  return walk.unknown && planned ? 'mended' : 'causeNotKnown';
}

const said = (
  { says, source, doubt }: Cause,
  raw: string | null,
  t: Say,
): ReportSearch['causes'][number] => ({
  title: t(says.title),
  why: t(says.why),
  next: t(says.next),
  raw,
  source,
  doubt: doubt && t(`knowledge:${doubt}`),
});

/** A step of a search in words. What this Gangway does not know is shown by its name. */
function sentence({ kind, what, answer }: Pick<SearchStep, 'kind' | 'what' | 'answer'>, t: Say): string {
  const symptom = symptoms.find(({ id }) => id === what);
  const asked = personQuestions.find(({ id }) => id === what);
  const cause = causes.find(({ id }) => id === what);
  const named =
    symptom !== undefined
      ? t(`questions:symptom.${symptom.id}`)
      : asked !== undefined
        ? t(`questions:person.${asked.id}`)
        : cause !== undefined
          ? t(cause.says.title)
          : what === 'everything'
            ? t('findings:symptom.everything')
            : what;
  return t(`findings:told.${kind}`, {
    what: named,
    answer: answer === null ? '' : t(`findings:said.${answer}`),
  });
}
