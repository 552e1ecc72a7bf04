// Stands on: platform/os-2025-core-computerinfo.
import type { Machine } from '../machine/machine';
import { builtIn } from './builtIn';

function server2025(name: string, installationType: string): Machine {
  return builtIn({
    name,
    os: {
      Caption: 'Microsoft Windows Server 2025 Datacenter',
      Version: '10.0.26100',
      BuildNumber: 26100,
      UBR: 7171,
      EditionID: 'ServerDatacenter',
      InstallationType: installationType,
      ProductType: 3,
      OperatingSystemSKU: 8,
    },
    productName: 'Windows Server 2025 Datacenter',
    antivirus: 'Microsoft Defender Antivirus',
    versions: {
      kernel: '10.0.26100.7171',
      system: '10.0.26100.7019',
      sensor: '10.8805.26100.7019',
      inbox: '4.18.24080.9',
    },
  });
}

/** Server 2025: as 2019, on its own build. */
export const base2025 = server2025('PRACTICE-2025', 'Server');
/** Server 2025 without a desktop. */
export const base2025core = server2025('PRACTICE-2025C', 'Server Core');
