import { takesStaticProxy } from '../../plan/cloudWay';
import { intelligenceSetting } from '../../plan/settings/updates';
import type { Cause, Next } from '../cause';
import { accepts, byHand, journey, ofCheck, ofIssue, restart } from './records';

/** A proxy for the lists, too: the sensor's own where it is new enough for that. */
const listsByProxy: Next = {
  kind: 'wish',
  of: ({ situation: { facts } }) => (takesStaticProxy(facts) ? { preferStaticProxy: 'on' } : null),
};
const page = (link: Extract<Next, { kind: 'page' }>['link']): Next => ({ kind: 'page', link });

/** What a prerequisite says already. */
export const checkCauses: readonly Cause[] = [
  ofCheck('elevated', 'checks:elevated.title.toFix', 'now'),
  ofCheck('is64Bit', 'checks:is64Bit.title.toFix', 'now'),
  ofCheck('languageMode', 'checks:languageMode.title.toFix', 'now'),
  ofCheck('noRestartPending', 'checks:noRestartPending.title.toFix', 'soon'),
  ofCheck('ucrt', 'checks:ucrt.title.toFix', 'now'),
  ofCheck('telemetry', 'checks:telemetry.title.toFix', 'now'),
  ofCheck('kernel', 'checks:kernel.title.toFix', 'now'),
  ofCheck('securityClient', 'checks:securityClient.title.toFix', 'now'),
  ofCheck('ssu', 'checks:ssu.title.toFix', 'soon'),
  ofCheck('lcu', 'checks:lcu.title.toFix', 'now'),
  ofCheck('defenderFeature', 'checks:defenderFeature.title.toFix', 'now'),
  ofCheck('defenderRunning', 'checks:defenderRunning.title.toFix', 'now'),
  ofCheck('platform', 'checks:platform.title.toFix', 'now'),
  ofCheck('platformStep', 'checks:platformStep.title.toKnow', 'soon'),
  ofCheck('senseService', 'checks:senseService.title.toFix', 'now', {
    command: 'DISM.exe /Online /Add-Capability /CapabilityName:Microsoft.Windows.Sense.Client~~~~',
  }),
  ofCheck('streamlined', 'checks:streamlined.title.toFix', 'now'),
  ofCheck('notDisabledByPolicy', 'checks:notDisabledByPolicy.title.toFix', 'now'),
  ofCheck('bothPolicies', 'checks:bothPolicies.title.toFix', 'now', {
    command: 'gpresult.exe /h "%TEMP%\\gpresult.html" /scope computer /f',
  }),
  ofCheck('disk', 'checks:disk.title.toFix', 'now'),
  ofCheck('lanmanServer', 'checks:lanmanServer.title.toFix', 'now', { command: 'sc.exe start lanmanserver' }),
  ofCheck('diagTrack', 'checks:diagTrack.title.toFix', 'now', {
    command: 'sc.exe config diagtrack start= auto\nsc.exe start diagtrack',
  }),
  ofCheck('clock', 'checks:clock.title.toKnow', 'now', { command: 'w32tm.exe /resync' }),
  ofCheck('signaturesAge', 'checks:signaturesAge.title.toKnow', 'soon', {
    next: {
      kind: 'wish',
      // What the setting offers: a very old platform takes nothing new.
      of: ({ situation }) =>
        intelligenceSetting.offers(situation).length > 0 ? { intelligence: 'windows' } : null,
    },
    command: '"%ProgramFiles%\\Windows Defender\\MpCmdRun.exe" -SignatureUpdate',
  }),
  ofCheck('windowsUpdateService', 'checks:windowsUpdateService.title.toKnow', 'soon', {
    command: 'sc.exe config wuauserv start= demand',
  }),
  ofCheck('cloudConnectivity', 'checks:cloudConnectivity.title.toFix', 'now'),
];

/** The known issues, each with its one next step. */
export const issueCauses: readonly Cause[] = [
  ofIssue('K1', 'now', accepts('defenderRemnant')),
  ofIssue('K2', 'now', listsByProxy),
  ofIssue('K3', 'now', page('sensorUpdate')),
  ofIssue('K4', 'now', journey('maintain')),
  ofIssue('K5', 'now', accepts('defenderFeature', 'defenderRunning', 'platform')),
  ofIssue('K6', 'toKnow', byHand),
  ofIssue('K7', 'toKnow', byHand),
  ofIssue('K8', 'toKnow', journey('maintain')),
  ofIssue('K9', 'toKnow', page('sensorUpdate')),
  ofIssue('K10', 'now', journey('takeOff')),
  ofIssue('K11', 'soon', page('trellixNote')),
  ofIssue('K12', 'toKnow', page('sensorUpdate')),
  ofIssue('K13', 'now', {
    kind: 'wish',
    of: ({ situation: { facts } }) =>
      facts.policySources.some(({ name }) => name === 'disableAntiSpyware' || name === 'disableAntiVirus')
        ? null
        : { turnOffPolicies: 'cleared' },
  }),
  ofIssue('K14', 'now', page('docsPassiveMode')),
  ofIssue('K15', 'now', page('portalOnboarding')),
  ofIssue('K16', 'toKnow', journey('onboard')),
  ofIssue('K17', 'now', journey('onboard')),
  ofIssue('K18', 'now', byHand),
  ofIssue('K19', 'now', page('portalOffboarding')),
  ofIssue('K20', 'toKnow', byHand),
  ofIssue('K21', 'now', byHand),
  ofIssue('K22', 'now', byHand, { command: 'DISM.exe /Online /Cleanup-Image /RestoreHealth' }),
  ofIssue('K23', 'now', page('installScript')),
  ofIssue('K24', 'now', page('installScript')),
  ofIssue('K25', 'toKnow', byHand),
  ofIssue('K26', 'now', journey('onboard')),
  ofIssue('K27', 'now', journey('takeOff')),
  ofIssue('K28', 'now', byHand),
  ofIssue('K29', 'now', restart),
  ofIssue('K30', 'toKnow', byHand),
  ofIssue('K31', 'now', page('platformUpdate')),
];
