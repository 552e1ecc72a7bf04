import { expect, it } from 'vitest';
import { actions, makesChange } from '../../../../../shared/plan/actions';
import type { ActionId } from '../../../../../shared/plan/actions/action';
import type { ChangingStep } from '../../../../../shared/model/journeys';
import { having, action } from './having';

it.each<[ActionId, ChangingStep, 'no' | 'maybe' | 'yes', boolean, 'none' | 'mode']>([
  ['test-connectivity', 'install', 'no', false, 'none'],
  ['send-kit', 'onboard', 'no', false, 'none'],
  ['install-ucrt', 'install', 'maybe', false, 'none'],
  ['install-telemetry', 'install', 'maybe', false, 'none'],
  ['install-kernel', 'install', 'maybe', false, 'none'],
  ['enable-defender-feature', 'install', 'maybe', false, 'none'],
  ['restart', 'install', 'yes', false, 'none'],
  ['enable-defender', 'install', 'maybe', false, 'none'],
  ['step-platform', 'install', 'maybe', false, 'none'],
  ['update-platform', 'install', 'maybe', false, 'none'],
  ['install-sensor', 'install', 'maybe', false, 'none'],
  ['set-mode', 'install', 'no', false, 'mode'],
  ['onboard', 'onboard', 'no', true, 'none'],
  ['test-detection', 'test', 'no', false, 'none'],
])('%s belongs to %s; restart %s, one way %s, undo %s', (id, at, restart, oneWay, undo) => {
  const { step: stepOf, ...all } = action(id);
  expect(stepOf(having([]))).toBe(at);
  expect(all).toMatchObject({ restart, oneWay, undo });
});

it('only what looks at the server is no change; what nobody knows is one', () => {
  expect(actions.filter(({ id }) => !makesChange(id)).map(({ id }) => id)).toEqual(['test-connectivity']);
  expect(makesChange('of another version')).toBe(true);
});
