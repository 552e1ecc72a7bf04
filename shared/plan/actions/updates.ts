import { versionSchema, type ServerState } from '../../model/facts';
import type { Package } from '../../model/packages';
import { compareVersions } from '../../version';
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
  isDone({ facts, inputs, kit }) {
    if (inputs.wishes.intelligence !== 'library') return isFresh(facts);
    const offered = versionOf(kit.intelligence);
    const have = facts.defender.signatureVersion;
    return offered !== null && have !== null && compareVersions(have, offered) >= 0;
  },
  call({ inputs, kit }) {
    const wish = inputs.wishes.intelligence;
    if (wish === null) return null;
    if (wish === 'library')
      return (
        kit.intelligence && {
          operation: 'Update-Defender',
          params: { what: 'intelligence', from: 'library', file: kitFileOf(kit.intelligence) },
        }
      );
    const from = wish === 'windows' ? { from: 'windows' as const } : { from: 'share' as const, path: wish };
    return { operation: 'Update-Defender', params: { what: 'intelligence', ...from } };
  },
  files: ({ inputs, kit }) => (inputs.wishes.intelligence === 'library' ? [kit.intelligence] : []),
  evidence: ({ defender }) => `intelligence ${rawValue(defender.signatureVersion)}`,
};

/** The version that an update of the library would bring; null where there is none, or it says no version. */
export function versionOf(update: Package | null): string | null {
  const version = update !== null && 'version' in update.details ? update.details.version : null;
  return versionSchema.safeParse(version).data ?? null;
}

/** A rule that holds once the server has the version of an update, or a newer one. */
const hasAtLeast = (fact: string, update: Package | null): Rule => {
  const offered = versionOf(update);
  return offered === null ? never : { fact, atLeast: offered };
};

/** Brings the newest platform of the library, by the operation that brings it where it is a prerequisite. Defender itself can go back to the one before. */
export const refreshPlatform: Action = {
  id: 'refresh-platform',
  operation: 'Install-Prerequisite',
  restart: 'maybe',
  oneWay: false,
  minutes: [1, 2],
  ...byRules(({ inputs, kit }) => {
    if (inputs.wishes.platform === null) return null;
    return { applies: always, done: hasAtLeast('defender.platformVersion', kit.platformUpdate) };
  }),
  call: ({ kit }) =>
    kit.platformUpdate && {
      operation: 'Install-Prerequisite',
      params: { fix: 'platformUpdate', file: kitFileOf(kit.platformUpdate) },
    },
  files: ({ kit }) => [kit.platformUpdate],
  evidence: ({ defender }) => `platform ${rawValue(defender.platformVersion)}`,
};

/** Brings the newest sensor of the library to Server 2012 R2 or 2016 (KB5005292). There is no way back. */
export const updateSensor: Action = {
  id: 'update-sensor',
  operation: 'Update-Sensor',
  restart: 'maybe',
  oneWay: false,
  minutes: [1, 3],
  ...byRules(({ inputs, kit }) => {
    if (inputs.wishes.sensorUpdate === null) return null;
    return { applies: always, done: hasAtLeast('sensor.senseVersion', kit.sensorUpdate) };
  }),
  call: ({ kit }) =>
    kit.sensorUpdate && { operation: 'Update-Sensor', params: { file: kitFileOf(kit.sensorUpdate) } },
  files: ({ kit }) => [kit.sensorUpdate],
  evidence: ({ sensor }) => `sensor ${rawValue(sensor.senseVersion)}`,
};
