import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, test } from 'vitest';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function find(): string | null {
  const named = process.env.GANGWAY_POWERSHELL;
  if (named !== undefined && named !== '') {
    if (!isProgram(named)) throw new Error(`GANGWAY_POWERSHELL names no program: ${named}`);
    return named;
  }
  const names = process.platform === 'win32' ? ['pwsh.exe', 'powershell.exe'] : ['pwsh', 'powershell'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram) ?? null;
}

/**
 * Absolute path of the PowerShell that runs the lab: `GANGWAY_POWERSHELL`, else `pwsh`, then `powershell` on PATH.
 * Null where there is none; throws where the variable names something that cannot be run.
 */
export const engine = find();

/**
 * Whether a PowerShell can hold the fake Windows: it must read the registry from a file. An ordinary one does not, and on
 * a Windows PC its HKLM is the real one, of which only a key that nobody has is asked here.
 */
export function holdsLab(path: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'gangway-engine-'));
  const registry = join(folder, 'registry.json');
  writeFileSync(registry, '{ "HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\GangwayLab": { "Held": "yes" } }');
  const ask =
    "$k = Get-ItemProperty -LiteralPath 'HKLM:\\SOFTWARE\\GangwayLab' -ErrorAction SilentlyContinue; if ($k) { $k.Held }";
  try {
    const answer = execFileSync(path, ['-NoProfile', '-NonInteractive', '-Command', ask], {
      encoding: 'utf8',
      env: { ...process.env, GANGWAY_REGISTRY: registry, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 60_000,
    });
    return answer.trim() === 'yes';
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function skipped(name: string, reason: string): void {
  console.warn(`SKIPPED ${name} (${reason})`);
  describe.skip(`${name} (skipped: ${reason})`, () => {
    test('needs the engine', () => undefined);
  });
}

/** A suite that needs an engine, any; without one it is skipped and its name says why. */
export function describeWithEngine(name: string, suite: (engine: string) => void): void {
  if (engine === null) {
    skipped(name, 'no PowerShell: set GANGWAY_POWERSHELL or put pwsh on PATH');
    return;
  }
  const path = engine;
  describe(name, () => suite(path));
}

let held: boolean | undefined;

/** A suite over the fake Windows; where the engine cannot hold it, it is skipped and its name says why. */
export function describeWithLab(name: string, suite: (engine: string) => void): void {
  if (engine !== null) held ??= holdsLab(engine);
  if (held === false)
    skipped(name, 'this PowerShell reads no registry file, so it cannot hold the fake Windows');
  else describeWithEngine(name, suite);
}
