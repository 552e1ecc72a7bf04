// Stands on: platform/os-2022-registry, platform/os-2022-computerinfo.
import type { Machine } from '../machine/machine';
import { builtIn } from './builtIn';

function server2022(name: string, installationType: string): Machine {
  return builtIn({
    name,
    os: {
      Caption: 'Microsoft Windows Server 2022 Standard',
      Version: '10.0.20348',
      BuildNumber: 20348,
      UBR: 4405,
      EditionID: 'ServerStandard',
      InstallationType: installationType,
      ProductType: 3,
      OperatingSystemSKU: 7,
    },
    productName: 'Windows Server 2022 Standard',
    antivirus: 'Microsoft Defender Antivirus',
    versions: {
      kernel: '10.0.20348.4405',
      system: '10.0.20348.4294',
      sensor: '10.8760.20348.4294',
      inbox: '4.18.2104.14',
    },
  });
}

/** Server 2022: as 2019, on its own build. */
export const base2022 = server2022('PRACTICE-2022', 'Server');
/** Server 2022 without a desktop. */
export const base2022core = server2022('PRACTICE-2022C', 'Server Core');
