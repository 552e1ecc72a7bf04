import { accessSync, constants } from 'node:fs';
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

/** A suite that needs the engine; without one it is skipped and its name says why. */
export function describeWithEngine(name: string, suite: (engine: string) => void): void {
  if (engine === null) {
    const reason = 'no PowerShell: set GANGWAY_POWERSHELL or put pwsh on PATH';
    console.warn(`SKIPPED ${name} (${reason})`);
    describe.skip(`${name} (skipped: ${reason})`, () => {
      test('needs the engine', () => undefined);
    });
    return;
  }
  const path = engine;
  describe(name, () => suite(path));
}
