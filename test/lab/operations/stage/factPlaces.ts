import type { ServerState } from '../../../../shared/model/facts';

/** The facts by their place, two levels deep, each as JSON. */
export type Places = ReadonlyMap<string, string>;

/** The facts of a reading by their place; what the reading says of itself is left out. */
export function placesOf(state: ServerState): Places {
  const { readAt: _time, unreadable: _told, ...facts } = state;
  return new Map(
    Object.entries(facts).flatMap(([part, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([name, leaf]) => [`${part}.${name}`, JSON.stringify(leaf)] as const)
        : [[part, JSON.stringify(value)] as const],
    ),
  );
}

/** Places where another reading has another value, or none. */
export const changedPlaces = (whole: Places, other: Places): string[] =>
  [...whole].flatMap(([place, value]) => (other.get(place) === value ? [] : [place]));

/** Properties of what Windows answers, `Command.Property` or `Class.Property`, with the places of the facts that each decides alone. */
export const decidedBy: Readonly<Record<string, readonly string[]>> = {
  'Get-MpComputerStatus.AMRunningMode': ['defender.runningMode', 'defender.modeNotTold'],
  'Get-MpComputerStatus.AMEngineVersion': ['defender.engineVersion'],
  'Get-MpComputerStatus.AntivirusSignatureVersion': ['defender.signatureVersion'],
  'Get-MpComputerStatus.AntivirusSignatureLastUpdated': ['defender.signaturesUpdatedAt'],
  'Get-MpComputerStatus.AMServiceEnabled': ['defender.serviceEnabled'],
  'Get-MpComputerStatus.AntivirusEnabled': ['defender.antivirusEnabled'],
  'Get-MpComputerStatus.RealTimeProtectionEnabled': ['defender.realTimeProtection'],
  'Get-MpComputerStatus.OnAccessProtectionEnabled': ['defender.onAccessProtection'],
  'Get-MpComputerStatus.IsTamperProtected': ['defender.tamperProtected'],
  'Get-MpPreference.EnableNetworkProtection': ['preferences.enableNetworkProtection'],
  'Get-MpPreference.AllowNetworkProtectionOnWinServer': ['preferences.allowNetworkProtectionOnWinServer'],
  'Get-MpPreference.AllowNetworkProtectionDownLevel': ['preferences.allowNetworkProtectionDownLevel'],
  'Get-MpPreference.AllowDatagramProcessingOnWinServer': ['preferences.allowDatagramProcessingOnWinServer'],
  'Get-MpPreference.ProxyServer': ['preferences.proxyServer'],
  'Get-MpPreference.ExclusionPath': ['preferences.exclusions'],
  'Get-MpPreference.ExclusionExtension': ['preferences.exclusions'],
  'Get-MpPreference.ExclusionProcess': ['preferences.exclusions'],
  'Win32_OperatingSystem.Caption': ['os.caption'],
  'Win32_OperatingSystem.Version': [],
  'Win32_OperatingSystem.BuildNumber': [],
  'Win32_OperatingSystem.ProductType': [],
  'Win32_OperatingSystem.OperatingSystemSKU': ['os.sku'],
  'Win32_OperatingSystem.LastBootUpTime': ['boot.startedAt'],
  'Win32_ComputerSystem.PartOfDomain': ['computer.domain', 'computer.domainJoined'],
  'Win32_ComputerSystem.Domain': ['computer.domain'],
  'Win32_LogicalDisk.FreeSpace': ['disk.drive', 'disk.freeBytes', 'disk.sizeBytes'],
  'Get-WindowsOptionalFeature.State': ['defender.feature'],
};
