import { sharePathSchema } from '../../model/catalogue/defenderOperations';
import { compareVersions } from '../../version';
import { freshMs, platformOf, refreshPlatform, updateIntelligence } from '../actions/updates';
import type { Setting, SettingNow } from './setting';

/** From this platform on new engines are taken (row servicing/servicing-mpsigstub-engine-stuck-2016 shows one of 4.10 that takes none). */
const firstToTake = '4.18';

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
  offers: ({ facts }) =>
    facts.defender.signatureVersion !== null &&
    compareVersions(facts.defender.platformVersion ?? '0.0', firstToTake) >= 0
      ? [{ id: 'intelligence.windows', wishes: { intelligence: 'windows' } }]
      : [],
  field: {
    id: 'intelligence',
    wishOf(text) {
      const path = sharePathSchema.safeParse(text.trim().replace(/\\$/, ''));
      return path.success ? { intelligence: path.data } : null;
    },
    textOf: ({ intelligence }) => (intelligence === 'windows' ? null : intelligence),
  },
  notes: ({ facts, inputs }) => [
    ...(inputs.wishes.intelligence === null || inputs.wishes.intelligence === 'windows'
      ? []
      : [{ id: 'intelligence.share' as const }]),
    ...(facts.defender.platformVersion !== null &&
    compareVersions(facts.defender.platformVersion, firstToTake) < 0
      ? [{ id: 'intelligence.platformFirst' as const }]
      : []),
    // Only Microsoft knows which one is the newest: Gangway asks nobody but the server.
    { id: 'updates.newestUnknown' },
  ],
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
  offers({ facts, kit }) {
    const offered = platformOf(kit);
    const have = facts.defender.platformVersion;
    return offered !== null && have !== null && compareVersions(have, offered) < 0
      ? [{ id: 'platform.library', wishes: { platform: 'library' } }]
      : [];
  },
  notes({ facts, kit }) {
    const offered = platformOf(kit);
    const have = facts.defender.platformVersion;
    if (have === null) return [];
    if (offered === null) return [{ id: 'updates.newestUnknown' }, { id: 'updates.monthly' }];
    return compareVersions(have, offered) < 0
      ? [{ id: 'updates.libraryNewer', values: { version: offered } }, { id: 'updates.mayRestart' }]
      : [{ id: 'updates.asLibrary', values: { version: offered } }, { id: 'updates.monthly' }];
  },
  actions: [refreshPlatform],
};
