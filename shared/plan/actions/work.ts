import { recogniseOs } from '../../knowledge/os';
import type { ServerState } from '../../model/facts';
import type { ChangingStep, JourneyId } from '../../model/journeys';
import { settings } from '../settings';
import type { Situation } from '../situation';
import type { Action } from './action';
import { deployByTool, doneByTool, offboardByTool, precheckByTool } from './deploymentTool';
import { onboard, testDetection } from './onboarding';
import { prerequisiteActions } from './prerequisites';
import { installSensor } from './sensor';
import { offboard, removeSensor } from './takeOff';
import { testConnectivity } from './testConnectivity';

/** What the plan of each journey may hold besides the copy of the kit, in the order in which it runs. A setting comes before onboarding, which needs its way to the cloud. */
export const workOf: Readonly<Record<JourneyId, (situation: Situation) => readonly Action[]>> = {
  onboard: (situation) => {
    const byTool = doneByTool(situation);
    // Prerequisites stay, although the tool brings some: a run of it fetched one and failed over the next (row servicing/servicing-ddt-2012-run).
    return [
      testConnectivity,
      precheckByTool,
      ...[...prerequisiteActions, installSensor, ...settingActions, onboard].filter(
        (action) => !byTool.includes(action),
      ),
      deployByTool,
      testDetection,
    ];
  },
  troubleshoot: () => [...prerequisiteActions, ...settingActions],
  maintain: () => settingActions,
  takeOff: ({ inputs: { afterwards, journeys } }) => [
    journeys.takeOff.tool === null ? offboard : offboardByTool,
    ...afterwards.takeBack.flatMap(({ action, before }) => takenBack(action, before)),
    ...(afterwards.uninstall === true && journeys.takeOff.tool === null ? [removeSensor] : []),
  ],
};

const settingActions: readonly Action[] = settings.flatMap((setting) => setting.actions);

/** A change of a setting that is taken back: done once the server shows what was there before it. None where there is no way back. */
function takenBack(id: string, before: string): readonly Action[] {
  const action = settingActions.find((one) => one.id === id);
  const back = action?.takeBack?.(before) ?? null;
  if (action === undefined || back === null) return [];
  return [
    {
      ...action,
      rules: 'ledger',
      applies: () => true,
      isDone: ({ facts }) => back.isDone(facts),
      call: () => back.call,
    },
  ];
}

const goesWithOnboarding: readonly string[] = ['send-kit', 'precheck-by-tool', 'deploy-by-tool'];

/** The step of a journey at which an action is carried out, as far as that is known without facts. The detection test is confirmed on a page of its own. */
export function stepOf(id: string, journey: JourneyId, facts: ServerState | null): ChangingStep {
  if (journey === 'maintain' || journey === 'troubleshoot') return 'change';
  if (journey === 'takeOff') return id === 'remove-sensor' ? 'uninstall' : 'offboard';
  if (id === 'test-detection' || id === 'test-antivirus') return 'test';
  // On newer Windows only onboarding reads a file, so there the copy belongs to it and Install is not needed. Microsoft's tool installs the
  // sensor, too, where it is to be installed.
  const withSensor = facts !== null && recogniseOs(facts.os).sensor === 'installed';
  const withOnboarding =
    id === 'onboard' || (facts !== null && !withSensor && goesWithOnboarding.includes(id));
  return withOnboarding ? 'onboard' : 'install';
}
