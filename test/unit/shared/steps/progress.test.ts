import { describe, expect, it } from 'vitest';
import { assess, currentStep, openAbovePlan, progress } from '../../../../shared/steps/progress';
import type { StepId } from '../../../../shared/model/journeys';
import { noWishes } from '../../../../shared/model/wishes';
import { aView, library, now, type ViewChange } from '../views';

const minute = 60_000;
const at = (files: typeof library, ...changes: ViewChange[]) => assess(aView(...changes), files, now);
const noFacts: ViewChange = { view: { facts: null, factsAt: null } };

it.each([{ facts: null }, { factsAt: null }])('nothing is known of a server with %j', (view) => {
  expect(assess(aView({ view }), library, now).known).toBeNull();
});

describe('the step above the plan that holds it up', () => {
  it.each<[string, ViewChange[], StepId | undefined, StepId]>([
    ['none', [], undefined, 'plan'],
    ['the mode', [{ inputs: { wishes: { ...noWishes, mode: null } } }], 'mode', 'mode'],
    [
      'the first of several',
      [{ inputs: { wishes: { ...noWishes, mode: null }, pathChosenAt: null } }],
      'server',
      'server',
    ],
    ['that nothing was read', [noFacts], 'server', 'server'],
  ])('%s', (_, changes, open, current) => {
    const assessment = at(library, ...changes);
    expect([openAbovePlan('onboard', progress(assessment)), currentStep(assessment)]).toEqual([
      open,
      current,
    ]);
  });
});

it('gives facts from the future a negative age, because nobody knows how old they are', () => {
  expect(at(library, { view: { factsAt: now + minute } }).known?.factsAgeMs).toBe(-minute);
  expect(at(library, { view: { factsAt: now - minute } }).known?.factsAgeMs).toBe(minute);
});
