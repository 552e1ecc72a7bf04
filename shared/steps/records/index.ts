import type { Step, StepId } from '../steps';
import { install, onboard } from './change';
import { mode, planStep } from './decide';
import { connect, packages, prerequisites, server } from './look';
import { handover, test } from './prove';

/** The ten steps by id; `stepIds` gives their order. */
export const steps: Readonly<Record<StepId, Step>> = {
  connect,
  server,
  packages,
  prerequisites,
  mode,
  plan: planStep,
  install,
  onboard,
  test,
  handover,
};
