import { testDetection } from '../../shared/actions/onboarding';
import { isConfirmed, plan, type PlanItem } from '../../shared/plan';
import type { RunView } from '../../shared/session';
import type { Situation } from '../../shared/situation';
import type { Context } from './context';

/** What a run is for, and how it finds its next action. `items` are all it may touch, in order. */
export interface Errand {
  readonly purpose: RunView['purpose'];
  items(situation: Situation): PlanItem[];
  /** False when facts call for something that nobody agreed to. */
  agreed(items: readonly PlanItem[]): boolean;
}

/** The confirmed plan: everything before and up to onboarding. */
export const planErrand = (context: Context, targetId: string): Errand => ({
  purpose: 'plan',
  items: (situation) => plan(situation).filter((item) => item.step < 9),
  agreed: (items) => isConfirmed(items, context.session.target(targetId).inputs.confirmed),
});

/**
 * The detection test, confirmed on its own page. It may be sent again: only the test of this very run makes it done, told
 * by the folder that the run leaves on the server, so that no clock decides.
 */
export function testErrand(runId: string): Errand {
  const isDone = ({ facts }: Situation): boolean =>
    facts.runs.some(
      (run) => run.runId === runId && run.operation === testDetection.operation && run.outcome === 'ok',
    );
  return {
    purpose: 'test',
    items: (situation) => {
      const needed = !isDone(situation);
      const call = needed ? testDetection.call(situation) : null;
      const action = { ...testDetection, isDone };
      return [{ action, id: testDetection.id, step: 9, needed, call, blocked: false, key: testDetection.id }];
    },
    agreed: () => true,
  };
}
