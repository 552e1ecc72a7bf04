// Stands on: platform/os-2019-wmi, platform/os-2019-registry.
import type { Machine } from '../machine/machine';
import { builtIn } from './builtIn';

function server2019(name: string, installationType: string): Machine {
  return builtIn({
    name,
    os: {
      Caption: 'Microsoft Windows Server 2019 Standard',
      Version: '10.0.17763',
      BuildNumber: 17763,
      UBR: 8027,
      EditionID: 'ServerStandard',
      InstallationType: installationType,
      ProductType: 3,
      OperatingSystemSKU: 7,
    },
    productName: 'Windows Server 2019 Standard',
    antivirus: 'Windows Defender Antivirus',
    versions: {
      kernel: '10.0.17763.8027',
      system: '10.0.17763.7671',
      sensor: '10.8760.17763.7671',
      inbox: '4.18.1807.18075',
    },
  });
}

/** Server 2019: antivirus and sensor are part of Windows, so only onboarding is missing. */
export const base2019 = server2019('PRACTICE-2019', 'Server');
/** Server 2019 without a desktop. */
export const base2019core = server2019('PRACTICE-2019C', 'Server Core');
