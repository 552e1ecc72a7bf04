import type { JourneyId, StepId } from '../model/journeys';
import { install, onboard } from './records/change';
import { mode, planStep } from './records/decide';
import { connect, packages, prerequisites, server } from './records/look';
import { change, settings } from './records/maintain';
import { findings, symptom } from './records/troubleshoot';
import { handover, proof, test } from './records/prove';
import { afterwards, offboard, packageStep, uninstall } from './records/takeOff';
import type { Step } from './steps';

/**
 * A way with one purpose as a record: its steps in the order of its rail. What its plan may hold is in `plan/actions`. Facts, plan, run,
 * proofs and report are the same for all of them.
 */
export interface Journey {
  readonly id: JourneyId;
  /** The step at which somebody says who protects the server. */
  readonly protection: StepId;
  readonly steps: readonly Step[];
}

/** Every journey. The numbers of its steps are spoken on the phone: those of Onboard never change. */
export const journeys: Readonly<Record<JourneyId, Journey>> = {
  onboard: {
    id: 'onboard',
    protection: 'mode',
    steps: [connect, server, packages, prerequisites, mode, planStep, install, onboard, test, handover],
  },
  troubleshoot: {
    id: 'troubleshoot',
    protection: 'findings',
    steps: [connect, server, symptom, findings, planStep, change, proof],
  },
  maintain: {
    id: 'maintain',
    protection: 'settings',
    steps: [connect, server, settings, planStep, change, proof, handover],
  },
  takeOff: {
    id: 'takeOff',
    protection: 'afterwards',
    steps: [connect, server, packageStep, afterwards, planStep, offboard, uninstall, proof, handover],
  },
};

/** The place of a step on the rail of its journey, from 1; 0 for a step that is not on it. */
export const numberOf = (journey: JourneyId, id: StepId): number =>
  journeys[journey].steps.findIndex((step) => step.id === id) + 1;
