import { testDetection } from '../../shared/plan/actions/onboarding';
import type { TestKind } from '../../shared/model/antivirus/antivirusTest';
import { testAntivirus } from '../../shared/plan/actions/testAntivirus';
import { isConfirmed, plan, type PlanItem } from '../../shared/plan/plan';
import type { JourneyId } from '../../shared/model/journeys';
import type { RunView } from '../../shared/bridge/session';
import type { Situation } from '../../shared/plan/situation';
import type { Server } from '../servers/server';

/** What a run is for, and how it finds its next action. `items` are all it may touch, in order. */
export interface Purpose {
  readonly journey: JourneyId;
  readonly name: RunView['purpose'];
  items(situation: Situation): PlanItem[];
  /** False when facts call for something that nobody agreed to. */
  agreed(items: readonly PlanItem[]): boolean;
}

/** The confirmed plan of a journey; the detection test of Onboard is confirmed on its own page. */
export const planPurpose = (server: Server, journey: JourneyId): Purpose => ({
  journey,
  name: 'plan',
  items: (situation) => plan(situation).filter((item) => item.step !== 'test'),
  agreed: (items) => isConfirmed(items, server.view().inputs.journeys[journey].confirmed),
});

const tests = {
  sensor: { action: testDetection, name: 'test' },
  antivirus: { action: testAntivirus, name: 'antivirusTest' },
} as const;

/**
 * A test, confirmed on its own page. It may be sent again: only the test of this very run makes it done, told
 * by the folder that the run leaves on the server, so that no clock decides.
 */
export function testPurpose(runId: string, which: TestKind = 'sensor'): Purpose {
  const { action: test, name } = tests[which];
  const isDone = ({ facts }: Situation): boolean =>
    facts.runs.some((run) => run.runId === runId && run.operation === test.operation && run.outcome === 'ok');
  return {
    journey: 'onboard',
    name,
    items: (situation) => {
      const needed = !isDone(situation);
      const call = needed ? test.call(situation) : null;
      const action = { ...test, isDone };
      return [
        { action, id: test.id, step: 'test', needed, call, blocked: false, hindered: null, key: test.id },
      ];
    },
    agreed: () => true,
  };
}
