import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ServerState } from '../../shared/model/facts';
import { expiresAt, leaving, tenant } from './onboardingScripts';
import type { WineServer } from './server';

/** The practice packages do nothing without the first. The waits of the operations pass faster. */
export const lab = { GANGWAYLAB: '1', GANGWAY_LAB_SPEED: '100' };
export const product = '{5E1A3C70-0B1D-4D8E-9A57-6F1D00C0FFEE}';
const atp = 'Windows Advanced Threat Protection';
export const policyKey = `HKLM\\SOFTWARE\\Policies\\Microsoft\\${atp}`;
const statusKey = `HKLM\\SOFTWARE\\Microsoft\\${atp}\\Status`;
export const sensorPath = 'C:\\Program Files\\Windows Defender Advanced Threat Protection\\MsSense.exe';

/** The exit code of a program of Wine. */
export const codeOf = async (server: WineServer, ...words: string[]) => (await server.wine(words)).code;

/** The facts of the server. */
export async function read(server: WineServer): Promise<ServerState> {
  const { result, error } = await server.run('Get-ServerState', {
    antivirusServices: ['McShield'],
    eventsSince: 0,
  });
  expect(error).toBeNull();
  if (result === undefined) throw new Error('no result');
  return result;
}

/** How the practice installation package is asked for. */
export const installer = (server: WineServer) => ({
  engine: 'msiexec' as const,
  file: server.addToLibrary('md4ws.msi', readFileSync(server.msi)),
  script: null,
  passive: true,
});

/** Onboards by a script. */
export const onboard = (server: WineServer, script: { name: string; bytes: Buffer }, env = lab) =>
  server.run(
    'Invoke-Onboarding',
    { file: server.addToLibrary(script.name, script.bytes), orgId: tenant },
    env,
  );

/** Offboards by the practice script of that tenant. */
export const offboard = (server: WineServer) =>
  server.run(
    'Invoke-Offboarding',
    { file: server.addToLibrary(leaving.name, leaving.bytes), orgId: tenant, expiresAt },
    lab,
  );

/** The sensor as after an installation: stopped, without a state, with the fault named (sense.c). */
export async function resetSensor(server: WineServer, fault: string): Promise<void> {
  const lines = [
    'net stop sense',
    'sc config sense start= demand',
    `reg delete "${statusKey}" /f /reg:64`,
    `reg add HKLM\\SOFTWARE\\GangwayLab /v Sense /d "${fault}" /f /reg:64`,
  ];
  writeFileSync(join(server.disk, 'reset.cmd'), lines.join('\r\n'));
  expect(await codeOf(server, 'cmd', '/d', '/c', 'C:\\reset.cmd')).toBe(0);
}

/** The log that an operation kept, in the letters of Latin 1. */
export const logOf = (server: WineServer, result: { logPath: string } | undefined): string =>
  readFileSync(join(server.disk, (result?.logPath ?? '').slice(3).replaceAll('\\', '/'))).toString('latin1');
