import { expect, it } from 'vitest';
import { actions, makesChange } from '../../../../../shared/plan/actions';
import type { ActionId } from '../../../../../shared/plan/actions/action';
import { having, action } from './having';

it.each<[ActionId, number, 'no' | 'maybe' | 'yes', boolean, 'none' | 'mode']>([
  ['test-connectivity', 7, 'no', false, 'none'],
  ['send-kit', 8, 'no', false, 'none'],
  ['install-ucrt', 7, 'maybe', false, 'none'],
  ['install-telemetry', 7, 'maybe', false, 'none'],
  ['install-kernel', 7, 'maybe', false, 'none'],
  ['enable-defender-feature', 7, 'maybe', false, 'none'],
  ['restart', 7, 'yes', false, 'none'],
  ['enable-defender', 7, 'maybe', false, 'none'],
  ['step-platform', 7, 'maybe', false, 'none'],
  ['update-platform', 7, 'maybe', false, 'none'],
  ['install-sensor', 7, 'maybe', false, 'none'],
  ['set-mode', 7, 'no', false, 'mode'],
  ['onboard', 8, 'no', true, 'none'],
  ['test-detection', 9, 'no', false, 'none'],
])('%s belongs to step %i; restart %s, one way %s, undo %s', (id, number, restart, oneWay, undo) => {
  const { step: stepOf, ...all } = action(id);
  expect(stepOf(having([]))).toBe(number);
  expect(all).toMatchObject({ restart, oneWay, undo });
});

it('only what looks at the server is no change; what nobody knows is one', () => {
  expect(actions.filter(({ id }) => !makesChange(id)).map(({ id }) => id)).toEqual(['test-connectivity']);
  expect(makesChange('of another version')).toBe(true);
});
