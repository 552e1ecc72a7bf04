import { describe, expect, it } from 'vitest';
import { askEverything } from '../../../../shared/findings/everything';
import type { QuestionId, Symptom } from '../../../../shared/findings/question';
import { searchedSymptom, walk } from '../../../../shared/findings/walk';
import { beginSearch, withStep, type Search, type SearchStep } from '../../../../shared/model/search';
import { anEvidence, event, onboarded, type Facts } from '../../../fixtures/evidence';
import { readAt } from '../../../fixtures/facts';
import { shareRead, wellPolicies } from '../../../fixtures/policyCases';

const symptom = (...questions: readonly QuestionId[]): Symptom => ({
  id: 'notListed',
  group: 'portal',
  questions,
  otherwise: 'unknownPortal',
});
const begun = beginSearch('notListed', 1, 'Ada');
const then = (kind: SearchStep['kind'], what: string, answer: SearchStep['answer'] = null): Search =>
  withStep(begun, { at: 2, by: 'Ada', kind, what, answer });
const stopped: Facts = { services: { sense: { status: 'stopped' } } };
const unread: Facts = {
  sensor: { onboardingState: null },
  unreadable: [{ fact: 'sensor.onboardingState', reason: 'accessDenied', detail: '' }],
};
/** No contact with the cloud for a month. */
const silent: Facts = { sensor: { lastConnectedAt: 0 } };
const seen = (way: ReturnType<typeof walk>) => way.rungs.map(({ state }) => state);

describe('the walk through the questions of a symptom', () => {
  const questions = symptom('sensorThere', 'onboarded', 'sensorRuns', 'filters');

  it('ends at the first bad answer, and asks nothing behind it', () => {
    const way = walk(questions, begun, anEvidence([onboarded, stopped]));
    expect(seen(way)).toEqual(['passed', 'passed', 'failed', 'ahead']);
    expect(way.found).toBe(way.rungs[2]?.cause);
    expect(way.unknown).toBe(false);
  });

  it('goes on where a person ruled the cause out, and only that one', () => {
    const { found } = walk(questions, begun, anEvidence([onboarded, stopped]));
    const on = walk(questions, then('ruledOut', found ?? ''), anEvidence([onboarded, stopped]));
    expect(seen(on)).toEqual(['passed', 'passed', 'ruledOut', 'person']);
    expect(on.found).toBeNull();
    const other = walk(questions, then('ruledOut', 'somethingElse'), anEvidence([onboarded, stopped]));
    expect(other.found).toBe(found);
  });

  it('never takes what could not be read as good, and goes on', () => {
    const way = walk(questions, begun, anEvidence([onboarded, unread]));
    expect(way.rungs.find(({ id }) => id === 'onboarded')?.state).toBe('open');
    expect(way.rungs.at(-1)?.state).toBe('person');
  });

  it('waits for a person, and what that person does not know leads on', () => {
    const whole = anEvidence([onboarded]);
    expect(seen(walk(questions, begun, whole)).at(-1)).toBe('person');
    const notSure = walk(questions, then('said', 'filters', 'notSure'), whole);
    expect([seen(notSure).at(-1), notSure.found, notSure.unknown]).toEqual(['open', 'unknownPortal', true]);
    const yes = walk(questions, then('said', 'filters', 'yes'), whole);
    expect([yes.found, yes.unknown]).toEqual(['hiddenInPortal', false]);
  });

  it('waits for the test of the way to the cloud where a question needs it', () => {
    const way = walk(
      symptom('sensorThere', 'cloudReached', 'filters'),
      begun,
      anEvidence([onboarded, silent]),
    );
    expect(seen(way)).toEqual(['passed', 'reading', 'ahead']);
    expect(way.found).toBeNull();
  });

  it('leaves out what makes no sense on this server', () => {
    const way = walk(symptom('K24', 'sensorThere'), begun, anEvidence([onboarded]));
    expect(way.rungs[0]?.state).toBe('skipped');
  });
});

describe('everything', () => {
  it('names a cause once, the worst first, and counts what was not read', () => {
    const {
      findings,
      passed,
      unread: left,
    } = askEverything(anEvidence([onboarded, silent, stopped, { defender: { signaturesUpdatedAt: 0 } }]));
    const hurts = findings.map(({ cause }) => cause.hurts);
    const order = ['now', 'soon', 'toKnow'];
    expect(hurts).toEqual([...hurts].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(new Set(hurts).size).toBeGreaterThan(1);
    const ids = findings.map(({ cause }) => cause.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('signaturesAge');
    expect(passed.map(({ id }) => id)).toContain('sensorThere');
    expect(left.map(({ needs }) => needs)).toContain('cloud');
  });
});

it('a file that was refused here tells its reason, and a person is asked only where none is known', () => {
  const fileRefused = searchedSymptom(beginSearch('fileRefused', 1, 'Ada'));
  if (fileRefused === null) throw new Error('no such symptom');
  const asked = (more: Parameters<typeof anEvidence>[1]) =>
    walk(fileRefused, beginSearch('fileRefused', 1, 'Ada'), anEvidence([onboarded], more));
  const waits = asked({}).rungs.find(({ state }) => state === 'person');
  expect([asked({}).found, waits?.id]).toEqual([null, 'fileSignature']);
  const refused = [{ name: 'onboarding.cmd', refusal: 'unknownScript' as const, detail: null }];
  const told = asked({ refused });
  expect(told.found).toBe('scriptChanged');
  expect(told.rungs.find(({ id }) => id === 'fileTaken')?.raw).toBe('onboarding.cmd: unknownScript');
  expect(told.rungs.find(({ id }) => id === 'fileSignature')?.state).toBe('skipped');
  // A refusal that is no cause of its own, such as a file in use, leaves the questions to the person.
  expect(asked({ refused: [{ name: 'a', refusal: 'inUse', detail: null }] }).found).toBe(null);
});

describe('a test of a share', () => {
  const asked = symptom('objectApplies', 'shareReads', 'filters');
  const later = (ms: number) => {
    const { reads } = wellPolicies;
    const state = reads['Get-GroupPolicyState'];
    return { reads: { ...reads, 'Get-GroupPolicyState': state && { ...state, at: readAt + ms } } };
  };

  it.each([
    ['counts while a person looks on', 60_000, ['passed', 'passed', 'person']],
    [
      'is made once more where the policies are read anew later: something may be mended',
      180_000,
      ['passed', 'reading', 'ahead'],
    ],
  ])('%s', (_, ms, states) => {
    expect(seen(walk(asked, begun, anEvidence([], { ...later(ms), ...shareRead })))).toEqual(states);
  });

  it('counts for its own file alone, and is not asked for where a script answered', () => {
    const other = { share: { ...shareRead.share, path: '\\\\files\\other\\b.cmd' } };
    expect(seen(walk(asked, begun, anEvidence([], { ...later(0), ...other })))).toContain('reading');
    const answered: Facts = { events: [event('onboarding', 15)] };
    expect(seen(walk(asked, begun, anEvidence([answered], later(0))))).toEqual([
      'passed',
      'skipped',
      'person',
    ]);
  });
});
