// Stands on: platform/os-2012r2-wmi, platform/os-2012r2-registry.
// Invented: versions of system files; looked for: file lists of the last monthly rollups
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import {
  commonMachine,
  commonRegistry,
  commonServices,
  currentVersion,
  startEvents,
  systemFile,
} from './parts';

const os: Machine['os'] = {
  Caption: 'Microsoft Windows Server 2012 R2 Standard',
  Version: '6.3.9600',
  BuildNumber: 9600,
  UBR: 22267,
  EditionID: 'ServerStandard',
  InstallationType: 'Server',
  ProductType: 3,
  OperatingSystemSKU: 7,
};
const name = 'PRACTICE-2012R2';
const system32 = 'C:\\Windows\\System32';

/** Server 2012 R2, patched, without any part of Defender: the installation package brings antivirus and sensor. */
export const base2012r2: Machine = {
  ...commonMachine,
  boot: { ...commonMachine.boot, recent: [...commonMachine.boot.recent] },
  sessions: [{ user: 'PRACTICE\\m.alvarez' }],
  processes: [...commonMachine.processes],
  faults: [],
  atRestart: [],
  atTime: [],
  kit: [],
  name,
  os,
  powershell: { ...commonMachine.powershell, version: '4.0' },
  features: {},
  roles: ['FileAndStorage-Services', 'Storage-Services', 'Web-Server'],
  services: {
    ...commonServices,
    DiagTrack: { ...commonServices.DiagTrack, displayName: 'Diagnostics Tracking Service' },
  },
  registry: {
    ...commonRegistry(name),
    [keys.currentVersion]: currentVersion(os, 'Windows Server 2012 R2 Standard'),
  },
  files: {
    [`${system32}\\ntoskrnl.exe`]: systemFile('6.3.9600.22267'),
    [`${system32}\\ucrtbase.dll`]: systemFile('10.0.10240.16390'),
    [`${system32}\\tdh.dll`]: systemFile('6.3.9600.22235'),
  },
  defender: null,
  events: startEvents(commonMachine.boot.recent, os),
};

/** The same without a desktop: nobody has a session there, and the web server is gone. */
export const base2012r2core: Machine = {
  ...base2012r2,
  name: 'PRACTICE-2012R2C',
  os: { ...os, InstallationType: 'Server Core' },
  sessions: [],
  roles: ['DNS', 'FileAndStorage-Services', 'Storage-Services'],
  registry: {
    ...commonRegistry('PRACTICE-2012R2C'),
    [keys.currentVersion]: currentVersion(
      { ...os, InstallationType: 'Server Core' },
      'Windows Server 2012 R2 Standard',
    ),
  },
};
