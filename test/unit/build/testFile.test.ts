import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { holdsTestFile } from '../../../build/package-rules.mjs';
import { scripts } from '../../../main/operations/index';

const root = join(import.meta.dirname, '../../..');
/** Put together here as in the script: no file of ours may hold the text whole. */
const halves = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STA', 'NDARD-ANTIVIRUS-TEST-FILE!$H+H*'];

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

it.each([
  ['as it is', halves.join('')],
  ['in a string of JavaScript or JSON', JSON.stringify(halves.join(''))],
  ['amid other bytes', `\0\u00ff${halves.join('')}\n`],
])('the text of the test file is seen %s', (_, text) => {
  expect(holdsTestFile(Buffer.from(text, 'latin1'))).toBe(true);
});

it('its halves in the script are not the text', () => {
  const { text } = scripts['Invoke-AntivirusTest'];
  for (const half of halves) expect(text).toContain(half);
  expect(holdsTestFile(Buffer.from(text, 'latin1'))).toBe(false);
});

it('the text of the test file stands whole in no file of ours, and in nothing that was built', () => {
  const folders = ['bench', 'build', 'dist', 'docs', 'main', 'release', 'renderer', 'shared', 'test'];
  const found: string[] = [];
  let looked = 0;
  for (const folder of folders.filter((name) => existsSync(join(root, name))))
    for (const path of filesBelow(join(root, folder))) {
      looked += 1;
      if (holdsTestFile(readFileSync(path))) found.push(path);
    }
  expect(looked).toBeGreaterThan(1000);
  expect(found).toEqual([]);
});
