import { describe, expect, it } from 'vitest';
import type { StepId } from '../../../../shared/model/journeys';
import { noWishes, type Wishes } from '../../../../shared/model/wishes';
import { assess, progress } from '../../../../shared/steps/progress';
import { remaining } from '../../../../shared/plan/plan';
import { aRun, aView, library, now, onboarded, type ViewChange } from '../views';

const wanting = (wishes: Partial<Wishes>): ViewChange => ({ inputs: { wishes: { ...noWishes, ...wishes } } });
const tag = wanting({ deviceTag: 'Lyon' });
const tagged: ViewChange = { facts: { policy: { deviceTag: 'Lyon' } } };
const at = (...changes: ViewChange[]) => assess(aView(...changes), library, now, 'maintain');
/** The plan as it is called for now was confirmed. */
function agreed(...changes: ViewChange[]): ViewChange {
  const keys = remaining(at(...changes).known?.plan ?? []).map(({ key }) => key);
  const { journeys } = aView(...changes).inputs;
  const confirmed = { hash: 'x', keys, at: now };
  return {
    inputs: {
      ...aView(...changes).inputs,
      journeys: { ...journeys, maintain: { ...journeys.maintain, confirmed } },
    },
  };
}
const ran = (state: string, outcome: string): ViewChange => ({
  view: { run: { ...aRun('set-device-tag', state, outcome, 'plan'), journey: 'maintain' } },
});
const trapped: ViewChange = {
  facts: { ...onboarded.facts, defender: { tamperProtected: true, runningMode: 'Normal' } },
};

describe('the steps of Maintain', () => {
  it.each<[step: StepId, what: string, changes: ViewChange[], state: string, blocker: string | null]>([
    ['settings', 'nothing wanted', [wanting({})], 'ahead', 'blocker.chooseSettings'],
    ['settings', 'a tag wanted', [tag], 'done', null],
    [
      'settings',
      'a mode that is ignored',
      [trapped, wanting({ mode: 'passive' })],
      'toFix',
      'blocker.passiveTrapped',
    ],
    [
      'server',
      'no way in was chosen, which only Onboard has',
      [tag, { inputs: { pathChosenAt: null, wishes: { ...noWishes, deviceTag: 'Lyon' } } }],
      'done',
      null,
    ],
    ['plan', 'a tag wanted', [tag], 'ahead', 'blocker.confirmPlan'],
    ['plan', 'confirmed', [tag, agreed(tag)], 'done', null],
    ['plan', 'already so', [tag, tagged], 'done', null],
    [
      'plan',
      'a run of another journey',
      [tag, { view: { run: aRun('onboard', 'running', 'running', 'plan'), busy: 'running' } }],
      'waiting',
      'blocker.elsewhere.onboard',
    ],
    ['change', 'nothing wanted', [wanting({})], 'ahead', 'blocker.chooseSettings'],
    ['change', 'not confirmed', [tag], 'ahead', 'blocker.confirmPlan'],
    ['change', 'confirmed', [tag, agreed(tag)], 'ahead', 'blocker.changeFirst'],
    ['change', 'at work', [tag, ran('running', 'running')], 'running', 'blocker.running'],
    ['change', 'not shown', [tag, ran('conflict', 'conflict')], 'conflict', 'blocker.conflict'],
    ['change', 'so', [tag, tagged], 'done', null],
    ['proof', 'not so yet', [tag], 'blocked', 'blocker.changeFirst'],
    ['proof', 'nothing wanted', [wanting({})], 'blocked', 'blocker.changeFirst'],
    ['proof', 'so', [tag, tagged], 'done', null],
    [
      'proof',
      'a value that Defender does not follow',
      [
        onboarded,
        wanting({ mode: 'passive' }),
        {
          facts: {
            ...onboarded.facts,
            policy: { forceDefenderPassiveMode: 1 },
            defender: { runningMode: 'Normal' },
          },
        },
      ],
      'conflict',
      'blocker.claimsDisagree',
    ],
    ['handover', 'not proved', [tag], 'blocked', 'blocker.proofFirst'],
    ['handover', 'proved', [tag, tagged], 'ahead', 'blocker.saveReport'],
  ])('%s: %s', (step, _, changes, state, blocker) => {
    const status = progress(at(...changes))[step];
    expect([status.state, status.blocker?.key ?? null]).toEqual([state, blocker]);
  });

  it('shows a run on the rail of its own journey alone', () => {
    const run: ViewChange = {
      view: { run: { ...aRun('set-device-tag', 'failed', 'failed', 'plan'), journey: 'maintain' } },
    };
    const view = aView(tag, run);
    expect(progress(assess(view, library, now, 'maintain')).change.state).toBe('stopped');
    const { view: seen, elsewhere } = assess(view, library, now, 'onboard');
    // It is over, so it holds nobody up.
    expect([seen.run, elsewhere]).toEqual([null, null]);
  });

  it('sends nothing a second time over a server that has all wishes', () => {
    expect(remaining(at(tag, tagged).known?.plan ?? [])).toEqual([]);
  });
});
