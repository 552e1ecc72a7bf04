import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';
import { root } from './paths.mjs';

/**
 * `npm run lab:compare FILE`: what a capture of a real server (`npm run lab:capture`) says of what is believed here: rows,
 * decision values, and the practice server that is nearest to it. Exit code 1 where it contradicts a row.
 */
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Name the file that Save-Capture.ps1 wrote: npm run lab:compare capture.json');
  process.exit(2);
}
const { comparisonOf } = (await runnerImport(pathToFileURL(`${root}test/ground/comparison.ts`).href)).module;
const { lines, comparison } = await comparisonOf(readFileSync(file, 'utf8'));
for (const line of lines) console.log(line);
process.exitCode = comparison.contradicted.length === 0 ? 0 : 1;
