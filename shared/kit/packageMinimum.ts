import { compareVersions } from '../version';

/**
 * Oldest antivirus platform that a file may bring, so that nobody takes a server back to a level with known faults.
 * Install.ps1 of microsoft/mdefordownlevelserver warns below it (read 2026-11-24). The installation package is renewed
 * every month, so this asks for nothing that the portal does not have.
 */
export const oldestPlatform = '4.18.23050.5';

/**
 * The platform that must be there before a newer one is installed from a file: Microsoft's page on antivirus updates
 * (microsoft-defender-antivirus-updates, 2025-04-09) sends older ones through this one, from the Update Catalog.
 */
export const stepPlatform = '4.18.2001.10';

/**
 * Oldest version that an update may bring, by its kind. A sensor before it can crash a server that came from the old agent
 * (onboard-server; known issue K9); the intelligence is what a streamlined sensor asks for at least (configure-device-connectivity).
 */
export const oldestUpdate = {
  platformUpdate: oldestPlatform,
  sensorUpdate: '10.8047.22439.1056',
  intelligence: '1.391.345.0',
} as const;

/** Whether a platform update is only a step on the way to a newer one. */
export const isStep = (version: string | null): boolean =>
  version !== null &&
  /^\d+(\.\d+){1,3}$/.test(version) &&
  compareVersions(version, stepPlatform) >= 0 &&
  compareVersions(version, oldestPlatform) < 0;
