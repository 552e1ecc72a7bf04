import { unreadable } from '../model/facts';
import { compareVersions } from '../version';
import type { OsFamily } from '../knowledge/os';
import { docs } from '../knowledge/source';
import { type CheckContext, type CheckRule, notProvable, passed, toFix, toKnow } from './rule';

/** What streamlined connectivity needs at least (configure-device-connectivity). */
const platform = '4.18.2211.5';
const engine = '1.1.19900.2';
/** Asked for by Microsoft's client analyzer (MDEClientAnalyzer.ps1 of May 2024). */
const signatures = '1.391.345.0';
const sensor = '10.8040';
/** The cumulative updates of 8 March 2022, and the revisions of Windows that they make. Newer versions have them. */
const updates: Partial<Record<OsFamily, { kb: string; revision: number }>> = {
  '2019': { kb: 'KB5011503', revision: 2686 },
  sac20h2: { kb: 'KB5011487', revision: 1586 },
  '2022': { kb: 'KB5011497', revision: 587 },
};
/** Versions for which Microsoft names no update: their support ended before, or the way is a longer one (1803). */
const without: readonly OsFamily[] = ['sac1803', 'sac1903', 'sac1909', 'sac2004'];

interface Need {
  readonly found: string;
  readonly needed: string;
  readonly isMet: boolean | null;
}

const need = (what: string, found: string | null, least: string): Need => ({
  found: `${what} ${found ?? '?'}`,
  needed: `${what} ${least}`,
  isMet: found === null ? null : compareVersions(found, least) >= 0,
});

/** What this server must have, by the names that Windows uses. */
function needs({ facts, family }: CheckContext): Need[] {
  const { defender, sensor: own, os, services } = facts;
  const all: Need[] = [];
  const update = updates[family];
  if (update) {
    const isMet = os.revision === null ? null : os.revision >= update.revision;
    all.push({ found: `${os.build}.${os.revision ?? '?'}`, needed: update.kb, isMet });
  }
  // On Server 2012 R2 and 2016 the sensor comes with the installation package, which is newer than that.
  if (services.sense !== null || unreadable(facts, 'services.sense') !== null)
    all.push(need('MsSense.exe', services.sense && own.senseVersion, sensor));
  // Without Defender, or where it does not run, its part of the cloud is not asked for.
  const isUnread = services.winDefend === null && unreadable(facts, 'services.winDefend') !== null;
  if (isUnread) all.push(need('AMProductVersion', null, platform), need('AMEngineVersion', null, engine));
  if (services.winDefend?.status === 'running') {
    all.push(need('AMProductVersion', defender.platformVersion, platform));
    all.push(need('AMEngineVersion', defender.engineVersion, engine));
    all.push(need('AntivirusSignatureVersion', defender.signatureVersion, signatures));
  }
  return all;
}

/** What a package for streamlined connectivity needs on the server. Other packages need none of this. */
export const streamlinedRules: readonly CheckRule[] = [
  {
    id: 'streamlined',
    families: null,
    applies: ({ onboarding }) =>
      onboarding?.details.kind === 'onboarding' && onboarding.details.connectivity === 'streamlined',
    waivable: true,
    source: docs('configure-device-connectivity', '2026-11-29'),
    doubt: null,
    judge: (context) => {
      const { facts, family, kit } = context;
      // The server must be offboarded first. Otherwise the script runs, but the sensor keeps its addresses.
      if (family === 'sac1803' && facts.policy.connectivity === 'standard')
        return toFix('standard', 'offboarding');
      const all = needs(context);
      const missing = all.filter(({ isMet }) => isMet === false);
      const list = (which: readonly Need[], part: 'found' | 'needed') =>
        which.map((one) => one[part]).join(', ');
      if (missing.length > 0) {
        const isOldPlatform = missing.some(({ found }) => found.startsWith('AMProductVersion'));
        const file = kit.platformUpdate ? null : { kind: 'platformUpdate' as const, kb: null };
        return isOldPlatform
          ? toFix(list(missing, 'found'), list(missing, 'needed'), 'update-platform', file)
          : toFix(list(missing, 'found'), list(missing, 'needed'));
      }
      if (without.includes(family)) return toKnow(String(facts.os.build));
      const unknown = all.filter(({ isMet }) => isMet === null);
      if (unknown.length > 0) return notProvable(list(unknown, 'found'), list(unknown, 'needed'));
      return passed(list(all, 'found'), list(all, 'needed'));
    },
  },
];
