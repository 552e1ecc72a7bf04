import type { Fault } from './machine';
import type { PracticeState } from './practiceState';

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
  installerBusy: {
    operation: 'Install-Sensor',
    effect: 'fail',
    native: 1618,
    line: 'Another installation is already in progress',
    times: 2,
  },
};

/** The faults that a person can give a practice server; the bridge offers the same names. */
export type ChosenFault = 'none' | 'installFails' | 'onboardingNoop' | 'installerBusy' | 'linkDrops';

/**
 * Gives the server the chosen fault in place of the one chosen before; faults of the scenario itself stay.
 * `linkDrops` cuts the link at once, for twenty seconds of real time.
 */
export function chooseFault(state: PracticeState, chosen: ChosenFault, now: number): PracticeState {
  const before = Object.hasOwn(faults, state.fault) ? faults[state.fault] : undefined;
  // Chosen faults stand first; the scenario may have one just like it, which stays.
  const index = state.machine.faults.findIndex(
    (fault) => fault.operation === before?.operation && fault.line === before.line,
  );
  const own = state.machine.faults.filter((_, other) => other !== index);
  const added = Object.hasOwn(faults, chosen) ? faults[chosen] : undefined;
  return {
    ...state,
    fault: chosen,
    linkDownUntil: chosen === 'linkDrops' ? now + linkDropMs : 0,
    machine: { ...state.machine, faults: added === undefined ? own : [added, ...own] },
  };
}
