import type { CauseId } from '../cause';
import type { Evidence } from '../evidence';
import { bad, good, open, type ServerQuestion } from '../question';
import { factsOf, instant, places } from './asking';
import { fromRead, unreadPart, type Given } from './readSensor';

type Sources = Given<'Get-UpdateSource'>;
type Task = Given<'Get-OnboardingTask'>['tasks'][number];

const week = 7 * 24 * 60 * 60_000;
/** Older than a week: then something of the source is to be mended (the check `signaturesAge` has the same border). */
const isOld = (evidence: Evidence): boolean => {
  const { readAt, defender } = factsOf(evidence);
  return defender.signaturesUpdatedAt !== null && readAt - defender.signaturesUpdatedAt > week;
};

const usesWsus = ({ wsus }: Sources): boolean => wsus.use && wsus.server !== null;

/** Whether a source of the order can bring anything here: its names are those of Set-MpPreference. */
function leadsSomewhere(source: string, sources: Sources): boolean {
  switch (source.trim().toLowerCase()) {
    case 'internaldefinitionupdateserver':
      return usesWsus(sources);
    case 'fileshares':
      return sources.signatures.fileShares !== null;
    case 'microsoftupdateserver':
    case 'mmpc':
      return true;
    default:
      return false;
  }
}

const system = 'S-1-5-18';
const unsigned = { notRun: 0x41303, disabled: 0x41302, running: 0x41301, ready: 0x41300, queued: 0x41325 };
const whys: readonly (readonly [CauseId, readonly number[]])[] = [
  ['taskNotRun', [unsigned.notRun, unsigned.disabled, 0x800710e0]],
  ['taskNoFile', [2, 3, 0x80070002, 0x80070003]],
  ['taskDenied', [5, 0x80070005]],
  ['taskScriptRefused', [1, 0xfffd0000]],
];
const undecided: readonly number[] = [unsigned.running, unsigned.ready, unsigned.queued];

/** What the last result of a task says (codes of the Task Scheduler; 0xFFFD0000 is powershell.exe that could not load its script). */
function causeOfResult(result: number | null): CauseId | 'open' | null {
  if (result === null) return 'taskNotRun';
  if (result === 0) return null;
  if (undecided.includes(result)) return 'open';
  return whys.find(([, results]) => results.includes(result))?.[0] ?? 'taskFailed';
}

const hex = (result: number | null): string =>
  result === null ? '-' : `0x${result.toString(16).toUpperCase()}`;

/** The task that onboards: not the one that takes off. */
const onboards = ({ kind }: Task): boolean => kind !== 'offboarding';

/** Where updates come from, and what became of the task of a Group Policy. */
export const sourceQuestions: readonly ServerQuestion[] = [
  fromRead('orderLeads', 'Get-UpdateSource', 'SignatureFallbackOrder', (given) => {
    const { fallbackOrder } = given.signatures;
    const raw = `SignatureFallbackOrder = ${fallbackOrder ?? '-'}, WUServer = ${given.wsus.server ?? '-'}`;
    if (fallbackOrder === null) {
      const reason = unreadPart(given, 'signatures');
      return reason === null ? good(raw) : open(reason);
    }
    return fallbackOrder.split('|').some((source) => leadsSomewhere(source, given))
      ? good(raw)
      : bad('updateOrder', raw);
  }),
  fromRead('shareFresh', 'Get-UpdateSource', 'SharedSignatureRoot', (given, evidence) => {
    const { sharedRoot } = given.signatures;
    const raw = `SharedSignatureRoot = ${sharedRoot ?? '-'}`;
    if (sharedRoot === null) {
      const reason = unreadPart(given, 'signatures');
      return reason === null ? good(raw) : open(reason);
    }
    return isOld(evidence) ? bad('sharedRootOld', raw) : good(raw);
  }),
  fromRead('wsusBrings', 'Get-UpdateSource', 'WUServer', (given) => {
    const { wsus, received, other } = given;
    const raw = `WUServer = ${wsus.server ?? '-'}, KB2267602 = ${instant(received.find(({ kb, ok }) => kb === 'KB2267602' && ok)?.at ?? null)}`;
    if (!usesWsus(given)) return good(raw);
    const came = received.some(({ kb, from, ok }) => kb === 'KB2267602' && from === 'wsus' && ok);
    const asked =
      given.signatures.fallbackOrder?.toLowerCase().includes('internaldefinitionupdateserver') ?? true;
    // It brings other updates and none of Defender's, although Defender asks it first.
    if (!came && asked && other?.from === 'wsus') return bad('wsusCategory', raw);
    const reason = unreadPart(given, 'received', 'other');
    return reason === null ? good(raw) : open(reason);
  }),
  fromRead('notMetered', 'Get-UpdateSource', 'MeteredConnectionUpdates', ({ metered, signatures }) => {
    const raw = `Metered = ${String(metered ?? '-')}, MeteredConnectionUpdates = ${String(signatures.onMetered ?? '-')}`;
    if (metered === null) return open(raw);
    return metered && signatures.onMetered !== true ? bad('meteredConnection', raw) : good(raw);
  }),
  fromRead(
    'sourceDelivers',
    'Get-UpdateSource',
    'Microsoft-Windows-Windows Defender/Operational',
    (given) => {
      const { lastFailure, updatedAt } = given.signatures;
      const reason = unreadPart(given, 'signatures');
      if (lastFailure === null || lastFailure.at < (updatedAt ?? 0))
        return reason === null ? good(`Defender 2001 = -, ${instant(updatedAt)}`) : open(reason);
      return bad(
        'updateSourceFails',
        `Defender 2001, ${lastFailure.code ?? '-'}, ${lastFailure.source ?? '-'}, ${instant(lastFailure.at)}`,
      );
    },
  ),
  fromRead(
    'policyApplied',
    'Get-RecentEvent',
    'System',
    ({ events, unreadable }) => {
      const error = events.find(
        ({ provider, level }) => provider === 'Microsoft-Windows-GroupPolicy' && level === 'error',
      );
      const applied = events.find(
        ({ provider, level, at }) =>
          provider === 'Microsoft-Windows-GroupPolicy' && level === 'information' && at > (error?.at ?? 0),
      );
      if (error !== undefined && applied === undefined)
        return bad('policyNotApplied', `GroupPolicy ${String(error.id)}, ${instant(error.at)}`);
      const reason = unreadable.find(({ log }) => log === 'system')?.reason;
      return reason === undefined ? good('GroupPolicy error = -') : open(reason);
    },
    { applies: (evidence) => factsOf(evidence).computer.domainJoined },
  ),
  fromRead(
    'taskWorked',
    'Get-OnboardingTask',
    places.taskScheduler,
    (given) => {
      const task = given.tasks.find(onboards);
      const [run] = given.runs;
      const reason = unreadPart(given, 'tasks', 'runs');
      if (task === undefined && run === undefined)
        return reason === null ? bad('taskAbsent', given.policies.join(', ') || '-') : open(reason);
      const result = task === undefined ? (run?.result ?? null) : task.lastResult;
      const raw = `${task?.path ?? run?.task ?? ''}, ${task?.account ?? '-'}, ${hex(result)}`;
      if (task?.state === 'disabled') return bad('taskNotRun', raw);
      const cause = causeOfResult(result);
      if (cause === 'open') return open(raw);
      if (cause !== null) return bad(cause, raw);
      if (task !== undefined && task.sid !== null && task.sid !== system) return bad('taskAccount', raw);
      return good(raw);
    },
    { ofSymptom: true },
  ),
];
