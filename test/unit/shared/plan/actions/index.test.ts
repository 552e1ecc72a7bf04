import { expect, it } from 'vitest';
import { actions, makesChange } from '../../../../../shared/plan/actions';
import { stepOf } from '../../../../../shared/plan/actions/work';
import type { ActionId } from '../../../../../shared/plan/actions/action';
import type { ChangingStep } from '../../../../../shared/model/journeys';
import { having, action } from './having';

it.each<[ActionId, ChangingStep, 'no' | 'maybe' | 'yes', boolean, boolean]>([
  ['test-connectivity', 'install', 'no', false, false],
  ['send-kit', 'onboard', 'no', false, false],
  ['install-ucrt', 'install', 'maybe', false, false],
  ['install-telemetry', 'install', 'maybe', false, false],
  ['install-kernel', 'install', 'maybe', false, false],
  ['enable-defender-feature', 'install', 'maybe', false, false],
  ['restart', 'install', 'yes', false, false],
  ['enable-defender', 'install', 'maybe', false, false],
  ['step-platform', 'install', 'maybe', false, false],
  ['update-platform', 'install', 'maybe', false, false],
  ['install-sensor', 'install', 'maybe', false, false],
  ['set-mode', 'install', 'no', false, true],
  ['onboard', 'onboard', 'no', true, false],
  ['precheck-by-tool', 'onboard', 'no', false, false],
  ['deploy-by-tool', 'onboard', 'maybe', true, false],
  ['stage-by-tool', 'install', 'no', false, false],
  ['test-detection', 'test', 'no', false, false],
  ['test-antivirus', 'test', 'no', false, false],
])('%s belongs to %s; restart %s, one way %s, can be taken back %s', (id, at, restart, oneWay, back) => {
  const { takeBack, ...all } = action(id);
  expect(stepOf(id, 'onboard', having([]).facts)).toBe(at);
  expect(stepOf(id, 'maintain', having([]).facts)).toBe('change');
  expect(all).toMatchObject({ restart, oneWay });
  expect(takeBack !== undefined).toBe(back);
});

it('only what looks at the server is no change; what nobody knows is one', () => {
  expect(actions.filter(({ id }) => !makesChange(id)).map(({ id }) => id)).toEqual([
    'test-connectivity',
    'precheck-by-tool',
  ]);
  expect(makesChange('of another version')).toBe(true);
});
