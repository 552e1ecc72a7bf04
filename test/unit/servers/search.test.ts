import { describe, expect, it } from 'vitest';
import { decideSearch, type SearchChange } from '../../../main/servers/search';
import { wantedIn } from '../../../shared/model/inputs';
import { beginSearch, type Search } from '../../../shared/model/search';
import { assess } from '../../../shared/steps/progress';
import { aView, library, now, onboarded, type ViewChange } from '../shared/views';

const by = { at: now, by: 'Ada' };
/** What Troubleshoot knows of an onboarded server that was left in passive mode. */
const passive: ViewChange = {
  facts: {
    policy: { forceDefenderPassiveMode: 1 },
    defender: { runningMode: 'Passive', realTimeProtection: false, onAccessProtection: false },
  },
};
const knownOf = (search: Search | null, ...changes: ViewChange[]) => {
  const view = aView(onboarded, passive, { inputs: { search } }, ...changes);
  const searching = assess(view, library, now, 'troubleshoot').known?.searching;
  if (searching == null) throw new Error('nothing is known');
  return searching;
};
const begun = beginSearch('staysPassive', now, 'Ada');
const decided = (change: SearchChange, search: Search | null = begun) =>
  decideSearch(knownOf(search), change, by);

describe('what a person decides in a search', () => {
  it('begins with a symptom that is known, or with everything, and with no other word', () => {
    expect(decided({ kind: 'search', symptom: 'everything' }).steps).toEqual([
      { at: now, by: 'Ada', kind: 'began', what: 'everything', answer: null },
    ]);
    expect(() => decided({ kind: 'search', symptom: 'somethingElse' })).toThrow('input.invalid');
  });

  it('needs a search for everything else', () => {
    expect(() => decided({ kind: 'ruleOut', cause: 'x' }, null)).toThrow('step.blocked');
  });

  it('plans the fix of a cause that shows, with the question that it shall mend, and takes it out again', () => {
    const found = knownOf(begun).walk?.found ?? '';
    expect(found).not.toBe('');
    const planned = decided({ kind: 'planFix', cause: found, planned: true });
    expect(planned.planned).toEqual([
      { cause: found, question: 'passiveCleared', wishes: { mode: 'active' }, fixes: [] },
    ]);
    expect(planned.steps.at(-1)).toMatchObject({ kind: 'planned', what: found });
    const out = decideSearch(knownOf(planned), { kind: 'planFix', cause: found, planned: false }, by);
    expect([out.planned, out.steps.at(-1)?.kind]).toEqual([[], 'unplanned']);
  });

  it('plans nothing for a cause that does not show', () => {
    expect(() => decided({ kind: 'planFix', cause: 'signaturesAge', planned: true })).toThrow('step.blocked');
    expect(() => decided({ kind: 'planFix', cause: 'signaturesAge', planned: false })).toThrow(
      'step.blocked',
    );
  });

  it('rules out only the cause in which the search ended', () => {
    const found = knownOf(begun).walk?.found ?? '';
    expect(decided({ kind: 'ruleOut', cause: found }).steps.at(-1)?.kind).toBe('ruledOut');
    expect(() => decided({ kind: 'ruleOut', cause: 'signaturesAge' })).toThrow('step.blocked');
  });

  it('takes a saved search up with its answers and without its fixes, and says who does', () => {
    const { steps } = decided({ kind: 'planFix', cause: knownOf(begun).walk?.found ?? '', planned: true });
    const taken = decideSearch(knownOf(null), { kind: 'takeUp', steps }, { at: now, by: 'Bob' });
    expect([taken.steps.length, taken.planned]).toEqual([steps.length + 1, []]);
    expect(taken.steps.at(-1)).toMatchObject({ kind: 'takenUp', by: 'Bob' });
    expect(() => decided({ kind: 'takeUp', steps: steps.slice(1) })).toThrow('input.invalid');
  });
});

it('the plan of a search holds its own fixes and no wish from elsewhere', () => {
  const planned = decided({ kind: 'planFix', cause: knownOf(begun).walk?.found ?? '', planned: true });
  const { inputs } = aView({ inputs: { search: planned, fixes: ['restart'] } });
  const wanted = wantedIn({ ...inputs, wishes: { ...inputs.wishes, deviceTag: 'Lyon' } }, 'troubleshoot');
  expect([wanted.wishes.mode, wanted.wishes.deviceTag, wanted.fixes]).toEqual(['active', null, []]);
  expect(wantedIn(inputs, 'maintain')).toBe(inputs);
});
