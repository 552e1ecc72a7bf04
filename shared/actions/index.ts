import type { Action } from './action';
import { onboard, setMode, testDetection } from './onboarding';
import { prerequisiteActions } from './prerequisites';
import { installSensor } from './sensor';
import { sendKit } from './sendKit';

/** Every action in the order in which they run. The plan is those of them that apply. */
export const actions: readonly Action[] = [
  sendKit,
  ...prerequisiteActions,
  installSensor,
  setMode,
  onboard,
  testDetection,
];
