import { keys } from '../keys';
import type { Machine } from '../machine';
import {
  before,
  commonMachine,
  commonRegistry,
  commonServices,
  currentVersion,
  service,
  startEvents,
  systemFile,
} from './parts';

const system32 = 'C:\\Windows\\System32';
const platform = 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.25100.9008-0';
const sensor = 'C:\\Program Files\\Windows Defender Advanced Threat Protection\\MsSense.exe';

function server2019(name: string, installationType: string): Machine {
  const os: Machine['os'] = {
    Caption: 'Microsoft Windows Server 2019 Standard',
    Version: '10.0.17763',
    BuildNumber: 17763,
    UBR: 8027,
    EditionID: 'ServerStandard',
    InstallationType: installationType,
    ProductType: 3,
    OperatingSystemSKU: 7,
  };
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
    features: { 'Windows-Defender': 'Enabled' },
    roles: ['FileAndStorage-Services', 'Storage-Services', 'Web-Server'],
    services: {
      ...commonServices,
      Sense: service('Windows Defender Advanced Threat Protection Service', 'Stopped', 3, `"${sensor}"`),
      MsSecFlt: service(
        'Microsoft Security Events Component Minifilter driver',
        'Stopped',
        3,
        'system32\\drivers\\mssecflt.sys',
        'driver',
      ),
      WinDefend: service('Windows Defender Antivirus Service', 'Running', 2, `"${platform}\\MsMpEng.exe"`),
      WdNisSvc: service(
        'Windows Defender Antivirus Network Inspection Service',
        'Running',
        3,
        `"${platform}\\NisSrv.exe"`,
      ),
      WdFilter: service(
        'Windows Defender Antivirus Mini-Filter Driver',
        'Running',
        0,
        'system32\\drivers\\wd\\WdFilter.sys',
        'driver',
      ),
    },
    registry: {
      ...commonRegistry(name),
      [keys.currentVersion]: currentVersion(os, 'Windows Server 2019 Standard'),
    },
    files: {
      [`${system32}\\ntoskrnl.exe`]: systemFile('10.0.17763.8027'),
      [`${system32}\\ucrtbase.dll`]: systemFile('10.0.17763.7671'),
      [`${system32}\\tdh.dll`]: systemFile('10.0.17763.7671'),
      [sensor]: systemFile('10.8760.17763.7671'),
      'C:\\Program Files\\Windows Defender\\MpCmdRun.exe': systemFile('4.18.1807.18075'),
      'C:\\Program Files\\Windows Defender\\MsMpEng.exe': systemFile('4.18.1807.18075'),
      [`${platform}\\MsMpEng.exe`]: systemFile('4.18.25100.9008'),
      [`${platform}\\NisSrv.exe`]: systemFile('4.18.25100.9008'),
    },
    defender: {
      AMRunningMode: 'Normal',
      AMProductVersion: '4.18.25100.9008',
      AntivirusSignatureVersion: '1.441.212.0',
      AntivirusSignatureLastUpdated: before(0, 3, 5),
      IsTamperProtected: false,
      RealTimeProtectionEnabled: true,
    },
    events: startEvents(commonMachine.boot.recent),
  };
}

/** Server 2019: antivirus and sensor are part of Windows, so only onboarding is missing. */
export const base2019 = server2019('PRACTICE-2019', 'Server');
/** Server 2019 without a desktop. */
export const base2019core = server2019('PRACTICE-2019C', 'Server Core');
