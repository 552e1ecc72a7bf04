import { unreadable } from '../model/facts';
import type { OsFamily } from '../knowledge/os';
import {
  derived,
  docs,
  installScript,
  onboardingScript,
  unverified,
  common as windows,
} from '../knowledge/source';
import { type CheckRule, notProvable, passed, toFix, toKnow } from './rule';

const megabyte = 1024 * 1024;
/** Microsoft publishes no figure, so these two are ours. Below the first an installation is likely to fail. */
const tooLittleDisk = 500 * megabyte;
const enoughDisk = 1024 * megabyte;

/** From Server 2019 on the sensor does not depend on the telemetry service (troubleshoot-onboarding). */
const withTelemetryService: readonly OsFamily[] = ['2012r2', '2016', 'sac1803'];

/** What every server must have before anything is changed on it. */
export const commonRules: readonly CheckRule[] = [
  {
    id: 'elevated',
    families: null,
    waivable: false,
    source: onboardingScript,
    doubt: null,
    judge: ({ facts: { powershell } }) =>
      powershell.elevated ? passed(powershell.user) : toFix(powershell.user, 'Administrators'),
  },
  {
    id: 'is64Bit',
    families: null,
    waivable: false,
    source: installScript,
    doubt: null,
    judge: ({ facts }) =>
      facts.powershell.is64Bit && facts.os.is64Bit ? passed('64-bit', '64-bit') : toFix('32-bit', '64-bit'),
  },
  {
    id: 'languageMode',
    families: null,
    waivable: false,
    source: onboardingScript,
    doubt: derived,
    judge: ({ facts: { powershell } }) =>
      powershell.languageMode === 'FullLanguage'
        ? passed(powershell.languageMode, 'FullLanguage')
        : toFix(powershell.languageMode, 'FullLanguage'),
  },
  {
    id: 'noRestartPending',
    families: null,
    waivable: true,
    source: windows,
    doubt: unverified,
    judge: ({ facts }) => {
      const names = (markers: ServerMarkers) => markers.map(({ source }) => source).join(', ');
      const blocking = facts.restartPending.filter((marker) => marker.blocking);
      if (blocking.length > 0) return toFix(names(blocking), 'absent', 'restart');
      if (facts.restartPending.length > 0) return toKnow(names(facts.restartPending), 'absent');
      const reason = unreadable(facts, 'restartPending');
      return reason === null ? passed('absent', 'absent') : notProvable(reason, 'absent');
    },
  },
  {
    id: 'bothPolicies',
    families: null,
    waivable: false,
    source: docs('configure-endpoints-gp'),
    doubt: derived,
    judge: ({ facts }) => {
      const { onboardingInfo, offboardingInfo } = facts.policy;
      if (onboardingInfo && offboardingInfo) return toFix('2', '1');
      const reason =
        unreadable(facts, 'policy.onboardingInfo') ?? unreadable(facts, 'policy.offboardingInfo');
      return reason === null ? passed(onboardingInfo ? '1' : '0', '1') : notProvable(reason, '1');
    },
  },
  {
    id: 'disk',
    families: null,
    waivable: true,
    source: windows,
    doubt: unverified,
    judge: ({ facts: { disk } }) => {
      const needed = `${enoughDisk / megabyte} MB`;
      if (!disk) return notProvable('unknown', needed);
      const found = `${disk.drive} ${Math.floor(disk.freeBytes / megabyte)} MB`;
      if (disk.freeBytes >= enoughDisk) return passed(found, needed);
      return disk.freeBytes < tooLittleDisk ? toFix(found, needed) : toKnow(found, needed);
    },
  },
  {
    id: 'lanmanServer',
    families: null,
    waivable: true,
    source: onboardingScript,
    doubt: derived,
    judge: ({ facts }) => {
      const status = facts.services.lanmanServer?.status ?? null;
      if (status === 'running') return passed(status, 'running');
      const reason = unreadable(facts, 'services.lanmanServer');
      if (status === null && reason !== null) return notProvable(reason, 'running');
      return toFix(status ?? 'absent', 'running');
    },
  },
  {
    id: 'diagTrack',
    families: withTelemetryService,
    waivable: true,
    source: docs('troubleshoot-onboarding'),
    doubt: null,
    judge: ({ facts, family }) => {
      const service = facts.services.diagTrack;
      const needed = 'automatic, running';
      const reason = unreadable(facts, 'services.diagTrack');
      if (service === null && reason !== null) return notProvable(reason, needed);
      // On 2012 R2 the service comes with the telemetry update, which has a check of its own.
      if (service === null) return family === '2012r2' ? toKnow('absent', needed) : toFix('absent', needed);
      const found = `${service.start}, ${service.status}`;
      return service.start === 'automatic' && service.status === 'running'
        ? passed(found, needed)
        : toFix(found, needed);
    },
  },
];

type ServerMarkers = readonly { source: string }[];
