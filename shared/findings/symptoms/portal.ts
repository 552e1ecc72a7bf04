import type { Symptom } from '../question';
import { atWork, cloudWay, sensor } from './ways';

/** What the portal shows of a server. */
export const portalSymptoms: readonly Symptom[] = [
  {
    id: 'notListed',
    group: 'portal',
    questions: [
      ...sensor,
      'rightTenant',
      'sameTenant',
      ...atWork,
      ...cloudWay,
      'contactLast',
      'firstReportTime',
      'ownIdentity',
      'tenantSeen',
      'filters',
      'nameReports',
      'nameOld',
    ],
    otherwise: 'unknownPortal',
  },
  {
    id: 'listedTwice',
    group: 'portal',
    questions: ['onboarded', 'rightTenant', 'ownIdentity', 'nameReports', 'nameOld'],
    otherwise: 'unknownPortal',
  },
  {
    id: 'inactive',
    group: 'portal',
    questions: [
      'sensorThere',
      'onboarded',
      'rightTenant',
      ...atWork,
      'withinQuota',
      ...cloudWay,
      'contactLast',
      'nameReports',
      'nameOld',
    ],
    otherwise: 'unknownPortal',
  },
  {
    id: 'impaired',
    group: 'portal',
    questions: [
      'onboarded',
      'diagTrack',
      'telemetryUsed',
      ...atWork,
      'sensorUpdated',
      'notTurnedOff',
      ...cloudWay,
      'contactLast',
      'networkEvents',
    ],
    otherwise: 'unknownPortal',
  },
];
