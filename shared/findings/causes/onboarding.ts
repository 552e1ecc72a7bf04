import { common, derived, docs, onboardingScript, unverified } from '../../knowledge/source';
import type { Cause } from '../cause';
import { accepts, byHand, journey, own, restart, support, wait } from './records';

const errors = docs('troubleshoot-onboarding');
const events = docs('event-error-codes');

/** Why a server is not onboarded, or its sensor does not work. */
export const onboardingCauses: readonly Cause[] = [
  own('notInstalled', 'now', journey('onboard'), { source: errors }),
  own('notOnboarded', 'now', journey('onboard'), { source: events }),
  own('onboardingUnfinished', 'now', journey('onboard'), { source: events }),
  own('otherTenant', 'now', journey('takeOff'), { source: errors }),
  own('sensorStarting', 'now', restart, { source: errors }),
  own('sensorStopped', 'now', byHand, { source: errors, doubt: derived, command: 'sc.exe start sense' }),
  own('sensorNotAutomatic', 'soon', byHand, { source: events, command: 'sc.exe config sense start= auto' }),
  own('onboardingUnreadable', 'now', journey('onboard'), { source: events }),
  own('keyNotWritten', 'now', byHand, { source: errors }),
  own('scriptWithoutRights', 'now', journey('onboard'), { source: onboardingScript }),
  own('startRefused', 'now', { kind: 'page', link: 'docsOnboardingErrors' }, { source: errors }),
  own('sensorDidNotStart', 'now', restart, { source: errors }),
  own('stateNotYet', 'now', wait(5), { source: onboardingScript }),
  own('modeNotTaken', 'now', accepts('platform'), { source: events }),
  own('traceSessions', 'now', byHand, { source: events, command: 'logman query -ets' }),
  own('sensorFilter', 'now', restart, { source: events }),
  own('cloudSignIn', 'now', restart, { source: events }),
  own('sensorBroken', 'now', support('analyzer', 'sensorEvents'), { source: events }),
  own('startTypeChanged', 'soon', byHand, { source: events }),
  own('windowsSetup', 'now', restart, { source: events }),
  own(
    'sensorUpdateFailed',
    'soon',
    { kind: 'page', link: 'sensorUpdate' },
    { source: events, doubt: derived },
  ),
  own('quotaReached', 'toKnow', wait(24 * 60), { source: events }),
  own('unknownOnboarding', 'now', support('analyzer', 'sensorEvents', 'tenantId'), { source: errors }),
  own('firstReportDue', 'toKnow', wait(60), { source: errors }),
  own(
    'hiddenInPortal',
    'toKnow',
    { kind: 'page', link: 'portal' },
    { source: docs('machines-view-overview'), doubt: unverified },
  ),
  own('oldEntry', 'toKnow', byHand, { source: docs('fix-unhealthy-sensors'), doubt: derived }),
  own('unknownPortal', 'now', support('analyzer', 'sensorEvents', 'deviceId', 'tenantId', 'portalPicture'), {
    source: docs('fix-unhealthy-sensors'),
  }),
  own('testNotSent', 'toKnow', journey('onboard'), { source: docs('run-detection-test') }),
  own('alertDue', 'toKnow', wait(15), { source: docs('run-detection-test') }),
  own('alertMerged', 'toKnow', { kind: 'page', link: 'alerts' }, { source: common, doubt: unverified }),
  own(
    'testLineChanged',
    'toKnow',
    { kind: 'page', link: 'docsDetectionTest' },
    { source: docs('run-detection-test'), doubt: derived },
  ),
  own('testLineBlocked', 'toKnow', byHand, { source: docs('run-detection-test'), doubt: unverified }),
  own('eicarNotForPassive', 'toKnow', journey('onboard'), {
    source: docs('run-detection-test'),
    doubt: derived,
  }),
];
