import type { OperationName } from '../model/operations';
import { settings } from '../plan/settings';
import type { Setting } from '../plan/settings/setting';
import type { Situation } from '../plan/situation';

/** How a claim stands: the server shows it, shows the opposite, or what it depends on could not be read. */
export type ClaimState = 'agrees' | 'disagrees' | 'unread';

/** One thing that was asked of a server, with the raw value that decides it. */
export interface Claim {
  readonly state: ClaimState;
  /** The setting that was wanted. */
  readonly setting: Setting['id'];
  /** Raw value as the server gave it, not translated. */
  readonly raw: string;
  /** The operation that read it. */
  readonly source: OperationName;
}

/** What the journey claims of its server once its plan is done: each setting that was wanted. Onboard has its own proofs. */
export function claims(situation: Situation): Claim[] {
  if (situation.journey !== 'maintain') return [];
  return wantedSettings(situation).map((setting) => ({
    setting: setting.id,
    state: stateOf(setting, situation),
    raw: setting.now(situation.facts).raw,
    source: 'Get-ServerState',
  }));
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
