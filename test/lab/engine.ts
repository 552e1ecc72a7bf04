import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, test } from 'vitest';

// Every engine that the lab starts inherits this. Code that is compiled in a hurry and then again costs a third of all the work here.
process.env.DOTNET_TieredCompilation ??= '0';
// An engine of a second runs little of what it compiles more than a few times: what is compiled badly and fast saves a quarter of its work.
process.env.DOTNET_JITMinOpts ??= '1';
// Code that may not be written while it may be run is made by a detour that costs an engine a thirtieth of its work.
process.env.DOTNET_EnableWriteXorExecute ??= '0';

/**
 * Over the variables of an engine that works for longer than a few seconds: .NET's own libraries bring code that serves every processor and
 * is slower, and what is called a thousand times (0x400) is worth compiling. An engine of a second never gets that back.
 */
export const longLived = {
  DOTNET_JITMinOpts: '0',
  DOTNET_TieredCompilation: '1',
  DOTNET_TieredPGO: '0',
  DOTNET_TC_QuickJit: '0',
  DOTNET_TC_CallCountThreshold: '400',
};

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

/** Whether an engine reads the registry from a file by itself, as the lab's own does. Not to be asked on Windows. */
export function readsRegistryFile(path: string): boolean {
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

let ordinary: boolean | undefined;

/**
 * Whether the fake Windows must bring everything itself, the registry too: for every PowerShell but the lab's own engine,
 * and for that one as well where `GANGWAY_LAB_ORDINARY` is 1. Without any engine the answer is false.
 */
export function isOrdinary(): boolean {
  if (engine === null) return false;
  // On Windows the registry behind the provider is the real one; nothing of it is asked.
  const told = process.platform === 'win32' || process.env.GANGWAY_LAB_ORDINARY === '1';
  ordinary ??= told || !readsRegistryFile(engine);
  return ordinary;
}

/** A suite that needs the lab's own engine; with another it is skipped, and its name says what that one lacks (`what`). */
export function describeWithLabEngine(name: string, what: string, suite: (engine: string) => void): void {
  if (isOrdinary()) skipped(name, `an ordinary PowerShell ${what}`);
  else describeWithEngine(name, suite);
}
