// Stands on: platform/os-sac-caption, platform/os-sac1809-core, platform/os-sku-numbers.
// Invented: 23H2, and the versions of each release; looked for: systeminfo and Get-ComputerInfo of annual channel releases
import type { Machine } from '../machine/machine';
import { builtIn, type BuiltIn } from './builtIn';

/** The channels exist as Server Core only. Only the build tells one release from another: no name has its version. */
function channel(
  name: string,
  build: number,
  revision: number,
  rest: Pick<BuiltIn, 'antivirus'> & { sensor: string; inbox: string },
): Machine {
  const version = `10.0.${build}.${revision}`;
  return builtIn({
    name,
    os: {
      Caption: 'Microsoft Windows Server Datacenter',
      Version: `10.0.${build}`,
      BuildNumber: build,
      UBR: revision,
      EditionID: 'ServerDatacenterACor',
      InstallationType: 'Server Core',
      ProductType: 3,
      OperatingSystemSKU: 145,
    },
    productName: 'Windows Server Datacenter',
    antivirus: rest.antivirus,
    versions: { kernel: version, system: version, sensor: rest.sensor, inbox: rest.inbox },
  });
}

/** Version 1803, the first Windows Server with a sensor of its own; the sensor still depends on DiagTrack. */
export const baseSac1803 = channel('PRACTICE-1803', 17134, 1792, {
  antivirus: 'Windows Defender Antivirus',
  sensor: '10.4850.17134.1792',
  inbox: '4.13.17134.1',
});
/** Version 20H2, the last of the semi-annual channel. */
export const baseSac20h2 = channel('PRACTICE-20H2', 19042, 1889, {
  antivirus: 'Microsoft Defender Antivirus',
  sensor: '10.8045.19042.1889',
  inbox: '4.18.1909.6',
});
/** Version 23H2 of the annual channel, made for containers. */
export const base23h2 = channel('PRACTICE-23H2', 25398, 1913, {
  antivirus: 'Microsoft Defender Antivirus',
  sensor: '10.8760.25398.1913',
  inbox: '4.18.23070.1004',
});
