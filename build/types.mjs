import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

// TypeScript 7, the native compiler. The package `typescript` is 6: tools that read code by its API need that one still.
const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript-native/package.json')),
  'bin/tsc',
);
/** Folders with a tsconfig. The root's own takes tests, bench and settings, and reads the product once more through them. */
const lanes = [['.'], ['main', 'renderer', 'shared', 'build']];
/** One checker for each process: several look at the shared types once each, and two processes keep two cores busy already. */
const options = ['--pretty', 'false', '--checkers', '1'];

/** @param {string} folder @returns {Promise<boolean>} true if the folder's own tsconfig finds nothing */
function check(folder) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [compiler, '-p', folder, ...options], {
      cwd: root,
      stdio: 'inherit',
    });
    child.once('exit', (code) => resolve(code === 0));
  });
}

mkdirSync(`${root}.cache/tsc`, { recursive: true });
const results = await Promise.all(
  lanes.map(async (lane) => {
    let fine = true;
    for (const folder of lane) fine = (await check(folder)) && fine;
    return fine;
  }),
);
process.exitCode = results.every(Boolean) ? 0 : 1;
