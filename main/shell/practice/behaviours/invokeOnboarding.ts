import { GangwayError } from '../../../../shared/errors';
import { verifyFiles, type Behaviour } from '../behaviour';
import { keys } from '../keys';
import { playTool } from '../playTool';
import { registryNumber, registryText } from '../registry';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Runs the Group Policy onboarding script: about a minute and a half until the sensor says it is onboarded. */
export const invokeOnboarding: Behaviour<'Invoke-Onboarding'> = (
  timeline,
  { machine, params, takeFault },
) => {
  if (!guid.test(params.orgId)) throw new GangwayError('operation.badParameters', 'orgId');
  verifyFiles(timeline, machine, [params.file]);
  const state = registryNumber(machine, keys.sensorStatus, 'OnboardingState');
  const tenant = registryText(machine, keys.sensorStatus, 'OrgId');
  if (
    state === 1 &&
    tenant?.toLowerCase() === params.orgId.toLowerCase() &&
    machine.services.Sense?.status === 'Running'
  ) {
    timeline.step('onboard', 'skipped');
    return { changed: false, native: null, onboardingState: 1 };
  }
  timeline.step('onboard', 'begin');
  if (machine.services.Sense === undefined) {
    timeline.wait(25_000);
    throw new GangwayError('operation.failed', 'Sense', 15);
  }
  const fault = takeFault();
  const { native } = playTool(timeline, fault, {
    source: 'cmd',
    ms: 75_000,
    lines: [
      'WindowsDefenderATPOnboardingScript.cmd',
      'Starting Microsoft Defender for Endpoint onboarding process...',
      'Testing administrator privileges',
      'Script is running with sufficient privileges',
      'Performing onboarding operations',
      'Starting the service, if not already running',
      'Microsoft Defender for Endpoint Service has started',
      'Waiting for the onboarding status',
      'Successfully onboarded machine to Microsoft Defender for Endpoint',
    ],
    restart: false,
    effect: () => timeline.effect('onboard', { orgId: params.orgId.toLowerCase() }),
  });
  timeline.step('onboard', 'done', String(native));
  timeline.wait(2_000);
  return { changed: true, native, onboardingState: fault?.effect === 'noop' ? null : 1 };
};
