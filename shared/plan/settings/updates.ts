import { sharePathSchema } from '../../model/catalogue/defenderOperations';
import { recogniseOs } from '../../knowledge/os';
import { compareVersions } from '../../version';
import { freshMs, refreshPlatform, updateIntelligence, updateSensor, versionOf } from '../actions/updates';
import { mayCrash } from '../actions/workspaces';
import { currencyNotes } from './currency';
import type { Offer, Setting, SettingNow } from './setting';

/** From this platform on new engines are taken (row servicing/servicing-mpsigstub-engine-stuck-2016 shows one of 4.10 that takes none). */
const firstToTake = '4.18';
const isTooOld = (platform: string): boolean => compareVersions(platform, firstToTake) < 0;

/** Whether intelligence is wished from a share: the other wishes are words. */
const isShare = (wish: string | null): boolean => wish?.startsWith('\\\\') ?? false;

/** The choice of an update of the library, where it is newer than what the server has. */
const ifNewer = (have: string | null, offered: string | null, offer: Offer): Offer[] =>
  have !== null && offered !== null && compareVersions(have, offered) < 0 ? [offer] : [];

/** What the antivirus knows of threats, and how old it is. */
export const intelligenceSetting: Setting = {
  id: 'intelligence',
  group: 'updates',
  wishes: ['intelligence'],
  now(facts): SettingNow {
    const raw = updateIntelligence.evidence(facts);
    const { signatureVersion: version, signaturesUpdatedAt: at } = facts.defender;
    if (version === null || at === null) return { word: 'noAntivirus', raw };
    const days = Math.floor((facts.readAt - at) / freshMs);
    return days < 1
      ? { word: 'intelligence.today', values: { version }, raw }
      : { word: 'intelligence.days', values: { version, days }, raw };
  },
  offers({ facts: { defender }, kit }) {
    if (defender.signatureVersion === null || isTooOld(defender.platformVersion ?? '0.0')) return [];
    return [
      { id: 'intelligence.windows', wishes: { intelligence: 'windows' } },
      ...ifNewer(defender.signatureVersion, versionOf(kit.intelligence), {
        id: 'intelligence.library',
        wishes: { intelligence: 'library' },
      }),
    ];
  },
  field: {
    id: 'intelligence',
    wishOf(text) {
      const path = sharePathSchema.safeParse(text.trim().replace(/\\$/, ''));
      return path.success ? { intelligence: path.data } : null;
    },
    textOf: ({ intelligence }) => (isShare(intelligence) ? intelligence : null),
  },
  notes({ facts, inputs, kit }) {
    const { signatureVersion, platformVersion } = facts.defender;
    return [
      ...(isShare(inputs.wishes.intelligence) ? [{ id: 'intelligence.share' as const }] : []),
      ...(platformVersion !== null && isTooOld(platformVersion)
        ? [{ id: 'intelligence.platformFirst' as const }]
        : []),
      ...(signatureVersion === null
        ? []
        : currencyNotes('intelligence', signatureVersion, versionOf(kit.intelligence), facts.readAt)),
    ];
  },
  actions: [updateIntelligence],
};

/** The platform of the antivirus: its programs. */
export const platformSetting: Setting = {
  id: 'platform',
  group: 'updates',
  wishes: ['platform'],
  now(facts) {
    const raw = refreshPlatform.evidence(facts);
    const version = facts.defender.platformVersion;
    return version === null ? { word: 'noAntivirus', raw } : { word: 'version', values: { version }, raw };
  },
  offers: ({ facts, kit }) =>
    ifNewer(facts.defender.platformVersion, versionOf(kit.platformUpdate), {
      id: 'platform.library',
      wishes: { platform: 'library' },
    }),
  notes({ facts, kit }) {
    const have = facts.defender.platformVersion;
    if (have === null) return [];
    const offered = versionOf(kit.platformUpdate);
    return [
      ...currencyNotes('platform', have, offered, facts.readAt),
      ...ifNewer(have, offered, { id: 'platform.library', wishes: {} }).map(() => ({
        id: 'updates.mayRestart' as const,
      })),
      { id: 'updates.monthly' },
    ];
  },
  actions: [refreshPlatform],
};

/** The sensor of Server 2012 R2 and 2016; on newer Windows it is updated with Windows, and there is nothing to be wished. */
export const sensorSetting: Setting = {
  id: 'sensor',
  group: 'updates',
  wishes: ['sensorUpdate'],
  now({ sensor }) {
    const raw = `sensor ${sensor.senseVersion ?? '-'}`;
    const version = sensor.senseVersion;
    return version === null ? { word: 'noSensor', raw } : { word: 'version', values: { version }, raw };
  },
  offers: ({ facts, kit }) =>
    recogniseOs(facts.os).sensor !== 'installed'
      ? []
      : ifNewer(facts.sensor.senseVersion, versionOf(kit.sensorUpdate), {
          id: 'sensor.library',
          wishes: { sensorUpdate: 'library' },
        }),
  notes({ facts, kit }) {
    const have = facts.sensor.senseVersion;
    if (have === null || recogniseOs(facts.os).sensor !== 'installed') return [];
    const offered = versionOf(kit.sensorUpdate);
    return [
      ...(mayCrash(facts) ? [{ id: 'sensor.first' as const }] : []),
      ...currencyNotes('sensor', have, offered, facts.readAt),
      { id: offered === null ? ('sensor.noFile' as const) : ('updates.mayRestart' as const) },
      { id: 'updates.monthly' },
    ];
  },
  actions: [updateSensor],
};
