import { toolTagSchema } from '../../model/deploymentTool';
import type { ServerState } from '../../model/facts';
import type { ParamsOf } from '../../model/operations';
import type { Package } from '../../model/packages';
import { fitsServer, forPackage } from '../../kit/packageFit';
import type { Rule } from '../rules/rule';
import { canUninstall } from '../afterwards';
import { isOnboardedTo, kitFileOf, lastFinished, wantedTenant, type Situation } from '../situation';
import { rawValue, type Action, type Hindrance, type Wanted } from './action';
import { always, byRules } from './byRules';
import { onboard, setMode } from './onboarding';
import { setDeviceTag } from './policies';
import { installSensor, takesInstalledSensor } from './sensor';
import { isOff, isRemoved, offboard } from './takeOff';
import { freshMs } from './updates';
import { removeWorkspaces, sensorComesFirst } from './workspaces';

/** The tag that the tool gives: one that can stand on its command line. It clears none. */
const tagOf = ({ inputs }: Wanted): string | null =>
  toolTagSchema.safeParse(inputs.wishes.deviceTag).data ?? null;

/** The workspace that it takes away: it takes one. */
function workspaceOf({ inputs }: Wanted): string | null {
  const [first = null, ...more] = inputs.wishes.workspaces ?? [];
  return more.length === 0 ? first : null;
}

/** The actions of Gangway that one start of the tool does in their place; none where Gangway does the work itself. */
export function doneByTool(wanted: Wanted): readonly Action[] {
  if (wanted.inputs.journeys.onboard.tool === null) return [];
  return [
    installSensor,
    onboard,
    ...(wanted.inputs.wishes.mode === 'passive' ? [setMode] : []),
    ...(tagOf(wanted) === null ? [] : [setDeviceTag]),
    ...(workspaceOf(wanted) === null ? [] : [removeWorkspaces]),
  ];
}

/** That an action is done, or has nothing to do on a server. */
function settledOf({ rules }: Action, wanted: Wanted): readonly Rule[] {
  const own = typeof rules === 'function' ? rules(wanted) : null;
  return own === null ? [] : [{ any: [{ not: own.applies }, own.done] }];
}

/**
 * Who manages the server in a way that the tool is not to be combined with: it "doesn't integrate with onboarding through Microsoft Intune,
 * Microsoft Defender for Cloud" (defender-deployment-tool-windows).
 */
const isManaged = ({ owners }: ServerState): boolean =>
  owners.some(({ kind }) => kind === 'intune' || kind === 'defenderForCloud');

function deployHindered(situation: Situation): Hindrance | null {
  if (isManaged(situation.facts)) return 'toolManaged';
  // Its code 2: on an onboarded server it does nothing more, neither mode nor tag.
  if (isOnboardedTo(situation.facts, wantedTenant(situation))) return 'toolOnboarded';
  if (workspaceOf(situation) !== null && sensorComesFirst(situation)) return 'sensorFirst';
  const { kit, inputs } = situation;
  // Where a file is missing as well, that is said: it takes longer to bring.
  return kit.deploymentTool !== null && kit.onboardingFile !== null && inputs.wishes.mode === null
    ? 'modeFirst'
    : null;
}

function deployParams(situation: Situation): ParamsOf<'Invoke-DeploymentTool'> | null {
  const { inputs, kit } = situation;
  const { mode, sensorProxy } = inputs.wishes;
  const { tool } = inputs.journeys.onboard;
  const details = kit.onboardingFile?.details;
  if (tool === null || mode === null) return null;
  if (kit.deploymentTool === null || kit.onboardingFile === null || details?.kind !== 'onboardingFile')
    return null;
  return {
    what: 'deploy',
    tool: kitFileOf(kit.deploymentTool),
    file: kitFileOf(kit.onboardingFile),
    orgId: details.orgId,
    passive: mode === 'passive',
    tag: tagOf(situation),
    proxy: sensorProxy === 'none' ? null : sensorProxy,
    source: tool.source,
    workspace: workspaceOf(situation),
  };
}

/**
 * Lets Microsoft's deployment tool do in one start what a plan of Gangway does in several: sensor, onboarding, passive mode, tag. It is done
 * once all of those are, by the same rules. One-way, as onboarding is.
 */
export const deployByTool: Action = {
  id: 'deploy-by-tool',
  operation: 'Invoke-DeploymentTool',
  restart: 'maybe',
  oneWay: true,
  startsAgain: true,
  minutes: [5, 30],
  ...byRules((wanted) => {
    const parts = doneByTool(wanted);
    if (parts.length === 0) return null;
    return { applies: always, done: { all: parts.flatMap((action) => settledOf(action, wanted)) } };
  }),
  hindered: deployHindered,
  call: (situation) => {
    const params = deployHindered(situation) === null ? deployParams(situation) : null;
    return params && { operation: 'Invoke-DeploymentTool', params };
  },
  files: ({ kit }) => [kit.deploymentTool, kit.onboardingFile],
  evidence: (facts) =>
    [...[onboard, setMode, setDeviceTag].map((action) => action.evidence(facts)), productOf(facts)].join(
      ', ',
    ),
};

/** Lets the tool look for what it lacks, before anything is changed: a plan ends there where it finds something. */
export const precheckByTool: Action = {
  id: 'precheck-by-tool',
  operation: 'Test-DeploymentTool',
  restart: 'no',
  oneWay: false,
  minutes: [1, 5],
  rules: 'moments',
  applies: (situation) =>
    situation.inputs.journeys.onboard.tool?.precheck === true && !deployByTool.isDone(situation),
  isDone: ({ facts }) => facts.readAt - (lastFinished(facts, 'Test-DeploymentTool') ?? 0) < freshMs,
  call: ({ inputs, kit }) =>
    kit.deploymentTool && {
      operation: 'Test-DeploymentTool',
      params: {
        tool: kitFileOf(kit.deploymentTool),
        source: inputs.journeys.onboard.tool?.source ?? null,
      },
    },
  files: ({ kit }) => [kit.deploymentTool],
  evidence: (facts) => told('checked', lastFinished(facts, 'Test-DeploymentTool')),
};

/** The offboarding file, where it may be used: of this server's tenant, and not expired by the clock of the server. */
function leavingFile({ facts, kit }: Situation): Package | null {
  const file = kit.offboardingFile;
  return file !== null && fitsServer(file, forPackage(facts, file.practice)).fits ? file : null;
}

/** Whether the tool removes what it installed as well: it offboards and removes in one start. */
export const removesByTool = ({ facts, inputs: { journeys, afterwards } }: Situation): boolean =>
  journeys.takeOff.tool !== null && afterwards.uninstall === true && canUninstall(facts);

/** Takes the server off by Microsoft's tool, and removes the sensor with it where that was wanted. */
export const offboardByTool: Action = {
  id: 'offboard-by-tool',
  operation: 'Invoke-DeploymentTool',
  restart: 'maybe',
  oneWay: true,
  startsAgain: true,
  minutes: [2, 15],
  ...byRules(({ inputs: { journeys, afterwards } }) => {
    if (journeys.takeOff.tool === null) return null;
    const gone: Rule = { any: [{ not: takesInstalledSensor }, isRemoved] };
    return { applies: always, done: afterwards.uninstall === true ? { all: [isOff, gone] } : isOff };
  }),
  call: (situation) => {
    const { kit, inputs } = situation;
    const file = leavingFile(situation);
    const { tool } = inputs.journeys.takeOff;
    if (tool === null || kit.deploymentTool === null || file?.details.kind !== 'offboardingFile') return null;
    const { orgId, expiresAt } = file.details;
    if (orgId === null || expiresAt === null) return null;
    return {
      operation: 'Invoke-DeploymentTool',
      params: {
        what: removesByTool(situation) ? 'uninstall' : 'offboard',
        tool: kitFileOf(kit.deploymentTool),
        file: kitFileOf(file),
        orgId,
        expiresAt,
        offline: tool.offline,
        source: tool.source,
      },
    };
  },
  files: (situation) => [situation.kit.deploymentTool, leavingFile(situation)],
  evidence: (facts) => `${offboard.evidence(facts)}, ${productOf(facts)}`,
};

/** Downloads the files of the tool on a server with Internet, for those that have none. */
export const stageByTool: Action = {
  id: 'stage-by-tool',
  operation: 'Save-DeploymentStage',
  restart: 'no',
  oneWay: false,
  minutes: [5, 60],
  rules: 'moments',
  applies: ({ inputs }) => inputs.wishes.deploymentStage !== null,
  isDone: ({ facts }) => facts.readAt - (lastFinished(facts, 'Save-DeploymentStage') ?? 0) < freshMs,
  call: ({ kit }) =>
    kit.deploymentTool && {
      operation: 'Save-DeploymentStage',
      params: { tool: kitFileOf(kit.deploymentTool) },
    },
  files: ({ kit }) => [kit.deploymentTool],
  evidence: (facts) => told('staged', lastFinished(facts, 'Save-DeploymentStage')),
};

/** The installed product as evidence tells it. */
const productOf = ({ sensor: { product } }: ServerState): string =>
  `product = ${rawValue(product?.version ?? null)}`;

/** When something was done last, as evidence tells it. */
const told = (word: string, at: number | null): string =>
  at === null ? `${word} -` : `${word} ${new Date(at).toISOString()}`;
