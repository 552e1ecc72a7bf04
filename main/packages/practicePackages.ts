import { join } from 'node:path';

/** A practice package that a person can add to the practice library with one click. */
export interface PracticeFile {
  id: string;
  path: string;
}

const files = [
  ['installation', 'md4ws.msi'],
  ['onboarding', 'WindowsDefenderATPOnboardingPackage.zip'],
  ['onboardingLocal', 'local/WindowsDefenderATPOnboardingPackage.zip'],
  ['onboardingOtherTenant', 'other-tenant/WindowsDefenderATPOnboardingPackage.zip'],
  ['offboarding', 'WindowsDefenderATPOffboardingPackage_valid_until_2035-12-31.zip'],
  ['offboardingExpired', 'expired/WindowsDefenderATPOffboardingPackage_valid_until_2024-02-23.zip'],
  ['installScript', 'Install.ps1'],
  ['clientAnalyzer', 'MDEClientAnalyzer.zip'],
  ['deploymentTool', 'DefenderDT.exe'],
  ['onboardingFile', 'WindowsDefenderATP.onboarding'],
  ['offboardingFile', 'WindowsDefenderATP_valid_until_2035-12-31.offboarding'],
  ['trustedRoots', 'authrootstl.cab'],
  ['platformStep', 'UpdatePlatform.amd64fre.exe'],
  ['platformUpdate', 'UpdatePlatform.exe'],
  ['sensorUpdate', 'UpdateSenseClient.exe'],
  ['intelligence', 'mpam-fe.exe'],
  ['updateUcrt', 'Windows8.1-KB2999226-x64.msu'],
  ['updateTelemetry', 'Windows8.1-KB3080149-x64.msu'],
  ['updateKernel', 'Windows8.1-KB3045999-x64.msu'],
] as const;

/**
 * The practice packages that come with the app. Some are there to be refused: the local variant asks a question, one offboarding
 * package has expired, and the other undoes what is wanted where a server is brought on board.
 * @param root the folder that holds them, `main/packages/practice` in the sources
 */
export function practiceFiles(root: string): PracticeFile[] {
  return files.map(([id, path]) => ({ id, path: join(root, path) }));
}
