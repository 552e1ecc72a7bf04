import { unreadable } from '../model/facts';
import { stepPlatform } from '../kit/packageMinimum';
import { compareVersions } from '../version';
import type { OsFamily } from '../knowledge/os';
import { docs, derived } from '../knowledge/source';
import { policyRule } from './policies';
import {
  type CheckContext,
  type CheckRule,
  type Judgement,
  notProvable,
  passed,
  toFix,
  toKnow,
} from './rule';

/** Versions where Defender Antivirus is part of Windows; 2012 R2 gets it from the installation package. */
const withAntivirus: readonly OsFamily[] = [
  '2016',
  'sac1803',
  '2019',
  'sac1903',
  'sac1909',
  'sac2004',
  'sac20h2',
  '2022',
  '23h2',
  '2025',
  'azureLocal',
];
const withSensor = withAntivirus.filter((family) => family !== '2016');

/** Defender Antivirus and the sensor as parts of Windows. */
export const defenderRules: readonly CheckRule[] = [
  {
    id: 'defenderFeature',
    families: withAntivirus,
    waivable: true,
    source: docs('enable-update-mdav-to-latest-ws'),
    doubt: null,
    judge: (context) => {
      const { feature } = context.facts.defender;
      switch (feature) {
        case 'enabled':
          return passed(feature, 'enabled');
        case 'pending':
          return toFix(feature, 'enabled', 'restart');
        case 'disabled':
          return leaveToOther(context) ?? toFix(feature, 'enabled', 'enable-defender-feature');
        case 'removed':
        case 'notPresent':
          // The files are gone from the disk; only a repair source brings them back, which no action here has.
          return leaveToOther(context) ?? toFix(feature, 'enabled');
        case null:
          return notProvable(unreadable(context.facts, 'defender.feature') ?? 'unknown', 'enabled');
      }
    },
  },
  {
    id: 'defenderRunning',
    families: withAntivirus,
    waivable: true,
    source: docs('enable-update-mdav-to-latest-ws'),
    doubt: null,
    judge: (context) => {
      const service = context.facts.services.winDefend;
      if (service?.status === 'running') return passed('running', 'running');
      const reason = unreadable(context.facts, 'services.winDefend');
      if (service === null && reason !== null) return notProvable(reason, 'running');
      const found = service?.status ?? 'absent';
      return leaveToOther(context) ?? toFix(found, 'running', 'enable-defender');
    },
  },
  {
    id: 'platformStep',
    families: withAntivirus,
    waivable: true,
    source: docs('microsoft-defender-antivirus-updates', '2026-11-29'),
    doubt: null,
    judge: ({ facts, kit }) => {
      const found = facts.defender.platformVersion;
      if (found !== null && compareVersions(found, stepPlatform) >= 0) return passed(found, stepPlatform);
      if (found === null)
        return notProvable(unreadable(facts, 'defender.platformVersion') ?? 'unknown', stepPlatform);
      // Windows Update and Microsoft's own Install.ps1 go on without it. So the check names it, and it is planned when its file is there.
      return kit.platformStep === null
        ? toKnow(found, stepPlatform)
        : toFix(found, stepPlatform, 'step-platform');
    },
  },
  {
    id: 'senseService',
    families: withSensor,
    waivable: false,
    source: docs('troubleshoot-onboarding'),
    doubt: derived,
    judge: ({ facts }) => {
      const service = facts.services.sense;
      if (service) return passed(service.status, 'Sense');
      const reason = unreadable(facts, 'services.sense');
      return reason === null ? toFix('absent', 'Sense') : notProvable(reason, 'Sense');
    },
  },
  policyRule,
];

/**
 * Beside another antivirus somebody may have removed Defender on purpose, and a built-in sensor works without it.
 * Server 2016 is no exception to the rule that it must run: the installation package refuses otherwise.
 */
function leaveToOther({ facts, family }: CheckContext): Judgement | null {
  const other = facts.otherAntivirus.find(({ running }) => running);
  if (family === '2016' || !other) return null;
  return toKnow(other.displayName);
}
