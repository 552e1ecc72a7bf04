/**
 * Oldest antivirus platform that a file may bring, so that nobody takes a server back to a level with known faults.
 * Install.ps1 of microsoft/mdefordownlevelserver warns below it (read 2026-11-24). The installation package is renewed
 * every month, so this asks for nothing that the portal does not have.
 */
export const oldestPlatform = '4.18.23050.5';
