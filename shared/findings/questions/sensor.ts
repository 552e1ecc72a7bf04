import { policyEffect } from '../../checks/policies';
import { joining, onboardedAt } from '../../plan/situation';
import { bad, good, open, type ServerQuestion } from '../question';
import {
  factsOf,
  fromCheck,
  fromIssue,
  fromScript,
  fromSensorLog,
  isOnboarded,
  places,
  scriptEnd,
  unread,
} from './asking';

const hour = 60 * 60_000;
const always = () => true;
/** Texts of Windows' errors 577 (not signed as it must be) and 1058 (disabled), by their numbers, which no language changes. */
const refusedStart = /\b(577|1058)\b/;

/** Whether the sensor is there, onboarded, to the right tenant, and at work. */
export const sensorQuestions: readonly ServerQuestion[] = [
  {
    id: 'sensorThere',
    needs: null,
    source: 'Get-Service Sense',
    judge(evidence) {
      const { services } = factsOf(evidence);
      if (services.sense !== null) return good(`Sense ${services.sense.status}`);
      const reason = unread(evidence, 'services.sense');
      if (reason !== null) return open(reason);
      return bad(evidence.os.sensor === 'installed' ? 'notInstalled' : 'senseService', 'Sense -');
    },
  },
  fromIssue('K21', 'Win32_OperatingSystem', [], (it) => `SKU ${String(factsOf(it).os.sku)}`),
  {
    id: 'onboarded',
    needs: null,
    source: places.status,
    ofSymptom: true,
    applies: (evidence) => factsOf(evidence).services.sense !== null,
    judge(evidence) {
      const { sensor, policy } = factsOf(evidence);
      const raw = `OnboardingState = ${String(sensor.onboardingState ?? '-')}`;
      if (sensor.onboardingState === 1) return good(raw);
      const reason = unread(evidence, 'sensor.onboardingState', 'policy.onboardingInfo');
      if (reason !== null) return open(reason);
      if (!policy.onboardingInfo) return bad('notOnboarded', raw);
      return bad(sensor.product === null ? 'onboardingUnfinished' : 'K26', raw);
    },
  },
  {
    id: 'rightTenant',
    needs: null,
    source: places.status,
    applies: (evidence) => isOnboarded(evidence) && joining(evidence.situation) !== null,
    judge(evidence) {
      const { orgId } = factsOf(evidence).sensor;
      const details = joining(evidence.situation);
      if (orgId === null || details === null) return open(unread(evidence, 'sensor.orgId') ?? '-');
      const raw = `OrgId = ${orgId}`;
      return orgId.toLowerCase() === details.orgId ? good(raw) : bad('otherTenant', raw);
    },
  },
  {
    id: 'sensorRuns',
    needs: null,
    source: 'Get-Service Sense',
    applies: (evidence) =>
      isOnboarded(evidence) || factsOf(evidence).services.sense?.status === 'startPending',
    judge(evidence) {
      const { sense } = factsOf(evidence).services;
      if (sense === null || sense.status === 'unknown')
        return open(unread(evidence, 'services.sense') ?? '-');
      if (sense.status === 'running') return good('Sense running');
      return bad(
        sense.status === 'startPending' ? 'sensorStarting' : 'sensorStopped',
        `Sense ${sense.status}`,
      );
    },
  },
  {
    id: 'sensorStarts',
    needs: null,
    source: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Sense',
    applies: isOnboarded,
    judge(evidence) {
      const { sense } = factsOf(evidence).services;
      if (sense === null || sense.start === 'unknown') return open(unread(evidence, 'services.sense') ?? '-');
      const raw = `Start = ${sense.start}`;
      return sense.start === 'automatic' ? good(raw) : bad('sensorNotAutomatic', raw);
    },
  },
  fromIssue(
    'K16',
    places.application,
    ['sensor.onboardingState', 'events.onboarding'],
    (it) => scriptEnd(it)?.raw ?? 'WDATPOnboarding = -',
  ),
  fromScript('scriptRights', [65], () => 'scriptWithoutRights'),
  fromScript('startAllowed', [15], ({ text }, { situation: { facts }, os: { family } }) => {
    if (!refusedStart.test(text)) return null;
    return policyEffect({ facts, family }) === null ? 'startRefused' : 'K13';
  }),
  fromScript('keysWritable', [5, 10], () => 'keyNotWritten'),
  fromScript('startedInTime', [15], (_, evidence) => (isOnboarded(evidence) ? null : 'sensorDidNotStart')),
  fromScript('stateInTime', [30, 35, 40], (_, evidence) => (isOnboarded(evidence) ? null : 'stateNotYet')),
  fromSensorLog('parametersRead', { ids: [7], heals: [11], cause: 'onboardingUnreadable', applies: always }),
  fromSensorLog('keysWritten', {
    ids: [10, 25, 26, 33],
    heals: [11],
    cause: 'keyNotWritten',
    applies: always,
  }),
  fromSensorLog('modeTaken', { ids: [27, 30], heals: [11], cause: 'modeNotTaken', applies: always }),
  fromSensorLog('setupDone', { ids: [19, 20], heals: [11, 18], cause: 'windowsSetup', applies: always }),
  fromSensorLog('roomForTraces', {
    ids: [45, 46, 48],
    heals: [47],
    untilRestart: true,
    cause: 'traceSessions',
  }),
  fromSensorLog('driverLoaded', { ids: [55, 56, 65, 81, 82], untilRestart: true, cause: 'sensorFilter' }),
  fromCheck('diagTrack', 'Get-Service DiagTrack', { what: 'DiagTrack' }),
  fromSensorLog('telemetryUsed', { ids: [17, 28, 34, 62], heals: [36], cause: 'diagTrack', applies: always }),
  fromSensorLog('startTypesKept', {
    ids: [63, 64, 68, 69, 86, 88],
    untilRestart: true,
    cause: 'startTypeChanged',
  }),
  fromSensorLog('partsWhole', {
    ids: [3, 42, 43, 106, 107, 110, 307, 308],
    heals: [11],
    untilRestart: true,
    cause: 'sensorBroken',
  }),
  fromSensorLog('sensorUpdated', { ids: [109], cause: 'sensorUpdateFailed' }),
  fromSensorLog('withinQuota', { ids: [92], heals: [93], cause: 'quotaReached' }),
  fromSensorLog('signedIn', { ids: [405, 406, 407], heals: [4, 403], cause: 'cloudSignIn' }),
  {
    id: 'firstReportTime',
    needs: null,
    source: places.sensorLog,
    ofSymptom: true,
    applies: isOnboarded,
    judge(evidence) {
      const facts = factsOf(evidence);
      const at = onboardedAt(facts);
      if (at === null) return open();
      const minutes = Math.max(0, Math.floor((facts.readAt - at) / 60_000));
      const raw = `SENSE 11, ${new Date(at).toISOString()}, ${String(minutes)} min`;
      return facts.readAt - at < hour ? bad('firstReportDue', raw) : good(raw);
    },
  },
];
