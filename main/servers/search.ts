import { GangwayError } from '../../shared/errors';
import type { CauseId } from '../../shared/findings/cause';
import { fixOf } from '../../shared/findings/fix';
import { symptoms } from '../../shared/findings/symptoms';
import type { InputChange } from '../../shared/model/inputs';
import { beginSearch, everything, withStep, type Search, type SearchStep } from '../../shared/model/search';
import type { Searching } from '../../shared/steps/searching';

/** A decision of a person about the search for a cause. */
export type SearchChange = Extract<
  InputChange,
  { kind: 'search' | 'takeUp' | 'say' | 'ruleOut' | 'planFix' }
>;

export const isSearchChange = (change: InputChange): change is SearchChange =>
  change.kind === 'search' ||
  change.kind === 'takeUp' ||
  change.kind === 'say' ||
  change.kind === 'ruleOut' ||
  change.kind === 'planFix';

/**
 * The search after a decision of `by`. Pure. Throws `step.blocked` for a decision that what is known now does not allow: an answer to a
 * question that nobody asks, a cause that does not show, a fix that is none.
 */
export function decideSearch(
  searching: Searching,
  change: SearchChange,
  { at, by }: { readonly at: number; readonly by: string },
): Search {
  if (change.kind === 'search') {
    requireSymptom(change.symptom);
    return beginSearch(change.symptom, at, by);
  }
  if (change.kind === 'takeUp') {
    const [first] = change.steps;
    if (first?.kind !== 'began') throw new GangwayError('input.invalid', 'no beginning of a search');
    requireSymptom(first.what);
    const taken = { steps: change.steps, planned: [] };
    return withStep(taken, { at, by, kind: 'takenUp', what: first.what, answer: null });
  }
  const { search } = searching;
  if (search === null) throw new GangwayError('step.blocked', 'nobody searches');
  const noted = (kind: SearchStep['kind'], what: string, answer: SearchStep['answer'] = null) =>
    withStep(search, { at, by, kind, what, answer });
  if (change.kind === 'say') {
    const asked = searching.walk?.rungs.find(({ id }) => id === change.question);
    if (asked === undefined || !('answers' in asked.question))
      throw new GangwayError('step.blocked', `${change.question} is not asked`);
    return noted('said', change.question, change.answer);
  }
  if (change.kind === 'ruleOut') {
    if (searching.walk?.found !== change.cause || searching.walk.unknown)
      throw new GangwayError('step.blocked', `${change.cause} does not show`);
    return noted('ruledOut', change.cause);
  }
  if (!change.planned) {
    const kept = search.planned.filter(({ cause }) => cause !== change.cause);
    if (kept.length === search.planned.length)
      throw new GangwayError('step.blocked', `${change.cause} is not planned`);
    return { ...noted('unplanned', change.cause), planned: kept };
  }
  const shown = shows(searching, change.cause);
  if (shown === null) throw new GangwayError('step.blocked', `${change.cause} does not show`);
  const fix = fixOf(shown.cause, searching.evidence);
  if (fix === null) throw new GangwayError('step.blocked', `${change.cause} has no fix`);
  const others = search.planned.filter(({ cause }) => cause !== change.cause);
  return { ...noted('planned', change.cause), planned: [...others, { ...shown, ...fix }] };
}

function requireSymptom(name: string): void {
  if (name !== everything && !symptoms.some(({ id }) => id === name))
    throw new GangwayError('input.invalid', name);
}

/** A cause that shows now, with the question that found it: at the end of the search, or among everything. */
function shows(
  { everything: all, walk }: Searching,
  wanted: string,
): { readonly cause: CauseId; readonly question: string } | null {
  const rung = walk?.rungs.find(({ state, cause }) => state === 'failed' && cause === wanted);
  if (rung?.cause != null) return { cause: rung.cause, question: rung.id };
  const found = all.findings.find(({ cause }) => cause.id === wanted);
  return found === undefined ? null : { cause: found.cause.id, question: found.question.id };
}
