// Stands on: platform/os-2016-wmi, platform/os-2016-registry, servicing/servicing-features-2016-default, defender/mde-svc-windefend-displaynames,
// defender/mde-svc-2016-tasklist, servicing/servicing-mpsigstub-engine-stuck-2016 (4.10.14393 and a build).
// Invented: versions of system files, and the services of Trellix under their new name; looked for: file lists of the cumulative updates, service lists with Trellix
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

const os: Machine['os'] = {
  Caption: 'Microsoft Windows Server 2016 Standard',
  Version: '10.0.14393',
  BuildNumber: 14393,
  UBR: 8519,
  EditionID: 'ServerStandard',
  InstallationType: 'Server',
  ProductType: 3,
  OperatingSystemSKU: 7,
};
const name = 'PRACTICE-2016';
const system32 = 'C:\\Windows\\System32';
const platform = currentPlatform.folder;

/** Windows names its servicing stack by a value of this key; the folder that it leads to is not made up here. */
const servicingStack = {
  '10.0.14393.8516': { type: 'ExpandString' as const, value: '%SystemRoot%\\winsxs' },
};

/** Server 2016 with Defender enabled and current, no sensor, and Trellix as the antivirus product in use. */
export const base2016: Machine = {
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
  features: {
    'Windows-Defender-Features': 'Enabled',
    'Windows-Defender': 'Enabled',
    'Windows-Defender-Gui': 'Enabled',
  },
  roles: ['FileAndStorage-Services', 'File-Services', 'FS-FileServer', 'Storage-Services'],
  services: {
    ...commonServices,
    ...currentPlatform.services,
    WinDefend: service('Windows Defender Service', 'Running', 2, `"${platform}\\MsMpEng.exe"`),
    WdNisSvc: service(
      'Windows Defender Network Inspection Service',
      'Running',
      3,
      `"${platform}\\NisSrv.exe"`,
    ),
    WdBoot: bootDriver('Windows Defender Boot Driver'),
    WdFilter: service(
      'Windows Defender Mini-Filter Driver',
      'Running',
      0,
      'system32\\drivers\\wd\\WdFilter.sys',
      'driver',
    ),
    McShield: service(
      'Trellix McShield',
      'Running',
      2,
      '"C:\\Program Files\\Common Files\\McAfee\\AVSolution\\mcshield.exe"',
    ),
    mfemms: service(
      'Trellix Service Controller',
      'Running',
      2,
      '"C:\\Program Files\\Common Files\\McAfee\\SystemCore\\mfemms.exe"',
    ),
  },
  registry: {
    ...commonRegistry(name),
    ...currentPlatform.registry,
    [keys.servicingVersion]: servicingStack,
    [keys.currentVersion]: currentVersion(os, 'Windows Server 2016 Standard'),
  },
  files: {
    [`${system32}\\ntoskrnl.exe`]: systemFile('10.0.14393.8519'),
    [`${system32}\\ucrtbase.dll`]: systemFile('10.0.14393.7426'),
    [`${system32}\\tdh.dll`]: systemFile('10.0.14393.8246'),
    'C:\\Program Files\\Windows Defender\\MpCmdRun.exe': systemFile('4.10.14393.8519'),
    'C:\\Program Files\\Windows Defender\\MsMpEng.exe': systemFile('4.10.14393.8519'),
    ...currentPlatform.files,
  },
  defender: {
    AMRunningMode: 'Normal',
    AMProductVersion: current.platform,
    AntivirusSignatureVersion: current.intelligence,
    AntivirusSignatureLastUpdated: before(0, 5, 20),
    IsTamperProtected: false,
    RealTimeProtectionEnabled: true,
  },
  events: [...startEvents(commonMachine.boot.recent, os), ...intelligenceCame(before(0, 5, 20))],
};

const { McShield: _shield, mfemms: _control, ...ownServices } = base2016.services;
/** The same without a desktop and without another antivirus: Defender has no interface there, and no feature for one. */
export const base2016core: Machine = {
  ...base2016,
  name: 'PRACTICE-2016C',
  os: { ...os, InstallationType: 'Server Core' },
  features: { 'Windows-Defender-Features': 'Enabled', 'Windows-Defender': 'Enabled' },
  services: ownServices,
  registry: {
    ...commonRegistry('PRACTICE-2016C'),
    ...currentPlatform.registry,
    [keys.servicingVersion]: servicingStack,
    [keys.currentVersion]: currentVersion(
      { ...os, InstallationType: 'Server Core' },
      'Windows Server 2016 Standard',
    ),
  },
};
