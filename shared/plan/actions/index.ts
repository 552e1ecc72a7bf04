import { analyzerAction } from '../../model/probes/analyzer';
import { shareAction } from '../../model/probes/shareTest';
import { operations } from '../../model/operations';
import type { ServerState } from '../../model/facts';
import { settings } from '../settings';
import type { Situation } from '../situation';
import type { Action, ActionId } from './action';
import { deployByTool, offboardByTool, precheckByTool } from './deploymentTool';
import { onboard, testDetection } from './onboarding';
import { prerequisiteActions } from './prerequisites';
import { sendKit } from './sendKit';
import { installSensor } from './sensor';
import { offboard, removeSensor } from './takeOff';
import { testAntivirus } from './testAntivirus';
import { testConnectivity } from './testConnectivity';
import { workOf } from './work';

/** Every action there is. */
export const actions: readonly Action[] = [
  testConnectivity,
  sendKit,
  ...prerequisiteActions,
  installSensor,
  ...settings.flatMap((setting) => setting.actions),
  onboard,
  precheckByTool,
  deployByTool,
  testDetection,
  testAntivirus,
  offboard,
  removeSensor,
  offboardByTool,
];

/** What the plan of a journey may hold, in order: what only looks, the copy of the kit, and the rest. The plan is those that apply. */
export function actionsOf(situation: Situation): readonly Action[] {
  const work = workOf[situation.journey](situation);
  // What needs a file on the server comes after its copy, whether it changes something or not.
  const looks = work.filter((action) => !makesChange(action.id) && action.files === undefined);
  return [...looks, sendKit, ...work.filter((action) => !looks.includes(action))];
}

/** The raw value on the server that an action changes; see `Action.evidence`. */
export const evidence = (id: ActionId, facts: ServerState): string =>
  actions.find((action) => action.id === id)?.evidence(facts) ?? '';

/** False for an action that only looks at the server (`kind: 'probe'`): ledger, report and footer do not count it as a change. */
export function makesChange(id: string): boolean {
  if (id === analyzerAction || id === shareAction) return false;
  const action = actions.find((entry) => entry.id === id);
  return action === undefined || operations[action.operation].kind === 'change';
}
