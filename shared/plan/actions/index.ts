import { operations } from '../../model/operations';
import type { ServerState } from '../../model/facts';
import type { JourneyId } from '../../model/journeys';
import type { Action, ActionId } from './action';
import { onboard, setMode, testDetection } from './onboarding';
import { prerequisiteActions } from './prerequisites';
import { installSensor } from './sensor';
import { sendKit } from './sendKit';
import { testConnectivity } from './testConnectivity';

/** Every action in the order in which they run. */
export const actions: readonly Action[] = [
  testConnectivity,
  sendKit,
  ...prerequisiteActions,
  installSensor,
  setMode,
  onboard,
  testDetection,
];

/** What the plan of a journey may hold, in order; the plan is those that apply. */
export const actionsOf: Readonly<Record<JourneyId, readonly Action[]>> = { onboard: actions };

/** The raw value on the server that an action changes; see `Action.evidence`. */
export const evidence = (id: ActionId, facts: ServerState): string =>
  actions.find((action) => action.id === id)?.evidence(facts) ?? '';

/** False for an action that only looks at the server (`kind: 'probe'`): ledger, report and footer do not count it as a change. */
export function makesChange(id: string): boolean {
  const action = actions.find((entry) => entry.id === id);
  return action === undefined || operations[action.operation].kind === 'change';
}
