// Stands on: platform/os-2012-registry, platform/os-sku-numbers.
// Invented: Caption and EditionID of Hyper-V Server; looked for: systeminfo of Hyper-V Server 2019 in rows of platform
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { base2012r2 } from './base2012r2';
import { base2019core } from './base2019';
import { currentPlatform } from './platform';
import { commonRegistry, currentVersion, startEvents, systemFile } from './parts';

const system32 = 'C:\\Windows\\System32';

const hyperV: Machine['os'] = {
  ...base2019core.os,
  Caption: 'Microsoft Hyper-V Server 2019',
  EditionID: 'ServerHyperCore',
  OperatingSystemSKU: 42,
};
/** The free Hyper-V Server 2019: it has Defender and sensor, and Microsoft supports neither on it. */
export const baseHyperV: Machine = {
  ...base2019core,
  name: 'PRACTICE-HV2019',
  os: hyperV,
  roles: ['FileAndStorage-Services', 'Hyper-V', 'Storage-Services'],
  registry: {
    ...commonRegistry('PRACTICE-HV2019'),
    ...currentPlatform.registry,
    [keys.currentVersion]: currentVersion(hyperV, 'Hyper-V Server 2019'),
  },
};

const os2012: Machine['os'] = {
  ...base2012r2.os,
  Caption: 'Microsoft Windows Server 2012 Standard',
  Version: '6.2.9200',
  BuildNumber: 9200,
  UBR: null,
};
/** Server 2012 without R2, brought to PowerShell 4.0 by an update of its own. */
export const base2012: Machine = {
  ...base2012r2,
  name: 'PRACTICE-2012',
  os: os2012,
  registry: {
    ...commonRegistry('PRACTICE-2012'),
    [keys.currentVersion]: currentVersion(os2012, 'Windows Server 2012 Standard'),
  },
  events: startEvents(base2012r2.boot.recent, os2012),
  files: {
    [`${system32}\\ntoskrnl.exe`]: systemFile('6.2.9200.25423'),
    [`${system32}\\tdh.dll`]: systemFile('6.2.9200.16384'),
  },
};
