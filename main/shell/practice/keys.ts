const hklm = 'HKEY_LOCAL_MACHINE';
/** The registry keys that operations read, by full name as in a machine file. */
export const keys = {
  currentVersion: `${hklm}\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion`,
  cryptography: `${hklm}\\SOFTWARE\\Microsoft\\Cryptography`,
  servicing: `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing`,
  servicingPending: `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending`,
  servicingPackages: `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\PackagesPending`,
  servicingVersion: `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Version`,
  autoUpdate: `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update`,
  updatePending: `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired`,
  uninstall: `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall`,
  sessionManager: `${hklm}\\SYSTEM\\CurrentControlSet\\Control\\Session Manager`,
  activeName: `${hklm}\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ActiveComputerName`,
  configuredName: `${hklm}\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName`,
  policyDefender: `${hklm}\\SOFTWARE\\Policies\\Microsoft\\Windows Defender`,
  policySensor: `${hklm}\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection`,
  policyTelemetry: `${hklm}\\SOFTWARE\\Policies\\Microsoft\\Windows\\DataCollection`,
  sensor: `${hklm}\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection`,
  sensorStatus: `${hklm}\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status`,
  defenderInstall: `${hklm}\\SOFTWARE\\Microsoft\\Microsoft Defender for Endpoint Install`,
  workspaces: `${hklm}\\SYSTEM\\CurrentControlSet\\Services\\HealthService\\Parameters\\Service Connector Services`,
  installerProducts: `${hklm}\\SOFTWARE\\Classes\\Installer\\Products`,
} as const;
