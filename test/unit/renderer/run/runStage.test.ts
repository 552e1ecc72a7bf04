import type { ChangingStep } from '../../../../shared/model/journeys';
import { describe, expect, it } from 'vitest';
import { runStage } from '../../../../renderer/run/runStage';
import { aServer, readAt } from '../../../fixtures/facts';
import { anAction, aRun, aWizard, confirmed, onboarded } from './runs';

const facts = aServer();
const failure = { code: 'target.unreachable' as const, detail: '', native: null };
const stageOf = (
  run: ReturnType<typeof aRun>,
  busy: 'idle' | 'running' | 'restarting' = 'idle',
  step: ChangingStep = 'onboard',
) => {
  const { view, known } = aWizard({ facts, run, busy, inputs: confirmed(facts) });
  return runStage(view, known, [step]);
};
const copied = anAction('send-kit', 1, 'done');

describe('stage of a run', () => {
  it.each([
    ['an action that runs', aRun([copied, anAction('onboard', 2, 'running')]), 'running', 'running'],
    ['facts read between two actions', aRun([copied, anAction('onboard', 2, 'ahead')]), 'running', 'running'],
    [
      'contact that is being looked for',
      aRun([anAction('onboard', 2, 'running')], { outcome: 'interrupted' }),
      'running',
      'running',
    ],
    [
      'a run that nobody follows after a restart of the app',
      aRun([anAction('onboard', 2, 'running')], { outcome: 'interrupted' }),
      'idle',
      'lost',
    ],
    [
      'a failure',
      aRun([anAction('onboard', 2, 'failed', { failure })], { outcome: 'failed' }),
      'idle',
      'failed',
    ],
    [
      'an end that nobody saw',
      aRun([anAction('onboard', 2, 'unknown')], { outcome: 'unknown' }),
      'idle',
      'failed',
    ],
    ['a conflict', aRun([anAction('onboard', 2, 'conflict')], { outcome: 'conflict' }), 'idle', 'conflict'],
    ['a stop', aRun([copied, anAction('onboard', 2, 'ahead')], { outcome: 'stopped' }), 'idle', 'stopped'],
    [
      'a failure before any action',
      aRun([anAction('onboard', 1, 'ahead')], { outcome: 'failed', failure }),
      'idle',
      'failed',
    ],
    [
      'a wanted restart',
      aRun([anAction('onboard', 1, 'ahead')], { outcome: 'restartRequired' }),
      'idle',
      'restart',
    ],
    [
      'a restart',
      aRun([anAction('onboard', 1, 'ahead')], { outcome: 'restarting' }),
      'restarting',
      'restarting',
    ],
  ] as const)('is told for %s', (_case, run, busy, kind) => {
    expect(stageOf(run, busy).kind).toBe(kind);
  });

  it('leaves a failure to the page of its step', () => {
    const run = aRun([anAction('onboard', 2, 'failed', { failure })], { outcome: 'failed' });
    expect(stageOf(run, 'idle', 'install').kind).toBe('none');
  });

  it('drops a failure that somebody has repaired since: the facts decide', () => {
    const run = aRun([anAction('onboard', 2, 'failed', { failure })], { outcome: 'failed' });
    const { view, known } = aWizard({ facts: aServer(onboarded), run });
    expect(runStage(view, known, ['onboard']).kind).toBe('none');
    expect(known.situation.facts.readAt).toBe(readAt);
  });
});
