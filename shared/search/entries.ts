import { causes } from '../findings/causes';
import type { Cause } from '../findings/cause';
import { errorCodes, traitsOf, type ErrorCode } from '../errors';
import { knownIssues } from '../issues/issues';
import type { KnownIssue } from '../issues/issue';
import { codes, type CodeTool } from '../knowledge/codes';
import { defenderEvents, senseEvents, type EventEntry } from '../knowledge/events';
import { lapsErrors } from '../knowledge/laps';
import type { Doubt } from '../knowledge/source';
import type { LinkId } from '../knowledge/urls';
import { winrmCodes } from '../knowledge/winrm';
import type { TextKey } from '../locales/keys';
import { journeyIds, type JourneyId, type StepId } from '../model/journeys';
import { journeys } from '../steps/journeys';

/** Whose number or name it is. Each has its name under `kind`, and the words people use for it under `words`, in `search.json`. */
export type EntryKind = CodeTool | 'winrm' | 'laps' | 'sense' | 'defender' | 'cause' | 'issue' | 'gangway';

/** The step at which an entry matters. */
export interface EntryPlace {
  readonly journey: JourneyId;
  readonly step: StepId;
}

/** Something that can be looked up, with the keys of its texts. */
export interface Entry {
  /** One of a kind, e.g. `sense.5`. */
  readonly id: string;
  readonly kind: EntryKind;
  /** The exit code (unsigned, 32 bits) or the number of the event; null where it has a name alone. */
  readonly number: number | null;
  /** How it is called where it has no number. */
  readonly name: string | null;
  /** Further exit codes at which it shows. */
  readonly also: readonly number[];
  /** Nothing went wrong: it comes after what did. */
  readonly fine: boolean;
  readonly title: TextKey;
  /** Null for events: their title says what happened. */
  readonly cause: TextKey | null;
  /** Null where there is nothing to do. */
  readonly next: TextKey | null;
  /** Null for what is Gangway's own. */
  readonly source: string | null;
  readonly doubt: Doubt | null;
  readonly place: EntryPlace | null;
  /** Microsoft's page about it. */
  readonly link: LinkId | null;
}

/** Where a tool runs: that page shows how it ended, and what it needs. */
const placeOfTool: Readonly<Record<CodeTool, EntryPlace>> = {
  msiexec: { journey: 'onboard', step: 'install' },
  installScript: { journey: 'onboard', step: 'install' },
  removal: { journey: 'takeOff', step: 'uninstall' },
  scriptRemoval: { journey: 'takeOff', step: 'uninstall' },
  wusa: { journey: 'onboard', step: 'prerequisites' },
  dism: { journey: 'onboard', step: 'prerequisites' },
  restart: { journey: 'onboard', step: 'install' },
  onboarding: { journey: 'onboard', step: 'onboard' },
  offboarding: { journey: 'takeOff', step: 'offboard' },
  deploymentTool: { journey: 'onboard', step: 'onboard' },
};
const connecting: EntryPlace = { journey: 'onboard', step: 'connect' };

const ofTools = codes.map(({ tool, code, key, outcome, source, doubt }): Entry => ({
  id: `${tool}.${code}`,
  kind: tool,
  number: code,
  name: null,
  also: [],
  fine: outcome === 'success',
  title: `knowledge:${key}.title`,
  cause: `knowledge:${key}.cause`,
  next: `knowledge:${key}.next`,
  source,
  doubt,
  place: placeOfTool[tool],
  link:
    tool === 'onboarding' || tool === 'offboarding'
      ? 'docsOnboardingErrors'
      : tool === 'deploymentTool'
        ? 'docsDeploymentTool'
        : null,
}));

const ofLog = (kind: 'sense' | 'defender', events: readonly EventEntry[]) =>
  events.map(({ id, severity, key, next, source, doubt }): Entry => ({
    id: `${kind}.${id}`,
    kind,
    number: id,
    name: null,
    also: [],
    fine: severity === 'ok' || severity === 'info',
    title: `knowledge:${key}.title`,
    cause: null,
    next: next === null ? null : `knowledge:${next}`,
    source,
    doubt,
    place: { journey: 'onboard', step: kind === 'sense' ? 'onboard' : 'test' },
    link: kind === 'sense' ? 'docsSensorEvents' : null,
  }));

const ofWinrm = winrmCodes.map(({ code, key, error, source, doubt }): Entry => ({
  id: `winrm.${code}`,
  kind: 'winrm',
  number: code,
  name: null,
  also: [],
  fine: false,
  title: `errors:${error}.title`,
  cause: `connect:code.${key}.cause`,
  next: `connect:code.${key}.next`,
  source,
  doubt,
  place: connecting,
  link: null,
}));

/** Several types of exception share a code: whoever has the code alone, is told once. */
const ofLaps = [
  ...new Map(
    lapsErrors.flatMap(({ code, error, source, doubt }): [string, Entry][] =>
      code === null
        ? []
        : [
            [
              `laps.${code}.${error}`,
              {
                id: `laps.${code}.${error}`,
                kind: 'laps',
                number: code,
                name: null,
                also: [],
                fine: false,
                title: `errors:${error}.title`,
                cause: `errors:${error}.cause`,
                next: `errors:${error}.next`,
                source,
                doubt,
                place: connecting,
                link: null,
              },
            ],
          ],
    ),
  ).values(),
];

const ofIssue = ({ id, step, outcome, source, doubt }: KnownIssue): Entry => ({
  id,
  kind: 'issue',
  number: null,
  name: id,
  also: outcome?.codes ?? [],
  fine: false,
  title: `issues:${id}.title`,
  cause: `issues:${id}.why`,
  next: `issues:${id}.next`,
  source,
  doubt,
  place: placeOfStep(step),
  link: null,
});

/** A cause in which a search through a server can end. */
const ofCause = ({ id, says, next, source, doubt }: Cause): Entry => ({
  id: `cause.${id}`,
  kind: 'cause',
  number: null,
  name: null,
  also: [],
  fine: false,
  title: says.title,
  cause: says.why,
  next: says.next,
  source,
  doubt,
  place: { journey: 'troubleshoot', step: 'symptom' },
  link: next.kind === 'page' ? next.link : null,
});

const ofGangway = (code: ErrorCode): Entry => ({
  id: `gangway.${code}`,
  kind: 'gangway',
  number: null,
  name: code,
  also: [],
  fine: false,
  title: `errors:${code}.title`,
  cause: `errors:${code}.cause`,
  next: `errors:${code}.next`,
  source: null,
  doubt: null,
  place: traitsOf(code).way === undefined ? null : connecting,
  link: null,
});

/** The first journey on whose rail a step stands. */
function placeOfStep(step: StepId): EntryPlace | null {
  const journey = journeyIds.find((id) => journeys[id].steps.some((each) => each.id === step));
  return journey === undefined ? null : { journey, step };
}

/**
 * Everything that can be looked up, in the order in which equals are shown: what most people hold in their hands comes first. The
 * onboarding script writes its exit codes into the Application log, too, as events of WDATPOnboarding.
 */
export const entries: readonly Entry[] = [
  ...ofTools.filter(({ kind }) => kind === 'onboarding'),
  ...ofLog('sense', senseEvents),
  ...ofTools.filter(({ kind }) => kind !== 'onboarding'),
  ...ofLog('defender', defenderEvents),
  ...ofWinrm,
  ...ofLaps,
  // Those that are a known issue have its words, and its number beside them.
  ...causes.filter(({ says }) => !says.title.startsWith('issues:')).map(ofCause),
  ...knownIssues.map(ofIssue),
  ...errorCodes.map(ofGangway),
];
