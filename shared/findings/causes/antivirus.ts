import { derived, docs, unverified } from '../../knowledge/source';
import { isPassiveTrapped } from '../../plan/modes';
import type { Cause, Next } from '../cause';
import { accepts, byHand, journey, own, restart, support, wait } from './records';

const modes = docs('microsoft-defender-antivirus-compatibility');
/** Under tamper protection an onboarded server would not follow (known issue K14). */
const passive: Next = {
  kind: 'wish',
  of: ({ situation }) => (isPassiveTrapped(situation.facts) ? null : { mode: 'passive' }),
};
/** A value of the server goes with the plan; one of a Group Policy would come back. */
const clearPolicies: Next = {
  kind: 'wish',
  of: ({ situation: { facts } }) =>
    facts.policySources.some(({ name }) => name === 'disableAntiSpyware' || name === 'disableAntiVirus')
      ? null
      : { turnOffPolicies: 'cleared' },
};

/** Why Defender Antivirus does not run as it should. */
export const antivirusCauses: readonly Cause[] = [
  own('passiveNotSet', 'now', passive, { source: modes }),
  own('modeByPolicy', 'now', byHand, { source: modes, command: 'gpupdate.exe /force /target:computer' }),
  own('passiveNeedsSensor', 'toKnow', journey('onboard'), { source: modes }),
  own('passiveOnItsWay', 'toKnow', wait(60), {
    source: 'MicrosoftDocs/microsoft-365-docs, issue 9116',
    doubt: derived,
  }),
  own('modeWaitsForRestart', 'now', restart, {
    source: docs('switch-to-mde-troubleshooting'),
    doubt: derived,
  }),
  own(
    'passiveLeft',
    'now',
    { kind: 'wish', of: () => ({ mode: 'active' }) },
    { source: docs('switch-to-mde-troubleshooting') },
  ),
  own('otherStillRuns', 'now', byHand, { source: modes }),
  own('turnOffMeansPassive', 'now', clearPolicies, { source: modes }),
  own('turnedOffByPolicy', 'now', clearPolicies, { source: modes }),
  own('turnedOffForOther', 'now', accepts('defenderFeature'), {
    source: docs('enable-update-mdav-to-latest-ws'),
    doubt: derived,
  }),
  own('realTimeOff', 'now', byHand, {
    source: docs('configure-real-time-protection-microsoft-defender-antivirus'),
    doubt: unverified,
    command: 'Set-MpPreference -DisableRealtimeMonitoring $false',
  }),
  own('wideExclusion', 'now', journey('maintain'), {
    source: docs('common-exclusion-mistakes-microsoft-defender-antivirus', '2023-07-18'),
  }),
  own('twoBlock', 'now', passive, { source: modes }),
  own('unknownAntivirus', 'now', support('analyzer', 'defenderEvents'), { source: modes }),
];
