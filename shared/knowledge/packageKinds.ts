import type { PackageKind } from '../model/packages';

/** A kind of package as the field knows it: its usual file name and the published source of what we say about it. */
export interface PackageKindEntry {
  kind: PackageKind;
  /** The name under which it is downloaded. */
  fileName: string;
  /** Windows builds that need it; null when it does not depend on the build. */
  builds: readonly number[] | null;
  /** Whether Microsoft signs it, so that the signature is part of the verdict. */
  signed: boolean;
  source: string;
  checked: string;
}

/** Every kind, once. Order is the order in which they are listed to a person. */
export const packageKinds: readonly PackageKindEntry[] = [
  {
    kind: 'installation',
    fileName: 'md4ws.msi',
    builds: [9600, 14393],
    signed: true,
    source: 'https://learn.microsoft.com/defender-endpoint/onboard-server',
    checked: '2026-11-24',
  },
  {
    kind: 'onboarding',
    fileName: 'WindowsDefenderATPOnboardingPackage.zip',
    builds: null,
    signed: false,
    source: 'https://learn.microsoft.com/defender-endpoint/configure-endpoints-gp',
    checked: '2026-11-24',
  },
  {
    kind: 'offboarding',
    fileName: 'WindowsDefenderATPOffboardingPackage.zip',
    builds: null,
    signed: false,
    source: 'https://learn.microsoft.com/defender-endpoint/configure-endpoints-script',
    checked: '2026-11-24',
  },
  {
    kind: 'installScript',
    fileName: 'Install.ps1',
    builds: [9600, 14393],
    signed: true,
    source: 'https://github.com/microsoft/mdefordownlevelserver',
    checked: '2026-11-24',
  },
  {
    kind: 'platformStep',
    fileName: 'UpdatePlatform.amd64fre.exe',
    builds: null,
    signed: true,
    source: 'https://learn.microsoft.com/defender-endpoint/microsoft-defender-antivirus-updates',
    checked: '2026-11-29',
  },
  {
    kind: 'platformUpdate',
    fileName: 'UpdatePlatform.exe',
    builds: null,
    signed: true,
    source: 'https://github.com/microsoft/mdefordownlevelserver',
    checked: '2026-11-24',
  },
  {
    kind: 'sensorUpdate',
    fileName: 'UpdateSenseClient.exe',
    builds: [9600, 14393],
    signed: true,
    source: 'https://learn.microsoft.com/defender-endpoint/onboard-server',
    checked: '2026-11-29',
  },
  {
    kind: 'intelligence',
    fileName: 'mpam-fe.exe',
    builds: null,
    signed: true,
    source: 'https://www.microsoft.com/wdsi/defenderupdates',
    checked: '2026-11-30',
  },
  {
    kind: 'windowsUpdate',
    fileName: 'Windows8.1-KB2999226-x64.msu',
    builds: [9600],
    signed: true,
    source: 'https://github.com/microsoft/mdefordownlevelserver',
    checked: '2026-11-24',
  },
  {
    kind: 'clientAnalyzer',
    fileName: 'MDEClientAnalyzer.zip',
    builds: null,
    // A zip has no signature. That of its script is asked.
    signed: true,
    source: 'https://learn.microsoft.com/defender-endpoint/download-client-analyzer',
    checked: '2026-11-30',
  },
  {
    kind: 'deploymentTool',
    fileName: 'DefenderDT.exe',
    builds: null,
    signed: true,
    source: 'https://learn.microsoft.com/defender-endpoint/defender-deployment-tool-windows',
    checked: '2026-11-29',
  },
  {
    kind: 'onboardingFile',
    fileName: 'WindowsDefenderATP.onboarding',
    builds: null,
    signed: false,
    source: 'https://learn.microsoft.com/defender-endpoint/defender-deployment-tool-windows',
    checked: '2026-11-29',
  },
  {
    kind: 'offboardingFile',
    fileName: 'WindowsDefenderATP.offboarding',
    builds: null,
    signed: false,
    source: 'https://learn.microsoft.com/defender-endpoint/defender-deployment-tool-windows',
    checked: '2026-11-29',
  },
  {
    kind: 'certificateList',
    fileName: 'authrootstl.cab',
    builds: null,
    // The list in it carries the signature of its publisher. Windows checks that one when it takes the list; the file around it has none.
    signed: false,
    source:
      'https://learn.microsoft.com/windows-server/identity/ad-cs/configure-trusted-roots-disallowed-certificates',
    checked: '2026-11-29',
  },
];

/**
 * The Windows updates that the prerequisites of Server 2012 R2 ask for: universal C runtime, telemetry, kernel.
 * Source: Install.ps1 of microsoft/mdefordownlevelserver, read 2026-11-24.
 */
export const knownUpdates: readonly { kb: string; builds: readonly number[] }[] = [
  { kb: 'KB2999226', builds: [9600] },
  { kb: 'KB3080149', builds: [9600] },
  { kb: 'KB3045999', builds: [9600] },
];
