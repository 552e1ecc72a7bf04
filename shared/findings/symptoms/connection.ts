import { cloudTest } from '../../model/probes/cloudTest';
import type { Evidence } from '../evidence';
import type { Symptom } from '../question';
import { connectionQuestions } from '../questions/connection';
import { cloudWay, isFailed } from './ways';

/** Whether the newest thing that the sensor says of the cloud is a failure, or the last test stopped on the way. */
function isCutOff(evidence: Evidence): boolean {
  const { state } = cloudTest(evidence.situation.facts);
  const last = connectionQuestions.find(({ id }) => id === 'contactLast');
  const said = last?.applies?.(evidence) === false ? null : last?.judge(evidence);
  return state === 'blocked' || state === 'inspected' || said?.answer === 'bad';
}

/** What does not get through, and what does not go away. */
export const connectionSymptoms: readonly Symptom[] = [
  {
    id: 'noCloud',
    group: 'connection',
    questions: [...cloudWay, 'gateway', 'ipv4', 'analyzerOnly', 'contactLast'],
    otherwise: 'unknownConnection',
    shown: isCutOff,
  },
  {
    id: 'noAlert',
    group: 'connection',
    questions: [
      'sensorThere',
      'onboarded',
      'rightTenant',
      'sensorRuns',
      ...cloudWay,
      'contactLast',
      'testSent',
      'alertTime',
      'exclusionsNarrow',
      'realTimeOn',
      'lineChanged',
      'eicar',
      'stoppedLine',
      'openIncident',
    ],
    otherwise: 'unknownPortal',
  },
  {
    id: 'noUpdates',
    group: 'connection',
    questions: [
      'defenderRunning',
      'windowsUpdateService',
      'updatesWay',
      'platformStep',
      'clock',
      'orderLeads',
      'shareFresh',
      'wsusBrings',
      'notMetered',
      'sourceDelivers',
      'signaturesAge',
    ],
    otherwise: 'unknownUpdates',
    shown: ({ checks }) =>
      checks.some(({ id, bare, found }) => id === 'signaturesAge' && bare === 'toKnow' && found !== 'absent'),
  },
  {
    id: 'remoteRefused',
    group: 'connection',
    questions: [
      'memoryEnough',
      'sessionMayUpdate',
      'clock',
      'remoteTrust',
      'remoteDenied',
      'remoteShare',
      'remoteWusa',
      'remoteUpdates',
      'remoteMemory',
    ],
    otherwise: 'unknownConnection',
  },
  {
    id: 'offboardingRefused',
    group: 'leaving',
    questions: [
      'elevated',
      'offboardingTenant',
      'K19',
      'offboardingRights',
      'offboardingWritten',
      'bothPolicies',
      'stopsItself',
      'stoppedInTime',
      'K30',
      'tamperAllowsRemoval',
      'sourceThere',
      'K25',
      'K9',
    ],
    otherwise: 'unknownLeaving',
    shown: (evidence) => isFailed(evidence, 'offboard', 'remove-sensor'),
  },
  {
    id: 'stillListed',
    group: 'leaving',
    questions: ['offboarded', 'bothPolicies', 'K30'],
    otherwise: 'staysListed',
  },
  {
    id: 'stayedBehind',
    group: 'leaving',
    questions: ['offboarded', 'bothPolicies', 'stopsItself', 'K9', 'K25', 'productGone', 'settingsGone'],
    otherwise: 'unknownLeaving',
  },
];
