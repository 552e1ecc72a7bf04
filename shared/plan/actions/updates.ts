import type { ServerState } from '../../model/facts';
import type { Kit } from '../../model/kit';
import type { Rule } from '../rules/rule';
import { kitFileOf, lastFinished } from '../situation';
import { rawValue, type Action } from './action';
import { always, byRules, never } from './byRules';

/**
 * So long security intelligence is called fresh. Microsoft publishes several times a day, and from the seventh day on a server
 * calls its own out of date (manage-protection-updates).
 */
export const freshMs = 24 * 60 * 60_000;

/** Whether the intelligence of this server came, or was asked for without anything newer, within a day of its reading. */
function isFresh(facts: ServerState): boolean {
  const asked = lastFinished(facts, 'Update-Defender') ?? 0;
  return facts.readAt - Math.max(asked, facts.defender.signaturesUpdatedAt ?? 0) < freshMs;
}

/**
 * Asks the sources of the server for security intelligence. An old platform takes none: a 4.10 of Server 2016 refuses new engines
 * (row servicing/servicing-mpsigstub-engine-stuck-2016), so the platform comes first. There is no way back.
 */
export const updateIntelligence: Action = {
  id: 'update-intelligence',
  operation: 'Update-Defender',
  restart: 'no',
  oneWay: false,
  minutes: [1, 5],
  rules: 'moments',
  applies: ({ inputs }) => inputs.wishes.intelligence !== null,
  isDone: ({ facts }) => isFresh(facts),
  call({ inputs }) {
    const wish = inputs.wishes.intelligence;
    if (wish === null) return null;
    const from = wish === 'windows' ? { from: 'windows' as const } : { from: 'share' as const, path: wish };
    return { operation: 'Update-Defender', params: { what: 'intelligence', ...from } };
  },
  evidence: ({ defender }) => `intelligence ${rawValue(defender.signatureVersion)}`,
};

/** The platform that the library would bring; null where it has none, or says no version. */
export function platformOf({ platformUpdate }: Kit): string | null {
  return platformUpdate?.details.kind === 'platformUpdate' ? platformUpdate.details.version : null;
}

/** Brings the newest platform of the library, by the operation that brings it where it is a prerequisite. Defender itself can go back to the one before. */
export const refreshPlatform: Action = {
  id: 'refresh-platform',
  operation: 'Install-Prerequisite',
  restart: 'maybe',
  oneWay: false,
  minutes: [1, 2],
  ...byRules(({ inputs, kit }) => {
    if (inputs.wishes.platform === null) return null;
    const offered = platformOf(kit);
    const done: Rule = offered === null ? never : { fact: 'defender.platformVersion', atLeast: offered };
    return { applies: always, done };
  }),
  call: ({ kit }) =>
    kit.platformUpdate && {
      operation: 'Install-Prerequisite',
      params: { fix: 'platformUpdate', file: kitFileOf(kit.platformUpdate) },
    },
  files: ({ kit }) => [kit.platformUpdate],
  evidence: ({ defender }) => `platform ${rawValue(defender.platformVersion)}`,
};
