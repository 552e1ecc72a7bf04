import type { Between } from '../locales/keys';
import { unreadable, type EventFact, type ServerState } from '../model/facts';
import type { OperationName } from '../model/operations';
import { rawValue } from '../plan/actions/action';
import { removeSensor } from '../plan/actions/takeOff';
import { settings } from '../plan/settings';
import type { Setting } from '../plan/settings/setting';
import type { Situation } from '../plan/situation';
import type { ServerQuestionId } from '../findings/question';
import { serverQuestions } from '../findings/questions';
import { answerOf } from '../findings/walk';
import type { Searching } from './searching';

/** How a claim stands: the server shows it, shows the opposite, or what it depends on could not be read. */
export type ClaimState = 'agrees' | 'disagrees' | 'unread';

/** One thing that was asked of a server, with the raw value that decides it. */
export interface Claim {
  readonly state: ClaimState;
  /** Its text: the name of a setting, a question that was answered badly before, or what a server shows that left its tenant. */
  readonly key:
    | `settings:name.${Setting['id']}`
    | `questions:ask.${ServerQuestionId}`
    | `takeOff:claim.${Between<'takeOff:claim.'>}`;
  /** Raw value as the server gave it, not translated. */
  readonly raw: string;
  /** The operation that read it. */
  readonly source: OperationName;
}

/** What the journey claims of its server once its plan is done. Onboard has its own proofs. */
export function claims(situation: Situation, searching: Searching | null): Claim[] {
  if (situation.journey === 'maintain') return settingClaims(situation);
  if (situation.journey === 'troubleshoot')
    return [...settingClaims(situation), ...(searching === null ? [] : mendedClaims(searching))];
  return situation.journey === 'takeOff' ? leftClaims(situation) : [];
}

const settingClaims = (situation: Situation): Claim[] =>
  wantedSettings(situation).map((setting) => ({
    key: `settings:name.${setting.id}`,
    state: stateOf(setting, situation),
    raw: setting.now(situation.facts).raw,
    source: 'Get-ServerState',
  }));

/** Each question whose bad answer was to be mended, asked again. */
function mendedClaims({ evidence, search }: Searching): Claim[] {
  const asked = new Set<string>(search?.planned.map(({ question }) => question));
  return serverQuestions
    .filter(({ id }) => asked.has(id))
    .map((question) => {
      const given = answerOf(question, evidence);
      const state =
        given === null || given.answer === 'open'
          ? 'unread'
          : given.answer === 'good'
            ? 'agrees'
            : 'disagrees';
      const source =
        question.needs === null
          ? 'Get-ServerState'
          : question.needs === 'cloud'
            ? 'Test-Connectivity'
            : question.needs === 'share'
              ? 'Test-ScriptShare'
              : question.needs;
      return { key: `questions:ask.${question.id}`, state, raw: given?.raw ?? '', source };
    });
}

/** The settings of which something is wanted. */
export const wantedSettings = ({ inputs }: Pick<Situation, 'inputs'>): Setting[] =>
  settings.filter(({ wishes }) => wishes.some((wish) => inputs.wishes[wish] !== null));

function stateOf(setting: Setting, situation: Situation): ClaimState {
  if (setting.now(situation.facts).word === 'unread') return 'unread';
  const isSo = setting.actions.every((action) => !action.applies(situation) || action.isDone(situation));
  const does = setting.follows === undefined ? true : setting.follows(situation);
  if (!isSo || does === false) return 'disagrees';
  return does === null ? 'unread' : 'agrees';
}

/** What a server shows that left: each sign by itself, and each change of ours that was to be taken back. */
function leftClaims(situation: Situation): Claim[] {
  const { facts, inputs } = situation;
  const { sense } = facts.services;
  const { afterwards } = inputs;
  const claim = (
    key: Between<'takeOff:claim.'>,
    isSo: boolean,
    raw: string,
    ...paths: readonly string[]
  ): Claim => ({
    key: `takeOff:claim.${key}`,
    state: paths.some((path) => unreadable(facts, path) !== null) ? 'unread' : isSo ? 'agrees' : 'disagrees',
    raw,
    source: 'Get-ServerState',
  });
  const { onboardingState } = facts.sensor;
  const [left] = facts.events.filter(saysLeft);
  return [
    claim(
      'state',
      onboardingState !== 1,
      `OnboardingState = ${rawValue(onboardingState)}`,
      'sensor.onboardingState',
    ),
    claim('start', sense?.start !== 'automatic', `Sense: ${sense?.start ?? '-'}`, 'services.sense'),
    claim('stopped', sense?.status !== 'running', `Sense: ${sense?.status ?? '-'}`, 'services.sense'),
    // Older events make room, and the log goes with the sensor: without it nothing is said against the rest.
    ...(left === undefined
      ? []
      : [claim('event', true, `${left.log === 'sense' ? 'SENSE' : 'WDATPOffboarding'} ${String(left.id)}`)]),
    ...(afterwards.uninstall === true && removeSensor.applies(situation)
      ? [claim('removed', removeSensor.isDone(situation), removeSensor.evidence(facts), 'sensor.product')]
      : []),
    ...afterwards.takeBack.flatMap((back) => takenBackClaims(facts, back)),
  ];
}

/**
 * Offboarding completed: SENSE event 44 (Microsoft's table), which goes with the sensor's log, or the script's own event 20 in the
 * Application log, which stays (row defender/mde-wdatp-eventcreate). As an error, 20 would be one of its codes.
 */
const saysLeft = ({ log, id, level }: EventFact): boolean =>
  (log === 'sense' && id === 44) || (log === 'offboarding' && id === 20 && level === 'information');

function takenBackClaims(facts: ServerState, back: { action: string; before: string }): Claim[] {
  const setting = settings.find(({ actions }) => actions.some(({ id }) => id === back.action));
  const action = setting?.actions.find(({ id }) => id === back.action);
  const way = action?.takeBack?.(back.before) ?? null;
  if (setting === undefined || action === undefined || way === null) return [];
  const isUnread = setting.now(facts).word === 'unread';
  const state = isUnread ? 'unread' : way.isDone(facts) ? 'agrees' : 'disagrees';
  return [
    { key: `settings:name.${setting.id}`, state, raw: action.evidence(facts), source: 'Get-ServerState' },
  ];
}
