import type { CodeTool } from '../../knowledge/codes';
import { issueOf, issueState } from '../../issues/issues';
import type { IssueContext, IssueId } from '../../issues/issue';
import { actions } from '../../plan/actions';
import type { CheckId } from '../../model/checkIds';
import { unreadable, type EventFact, type ServerState } from '../../model/facts';
import type { Failure } from '../../errors';
import type { CauseId } from '../cause';
import { endTool } from '../ends';
import type { Evidence } from '../evidence';
import { bad, good, open, type Answer, type ServerQuestion, type ServerQuestionId } from '../question';

/** Places that are looked at, as Windows calls them. */
export const places = {
  status: 'HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status',
  sensorPolicy: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection',
  defenderPolicy: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender',
  sensorLog: 'Microsoft-Windows-SENSE/Operational',
  application: 'Application',
  mode: 'Get-MpComputerStatus',
  asSystem: 'SYSTEM, WinHTTP',
  uninstall: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
  taskScheduler: 'Microsoft-Windows-TaskScheduler/Operational',
  lastRun: 'Gangway',
} as const;

export const factsOf = ({ situation }: Evidence): ServerState => situation.facts;
export const isOnboarded = (evidence: Evidence): boolean => factsOf(evidence).sensor.onboardingState === 1;
export const instant = (at: number | null): string => (at === null ? '-' : new Date(at).toISOString());

/** Why one of these facts was not read; null when all were. */
export const unread = (evidence: Evidence, ...paths: readonly string[]): string | null =>
  paths.map((path) => unreadable(factsOf(evidence), path)).find((reason) => reason !== null) ?? null;

/** Good, unless a fact it depends on was not read: then nothing is proved. */
export function goodIfRead(evidence: Evidence, raw: string, ...paths: readonly string[]): Answer {
  const reason = unread(evidence, ...paths);
  return reason === null ? good(raw) : open(reason);
}

interface FromCheck {
  /** What the value is of, by Windows' own name; left out where the value names it. */
  readonly what?: string;
  /** The cause where it is not met; left out: the check itself. */
  readonly cause?: CauseId;
  /** That it asks for nothing is no comfort here. */
  readonly toKnow?: true;
}

/** Asks what a prerequisite asks. It is not asked where this Windows has no such prerequisite. */
export const fromCheck = (
  id: CheckId & ServerQuestionId,
  source: string,
  { what, cause = id, toKnow }: FromCheck = {},
): ServerQuestion => ({
  id,
  needs: null,
  source,
  applies: ({ checks }) => checks.some((check) => check.id === id),
  judge({ checks }) {
    const check = checks.find((one) => one.id === id);
    if (check === undefined || check.bare === 'notProvable') return open(check?.found);
    const isMet = check.bare === 'passed' || (check.bare === 'toKnow' && toKnow !== true);
    const raw = what === undefined ? check.found : `${what} = ${check.found}`;
    return isMet ? good(raw) : bad(cause, raw);
  },
});

/** How the last run failed, and with which of Microsoft's tools; null where nothing failed. */
export function failed({
  run,
}: Evidence): { readonly tool: CodeTool | null; readonly failure: Failure } | null {
  const action = run?.actions.find(({ failure }) => failure !== null);
  if (action?.failure == null) return null;
  const { failure, id } = action;
  const operation = actions.find((record) => record.id === id)?.operation;
  if (id === 'enable-defender-feature') return { tool: 'dism', failure };
  if (operation === 'Install-Prerequisite')
    return { tool: id.startsWith('install-') ? 'wusa' : null, failure };
  // The plan of that run is gone, and with it what the operation was given.
  return { tool: operation === undefined ? null : endTool(operation, null, failure.native), failure };
}

const contextOf = (evidence: Evidence): IssueContext => ({
  situation: evidence.situation,
  family: evidence.os.family,
  failed: failed(evidence),
  refused: [],
});

/** Asks for a known issue. `rests`: the facts without which its absence proves nothing. Not asked on a Windows that it cannot strike. */
export const fromIssue = (
  id: IssueId & ServerQuestionId,
  source: string,
  rests: readonly string[],
  raw: (evidence: Evidence) => string,
): ServerQuestion => ({
  id,
  needs: null,
  source,
  applies: (evidence) => issueState(issueOf(id), contextOf(evidence)) !== 'elsewhere',
  judge: (evidence) =>
    issueState(issueOf(id), contextOf(evidence)) === 'found'
      ? bad(id, raw(evidence))
      : goodIfRead(evidence, raw(evidence), ...rests),
});

/** Events older than this speak of another time. */
const eventsCountMs = 14 * 24 * 60 * 60_000;

/** The newest event of a log with one of these ids, and of this level where one is given. */
export const newest = (
  { events }: Pick<ServerState, 'events'>,
  log: EventFact['log'],
  ids: readonly number[],
  level?: EventFact['level'],
): EventFact | null =>
  events
    .filter((event) => event.log === log && ids.includes(event.id) && (level ?? event.level) === event.level)
    .sort((a, b) => b.at - a.at)[0] ?? null;

interface FromLog {
  /** Events of the sensor that say it is bad, and those that say it is good again. */
  readonly ids: readonly number[];
  readonly heals?: readonly number[];
  /** A restart heals it, too. */
  readonly untilRestart?: true;
  readonly cause: CauseId | ((evidence: Evidence) => CauseId);
  readonly applies?: (evidence: Evidence) => boolean;
}

/** Asks the log of the sensor: bad while the newest of these events is younger than what heals it. */
export const fromSensorLog = (
  id: ServerQuestionId,
  { ids, heals = [], untilRestart, cause, applies = isOnboarded }: FromLog,
): ServerQuestion => ({
  id,
  needs: null,
  source: places.sensorLog,
  applies,
  judge(evidence) {
    const facts = factsOf(evidence);
    const wrong = newest(facts, 'sense', ids);
    const healed = newest(facts, 'sense', heals);
    const since = Math.max(
      facts.readAt - eventsCountMs,
      healed?.at ?? 0,
      untilRestart === true ? (facts.boot.startedAt ?? 0) : 0,
    );
    if (wrong !== null && wrong.at > since)
      return bad(typeof cause === 'string' ? cause : cause(evidence), eventRaw(wrong));
    return goodIfRead(
      evidence,
      healed === null ? `SENSE ${ids.join('/')} = -` : eventRaw(healed),
      'events.sense',
    );
  },
});

const eventRaw = ({ log, id, at }: EventFact): string =>
  `${{ sense: 'SENSE', defender: 'Defender', onboarding: 'WDATPOnboarding', offboarding: 'WDATPOffboarding' }[log]} ${String(id)}, ${instant(at)}`;

/** The last error of the onboarding script, unless it succeeded afterwards. */
function scriptError(evidence: Evidence): EventFact | null {
  const facts = factsOf(evidence);
  const wrong = facts.events
    .filter(({ log, level }) => log === 'onboarding' && level === 'error')
    .sort((a, b) => b.at - a.at)[0];
  const done = newest(facts, 'onboarding', [20]);
  return wrong === undefined || (done !== null && done.at > wrong.at) ? null : wrong;
}

/** The newest word of the onboarding script in the log; null where it said none. */
export function answeredRaw(evidence: Evidence): string | null {
  const event = factsOf(evidence)
    .events.filter(({ log }) => log === 'onboarding')
    .sort((a, b) => b.at - a.at)[0];
  return event === undefined ? null : eventRaw(event);
}

/** How a portal script ended: its code, what stands beside it, and the place where it was read. */
interface ScriptEnd {
  readonly code: number;
  readonly text: string;
  readonly raw: string;
}

/** The end of a portal script: its event in the Application log, else the last run. */
export function scriptEnd(evidence: Evidence): ScriptEnd | null {
  const event = scriptError(evidence);
  if (event !== null) return { code: event.id, text: event.text, raw: eventRaw(event) };
  const end = failed(evidence);
  const code = end?.failure.native ?? null;
  if (end === null || code === null || (end.tool !== 'onboarding' && end.tool !== 'offboarding')) return null;
  return { code, text: end.failure.detail, raw: `${end.tool} ${String(code)}` };
}

/** Asks how a portal script ended. */
export const fromScript = (
  id: ServerQuestionId,
  codes: readonly number[],
  cause: (end: ScriptEnd, evidence: Evidence) => CauseId | null,
): ServerQuestion => ({
  id,
  needs: null,
  source: places.application,
  ofSymptom: true,
  judge(evidence) {
    const end = scriptEnd(evidence);
    const found = end !== null && codes.includes(end.code) ? cause(end, evidence) : null;
    return end !== null && found !== null
      ? bad(found, end.raw)
      : goodIfRead(evidence, end?.raw ?? `WDATPOnboarding ${codes.join('/')} = -`, 'events.onboarding');
  },
});

/** What an end of a tool says; null where it says nothing of this question. */
type Reading = (failure: Failure, evidence: Evidence) => CauseId | null;

/** These codes, whatever else is true. */
export const byCode =
  (codes: readonly number[], cause: CauseId): Reading =>
  ({ native }) =>
    native !== null && codes.includes(native >>> 0) ? cause : null;

/** Asks how a tool ended the last run. Not asked where no run failed in one of these tools. */
export const fromEnd = (
  id: ServerQuestionId,
  tools: readonly CodeTool[],
  reading: Reading,
): ServerQuestion => ({
  id,
  needs: null,
  source: places.lastRun,
  ofSymptom: true,
  applies(evidence) {
    const tool = failed(evidence)?.tool ?? null;
    return tool !== null && tools.includes(tool);
  },
  judge(evidence) {
    const end = failed(evidence);
    if (end === null) return open();
    const { native } = end.failure;
    const raw = `${String(end.tool)} ${native === null ? '-' : String(native >>> 0)}`;
    const cause = reading(end.failure, evidence);
    return cause === null ? good(raw) : bad(cause, raw);
  },
});
