import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { root } from './paths.mjs';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const lanes = [
  ['renderer', 'shared', '.'],
  ['test', 'bench', 'main', 'build'],
];

/** @param {string} layer @returns {Promise<boolean>} true if the layer's own tsconfig finds nothing */
function check(layer) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [compiler, '-p', layer, '--pretty', 'false'], {
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
    for (const layer of lane)
      if (existsSync(`${root}${layer}/tsconfig.json`)) fine = (await check(layer)) && fine;
    return fine;
  }),
);
process.exitCode = results.every(Boolean) ? 0 : 1;
