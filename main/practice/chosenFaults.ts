import { operations } from '../../shared/model/operations';
import type { Fault } from './machine/machine';
import { runState } from './practiceRuns';
import type { PracticeRun, PracticeState } from './machine/practiceState';

/** How long the link stays down, in milliseconds of real time. */
const linkDropMs = 20_000;

const faults: Readonly<Record<string, Fault>> = {
  installFails: {
    operation: 'Install-Sensor',
    effect: 'fail',
    native: 1603,
    line: 'CustomAction InstallWdBoot returned actual error code 1603',
    times: null,
  },
  onboardingNoop: { operation: 'Invoke-Onboarding', effect: 'noop', native: 0, line: '', times: null },
  // The true script waits by a line of its own; what a person sees of it is the same.
  scriptWaits: { operation: 'Invoke-Onboarding', effect: 'hang', native: null, line: '', times: null },
  installerBusy: {
    operation: 'Install-Sensor',
    effect: 'fail',
    native: 1618,
    line: 'Another installation is already in progress',
    times: 2,
  },
  // A sensor of 2022: the script is content, and the sensor keeps its start.
  offboardingNoop: { operation: 'Invoke-Offboarding', effect: 'noop', native: 0, line: '', times: null },
  removalFails: {
    operation: 'Remove-Sensor',
    effect: 'fail',
    native: 1603,
    line: 'CustomAction RemoveWdBoot returned actual error code 1603',
    times: null,
  },
  // The four ends of Microsoft's deployment tool that its page explains best: each once for a restart, else for good.
  toolRestart: { operation: 'Invoke-DeploymentTool', effect: 'restart', native: 10, line: '', times: 1 },
  toolPrerequisite: {
    operation: 'Test-DeploymentTool',
    effect: 'fail',
    native: 90,
    line: '',
    times: null,
  },
  toolFeature: { operation: 'Invoke-DeploymentTool', effect: 'fail', native: 710, line: '', times: null },
  toolSignature: { operation: 'Invoke-DeploymentTool', effect: 'fail', native: 11, line: '', times: null },
};

/** The faults that a person can give a practice server; the bridge offers the same names. */
export type ChosenFault =
  | 'none'
  | 'installFails'
  | 'onboardingNoop'
  | 'scriptWaits'
  | 'installerBusy'
  | 'offboardingNoop'
  | 'removalFails'
  | 'toolRestart'
  | 'toolPrerequisite'
  | 'toolFeature'
  | 'toolSignature'
  | 'linkDrops'
  | 'linkDown';

type Link = Pick<PracticeState, 'linkDownFrom' | 'linkDownUntil'>;
const untouched: Link = { linkDownFrom: 0, linkDownUntil: 0 };
const cut = (from: number): Link => ({ linkDownFrom: from, linkDownUntil: from + linkDropMs });

/** Whether the link is down at an instant of the real clock. */
export const isLinkDown = ({ linkDownFrom, linkDownUntil }: Link, now: number): boolean =>
  now >= linkDownFrom && now < linkDownUntil;

/** The chosen fault as it stands: a link that came back is no fault any more, one that is still to drop is. */
export const faultNow = (state: PracticeState, now: number): string =>
  state.linkDownUntil !== 0 && now >= state.linkDownUntil ? 'none' : state.fault;

/**
 * Gives the server the chosen fault in place of the one chosen before; faults of the scenario itself stay. The link goes down
 * for twenty seconds of real time: `linkDown` cuts it at once, `linkDrops` in the middle of a change, be it the one under way
 * or the next.
 */
export function chooseFault(state: PracticeState, chosen: ChosenFault, now: number): PracticeState {
  const before = Object.hasOwn(faults, state.fault) ? faults[state.fault] : undefined;
  // Chosen faults stand first; the scenario may have one just like it, which stays.
  const index = state.machine.faults.findIndex(
    (fault) => fault.operation === before?.operation && fault.line === before.line,
  );
  const own = state.machine.faults.filter((_, other) => other !== index);
  const added = Object.hasOwn(faults, chosen) ? faults[chosen] : undefined;
  const atWork = state.runs.some((run) => isChange(run) && runState(run, state.time) === 'alive');
  return {
    ...state,
    fault: chosen,
    ...(chosen === 'linkDown' || (chosen === 'linkDrops' && atWork) ? cut(now) : untouched),
    machine: { ...state.machine, faults: added === undefined ? own : [added, ...own] },
  };
}

/** The link as a run that starts now meets it: where its drop was chosen and has not come yet, it drops after a quarter of a change. */
export function linkOfRun(state: PracticeState, run: PracticeRun, now: number): Link {
  if (state.fault !== 'linkDrops' || state.linkDownUntil !== 0 || !isChange(run)) return state;
  const ends = run.records.at(-1)?.at ?? run.startedAt;
  return cut(now + Math.floor((ends - run.startedAt) / 4));
}

const isChange = ({ operation }: PracticeRun): boolean =>
  Object.entries(operations).some(([name, { kind }]) => name === operation && kind === 'change');
