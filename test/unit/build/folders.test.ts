import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
/** So many TypeScript files lie side by side at most: more of them are more than one subject. */
const most = 25;
/** Small parts without an order of their own. */
const free = ['renderer/components'];

function foldersOf(folder: string): string[] {
  const below = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => foldersOf(`${folder}/${entry.name}`));
  return [folder, ...below];
}

it('no folder but the components holds more than 25 TypeScript files side by side', () => {
  const folders = ['main', 'shared', 'renderer', 'build', 'test', 'bench'].flatMap(foldersOf);
  const full = folders.filter(
    (folder) => readdirSync(join(root, folder)).filter((name) => /\.tsx?$/.test(name)).length > most,
  );
  expect(full).toEqual(free);
});
