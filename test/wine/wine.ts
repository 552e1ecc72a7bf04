import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from 'vitest';

function onPath(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // The next folder may have it.
    }
  }
  return null;
}

const folder = process.env.GANGWAY_WINE ?? '';
const programs = ['wine', 'wineserver', 'wixl', 'x86_64-w64-mingw32-gcc', 'x86_64-w64-mingw32-windres'];

/** The programs that make a Windows for the tests and run PowerShell in it: `wine-prefix` and `wine-pwsh`. */
export const tools = {
  prefix: join(folder, 'wine-prefix'),
  engine: join(folder, 'wine-pwsh'),
} as const;

function reasonOf(): string | null {
  if (folder === '') return 'GANGWAY_WINE names no folder with wine-prefix and wine-pwsh';
  const lacking = programs.filter((name) => onPath(name) === null);
  return lacking.length === 0 ? null : `not installed: ${lacking.join(', ')}`;
}

/**
 * A suite that needs Wine; without it, or where something else is `lacking`, it is skipped and its name says why.
 * `GANGWAY_WINE` must not name a wrong folder.
 */
export function describeWithWine(name: string, suite: () => void, lacking: string | null = null): void {
  const reason = reasonOf() ?? lacking;
  if (reason === null) {
    for (const tool of Object.values(tools)) accessSync(tool, constants.X_OK);
    describe(name, suite);
    return;
  }
  console.warn(`SKIPPED ${name} (${reason})`);
  describe.skip(`${name} (skipped: ${reason})`, () => {
    test('needs Wine', () => undefined);
  });
}
