import type { Situation } from '../situation';

/**
 * Install.ps1 is taken instead of msiexec only where facts show what it alone repairs: an owner of ntoskrnl.exe that
 * is not TrustedInstaller (K23) or an orphan registration (K24).
 */
export function usesInstallScript({ facts }: Pick<Situation, 'facts'>): boolean {
  return facts.files.ntoskrnlOwnerTrusted === false || facts.orphanRegistration;
}
