import { unreadable } from '../model/facts';
import { compareVersions } from '../version';
import { docs, derived, installScript } from '../knowledge/source';
import { type CheckRule, notProvable, passed, toFix, toKnow } from './rule';

const base = { families: ['2016'] as const, waivable: false, source: installScript, doubt: null };

/** The update of 20 September 2018 (KB4457127): before it the antivirus platform cannot be brought up to date. */
const firstUsableRevision = 2515;
// An antivirus in its inbox folder runs the platform that came with Windows (row defender/mde-reg-platform-inbox-folder).
/** Below this version of the platform Install.ps1 warns even when the installation package asks for less. */
const oldestGoodPlatform = '4.18.23050.5';

/**
 * The servicing stack of September 2021 is asked for, and the number it gives itself is published nowhere. Stacks are
 * numbered by the build they were made with, and for Server 2016 there was none between April (build 4350) and
 * September (build 4651): what lies above June's build is September's or later.
 */
const servicingStackAbove = '10.0.14393.4467';

/** Server 2016: antivirus is part of Windows and must be ready before the sensor is installed. */
export const server2016Rules: readonly CheckRule[] = [
  {
    ...base,
    id: 'ssu',
    waivable: true,
    source: docs('onboard-server'),
    doubt: derived,
    judge: ({ facts }) => {
      const found = facts.os.servicingStack;
      const needed = 'KB5005698';
      if (found === null) return notProvable(unreadable(facts, 'os.servicingStack') ?? 'unknown', needed);
      return compareVersions(found, servicingStackAbove) >= 0 ? passed(found, needed) : toFix(found, needed);
    },
  },
  {
    ...base,
    id: 'lcu',
    judge: ({ facts }) => {
      const needed = `14393.${firstUsableRevision}`;
      const { build, revision } = facts.os;
      if (revision === null) return notProvable(String(build), needed);
      const found = `${build}.${revision}`;
      return revision >= firstUsableRevision ? passed(found, needed) : toFix(found, needed);
    },
  },
  {
    ...base,
    id: 'platform',
    waivable: true,
    judge: ({ facts, kit }) => {
      const found = facts.defender.platformVersion;
      const wanted =
        kit.installation?.details.kind === 'installation' ? kit.installation.details.platformVersion : null;
      const needed = wanted ?? oldestGoodPlatform;
      const reason = unreadable(facts, 'defender.platformVersion');
      if (found === null && reason !== null) return notProvable(reason, needed);
      if (found !== null && compareVersions(found, needed) >= 0) return passed(found, needed);
      // Where Defender is still to be enabled, the platform that comes with Windows is older than any package.
      const file = kit.platformUpdate ? null : { kind: 'platformUpdate' as const, kb: null };
      return toFix(found ?? 'absent', needed, 'update-platform', file);
    },
  },
  {
    ...base,
    id: 'kernelOwner',
    judge: ({ facts, kit }) => {
      const needed = 'TrustedInstaller';
      const trusted = facts.files.ntoskrnlOwnerTrusted;
      if (trusted === null)
        return notProvable(unreadable(facts, 'files.ntoskrnlOwnerTrusted') ?? 'unknown', needed);
      if (trusted) return passed(needed, needed);
      return repairedByScript('other', needed, kit.installScript !== null);
    },
  },
  {
    ...base,
    id: 'orphanRegistration',
    judge: ({ facts, kit }) => {
      if (facts.orphanRegistration) return repairedByScript('orphan', 'absent', kit.installScript !== null);
      const reason = unreadable(facts, 'orphanRegistration');
      return reason === null ? passed('absent', 'absent') : notProvable(reason, 'absent');
    },
  },
];

/** Install.ps1 repairs it while it installs; without that file in the kit the installation would fail. */
function repairedByScript(found: string, needed: string, inKit: boolean) {
  return inKit ? toKnow(found, needed) : toFix(found, needed, null, { kind: 'installScript', kb: null });
}
