import type { Signature } from '../signature';
import { actionSignatures } from './actions';
import { installerSignatures } from './installer';
import { installScriptSignatures } from './installScript';
import { onboardingSignatures } from './onboarding';
import { powershellSignatures } from './powershell';
import { sensorSignatures } from './sensor';
import { windowsSignatures } from './windows';

/** Everything that Gangway knows to read out of logs. */
export const signatures: readonly Signature[] = [
  ...installerSignatures,
  ...installScriptSignatures,
  ...onboardingSignatures,
  ...powershellSignatures,
  ...sensorSignatures,
  ...windowsSignatures,
  ...actionSignatures,
];
