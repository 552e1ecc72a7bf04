import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runnerImport } from 'vite';
import { root } from './paths.mjs';

// npm run exports -- DIR writes one hand-off of each engine, and results as a fleet leaves them, with invented names, for tools that check such files.
const folder = process.argv[2];
if (folder === undefined) {
  console.error('Where to? npm run exports -- <folder>');
  process.exit(1);
}
/** @param {string} path */
const load = async (path) =>
  (await runnerImport(`${root}${path}`, { configFile: false, logLevel: 'error' })).module;
const { generators } = await load('shared/handoff/engines.ts');
const { scriptText } = await load('main/handoff/scripts.ts');
const { exampleFiles } = await load('main/handoff/answers/example.ts');
const { wantedHandOff } = await load('test/fixtures/handOff.ts');

for (const [engine, generate] of Object.entries(generators))
  for (const direction of ['onboard', 'remove', 'offboard']) {
    const tenantFile = {
      onboard: wantedHandOff.tenantFile,
      remove: null,
      offboard: {
        ...wantedHandOff.tenantFile,
        kind: 'offboarding',
        name: 'WindowsDefenderATPOffboardingScript_valid_until_2026-12-24.cmd',
      },
    }[direction];
    const { files } = generate({ ...wantedHandOff, direction, tenantFile }, scriptText);
    for (const { path, content } of files) {
      const at = join(resolve(folder), engine, direction, path);
      mkdirSync(dirname(at), { recursive: true });
      const isData = typeof content === 'string' || content instanceof Uint8Array;
      writeFileSync(at, isData ? content : `In place of ${content.name} of the library.\r\n`);
    }
    console.log(`${engine}, ${direction}: ${files.length} files`);
  }

// A moment that stays, so that the same bytes are written each time.
const results = exampleFiles(
  wantedHandOff.servers.map((/** @type {{ name: string }} */ { name }) => name),
  Date.UTC(2026, 10, 24, 12),
);
mkdirSync(join(resolve(folder), 'results'), { recursive: true });
for (const { name, content } of results) writeFileSync(join(resolve(folder), 'results', name), content);
console.log(`results: ${results.length} files`);
