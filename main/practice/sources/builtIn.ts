// Stands on: servicing/servicing-features-2019-no-parent, servicing/servicing-features-2019-no-gui, defender/mde-svc-sense-notonboarded,
// defender/mde-svc-mssecflt-22621, servicing/servicing-defender-services-by-generation, defender/mde-svc-wdnissvc-running.
// Invented: the versions of system files, sensor and inbox antivirus of each release; looked for: file lists of the cumulative updates
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { current, currentPlatform } from './platform';
import {
  before,
  bootDriver,
  commonMachine,
  commonRegistry,
  commonServices,
  intelligenceCame,
  currentVersion,
  service,
  startEvents,
  systemFile,
} from './parts';

const system32 = 'C:\\Windows\\System32';
const platform = currentPlatform.folder;
const sensor = 'C:\\Program Files\\Windows Defender Advanced Threat Protection\\MsSense.exe';

/** What tells one Windows with a sensor of its own from another. */
export interface BuiltIn {
  readonly name: string;
  readonly os: Machine['os'];
  readonly productName: string;
  /** What its services call the antivirus. */
  readonly antivirus: 'Windows Defender Antivirus' | 'Microsoft Defender Antivirus';
  /** Versions of the kernel, of the other system files, of the sensor, and of the antivirus that Windows was made with. */
  readonly versions: Readonly<Record<'kernel' | 'system' | 'sensor' | 'inbox', string>>;
}

/** A server from version 1803 on: antivirus and sensor are part of Windows, so only onboarding is missing. */
export function builtIn({ name, os, productName, antivirus, versions }: BuiltIn): Machine {
  return {
    ...commonMachine,
    boot: { ...commonMachine.boot, recent: [...commonMachine.boot.recent] },
    sessions: [],
    processes: [...commonMachine.processes],
    faults: [],
    atRestart: [],
    atTime: [],
    kit: [],
    name,
    os,
    // From 1803 on the feature has one name only, without parent or interface (enable-update-mdav-to-latest-ws).
    features: { 'Windows-Defender': 'Enabled' },
    roles: ['FileAndStorage-Services', 'Storage-Services', 'Web-Server'],
    services: {
      ...commonServices,
      ...currentPlatform.services,
      Sense: service('Windows Defender Advanced Threat Protection Service', 'Stopped', 3, `"${sensor}"`),
      MsSecFlt: service(
        'Microsoft Security Events Component Minifilter driver',
        'Stopped',
        3,
        'system32\\drivers\\mssecflt.sys',
        'driver',
      ),
      WinDefend: service(`${antivirus} Service`, 'Running', 2, `"${platform}\\MsMpEng.exe"`),
      WdNisSvc: service(`${antivirus} Network Inspection Service`, 'Running', 3, `"${platform}\\NisSrv.exe"`),
      WdBoot: bootDriver(`${antivirus} Boot Driver`),
      WdFilter: service(
        `${antivirus} Mini-Filter Driver`,
        'Running',
        0,
        'system32\\drivers\\wd\\WdFilter.sys',
        'driver',
      ),
    },
    registry: {
      ...commonRegistry(name),
      ...currentPlatform.registry,
      [keys.currentVersion]: currentVersion(os, productName),
    },
    files: {
      [`${system32}\\ntoskrnl.exe`]: systemFile(versions.kernel),
      [`${system32}\\ucrtbase.dll`]: systemFile(versions.system),
      [`${system32}\\tdh.dll`]: systemFile(versions.system),
      [sensor]: systemFile(versions.sensor),
      'C:\\Program Files\\Windows Defender\\MpCmdRun.exe': systemFile(versions.inbox),
      'C:\\Program Files\\Windows Defender\\MsMpEng.exe': systemFile(versions.inbox),
      ...currentPlatform.files,
    },
    defender: {
      AMRunningMode: 'Normal',
      AMProductVersion: current.platform,
      AntivirusSignatureVersion: current.intelligence,
      AntivirusSignatureLastUpdated: before(0, 3, 5),
      IsTamperProtected: false,
      RealTimeProtectionEnabled: true,
    },
    events: [...startEvents(commonMachine.boot.recent, os), ...intelligenceCame(before(0, 3, 5))],
  };
}
