import type { Between, KeyIn } from '../locales/keys';
import { docs, type Doubt, read } from './source';

/** What an event means for the way on board: `ok` proves something, `error` stands in the way. */
export type EventSeverity = 'ok' | 'info' | 'warn' | 'error';

type Log = 'sense' | 'defender';
/** The meanings of events of a log that have a text. */
type Meaning<Of extends Log> = Between<`knowledge:event.${Of}.`, '.title'>;
/** Those about which there is something to do. */
type Remedied<Of extends Log> = Meaning<Of> & Between<`knowledge:event.${Of}.`, '.next'>;

/** An event of the sensor's or of Defender's log. Events of one meaning share a text. */
export interface EventEntry {
  id: number;
  severity: EventSeverity;
  /** Has `.title` in `knowledge.json`, and `.next` where there is something to do about it. */
  key: `event.${Log}.${string}` & Between<'knowledge:', '.title'>;
  /** What to do about it; null where there is nothing. */
  next: (`event.${Log}.${string}.next` & KeyIn<'knowledge'>) | null;
  source: string;
  doubt: Doubt | null;
}

type Row<Of extends Log> =
  | readonly [ids: readonly number[], severity: EventSeverity, key: Remedied<Of>, remedy: true]
  | readonly [ids: readonly number[], severity: EventSeverity, key: Meaning<Of>, remedy: false];

const table = <Of extends Log>(log: Of, source: string, doubt: Doubt | null, rows: readonly Row<Of>[]) =>
  rows.flatMap((row) =>
    row[0].map((id) => ({
      id,
      severity: row[1],
      key: `event.${log}.${row[2]}` as const,
      next: row[3] ? (`event.${log}.${row[2]}.next` as const) : null,
      source,
      doubt,
    })),
  );

/** Events of the sensor that Microsoft documents. */
const documented: readonly Row<'sense'>[] = [
  [[1], 'info', 'started', false],
  [[2], 'info', 'shutDown', false],
  [[3], 'error', 'startFailed', true],
  [[4], 'ok', 'contacted', false],
  [[5], 'error', 'noContact', true],
  [[6], 'error', 'notOnboarded', true],
  [[7], 'error', 'onboardingUnreadable', true],
  [[8], 'warn', 'cleanFailed', true],
  [[9], 'error', 'startTypeFixed', true],
  [[10], 'error', 'onboardingNotKept', true],
  [[11], 'ok', 'onboarded', false],
  [[12], 'warn', 'defaultNotApplied', true],
  [[13], 'info', 'deviceId', false],
  [[15], 'error', 'noCommandChannel', true],
  [[17], 'error', 'telemetryLocation', true],
  [[18], 'info', 'setupComplete', false],
  [[19], 'warn', 'setupPending', true],
  [[20], 'error', 'setupWaitFailed', true],
  [[25, 26], 'error', 'statusNotWritten', true],
  [[27], 'error', 'passiveNotEnabled', true],
  [[28], 'error', 'telemetryRegistration', true],
  [[29], 'error', 'offboardingUnreadable', true],
  [[30], 'error', 'passiveNotDisabled', true],
  [[31], 'warn', 'telemetryUnregistration', true],
  [[32], 'error', 'notStopped', true],
  [[33], 'error', 'senseGuid', true],
  [[34], 'error', 'telemetryDependency', true],
  [[35, 37, 38, 39, 40, 41], 'info', 'resources', false],
  [[36], 'ok', 'telemetryRegistered', false],
  [[42, 43], 'error', 'component', true],
  [[44], 'ok', 'offboarded', false],
  [[45], 'error', 'etwFailed', true],
  [[46], 'warn', 'etwResources', true],
  [[47], 'ok', 'etwRecovered', false],
  [[48], 'warn', 'etwProvider', true],
  [[49, 51, 52], 'warn', 'cloudConfigurationInvalid', true],
  [[50], 'ok', 'cloudConfiguration', false],
  [[53], 'info', 'cloudConfigurationDisk', false],
  [[55, 56], 'error', 'secureAutologger', true],
  [[57, 59, 71], 'info', 'response', false],
  [[60, 61], 'warn', 'responseProblem', false],
  [[62], 'warn', 'telemetryStart', true],
  [[63, 64, 86, 88], 'warn', 'startTypeCorrected', true],
  [[65], 'error', 'filterNotLoaded', true],
  [[66, 70], 'info', 'policy', false],
  [[72, 73], 'info', 'profile', false],
  [[68, 69], 'error', 'externalService', true],
  [[74], 'warn', 'tagTooLong', true],
  [[81, 82], 'error', 'autologger', true],
  [[84], 'info', 'runningMode', false],
  [[85, 100], 'error', 'partNotStarted', true],
  [[87, 89], 'error', 'serviceNotStarted', true],
  [[90, 91], 'warn', 'systemGuard', true],
  [[92], 'warn', 'quotaStopped', false],
  [[93], 'ok', 'quotaResumed', false],
  [[94, 95, 96, 102, 103], 'info', 'parts', false],
  [[97], 'warn', 'dlpConnection', true],
  [[98], 'ok', 'dlpConnected', false],
  [[99], 'warn', 'serverError', true],
  [[104, 105], 'info', 'offboardingCleanup', false],
  [[106, 107], 'error', 'libraryLoad', true],
  [[108], 'info', 'updatePhase', false],
  [[109], 'error', 'updateFailed', true],
  [[110], 'error', 'networkFilters', true],
  [[307, 308], 'error', 'permissions', true],
  [[401, 402, 408, 409], 'error', 'keys', true],
  [[403], 'ok', 'registered', false],
  [[404], 'ok', 'keyGenerated', false],
  [[405, 406, 407], 'warn', 'authentication', true],
  [[410], 'info', 'reonboarding', false],
  [[411, 412], 'info', 'token', false],
  [[1819], 'error', 'managementFailed', false],
  [[...range(1800, 1818), 1820], 'info', 'management', false],
];

/** Events that stand in no document, and in the event provider that comes with the sensor. */
const undocumented: readonly Row<'sense'>[] = [
  [[14], 'error', 'noDeviceId', true],
  [[67], 'warn', 'contactedPartly', true],
];

/** The log Microsoft-Windows-SENSE/Operational. */
export const senseEvents: readonly EventEntry[] = [
  ...table('sense', docs('event-error-codes'), null, documented),
  ...table('sense', read('Microsoft-Windows-SENSE, its event provider'), null, undocumented),
];

/** Events of Microsoft-Windows-Windows Defender/Operational that prove a detection, a change of mode or of the platform. */
export const defenderEvents: readonly EventEntry[] = [
  ...table('defender', read('public file no. 61837165286, events after an EICAR file'), null, [
    [[1116], 'ok', 'detected', false],
    [[1117], 'ok', 'acted', false],
  ]),
  ...table('defender', docs('switch-to-mde-phase-2'), null, [[[5007], 'info', 'configuration', false]]),
  // 2000 tells of signatures, never of the platform.
  ...table('defender', read('Microsoft-Windows-Windows Defender, its event provider'), null, [
    [[2014], 'ok', 'platformUpdated', false],
    [[2006], 'error', 'platformNotUpdated', true],
  ]),
];

/** The meaning of an event of the sensor; null when it is not known. */
export function senseEvent(id: number): EventEntry | null {
  return senseEvents.find((entry) => entry.id === id) ?? null;
}

/** The meaning of an event of Defender Antivirus; null when it is not known. */
export function defenderEvent(id: number): EventEntry | null {
  return defenderEvents.find((entry) => entry.id === id) ?? null;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
