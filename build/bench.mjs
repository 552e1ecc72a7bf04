import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { build } from 'vite';
import { withTable } from './bench-table.mjs';
import { buildAll } from './build.mjs';
import { chromium } from './chromium.mjs';
import { takeOwnTempUntilExit } from './ownTemp.mjs';
import { root } from './paths.mjs';
import { isStale } from './stale.mjs';

/**
 * `npm run bench` measures the product against its rivals, writes bench/results.json and the table in the README.
 * `--small <file>` does a little of everything and writes there instead: it shows that the bench works, not how fast
 * anything is. `--only <part>` measures one part (bench/run.ts names them) of what was built last, and writes nothing. Exit code 1 if something could not be measured; a missed goal is a result and no error.
 */
const small = process.argv.indexOf('--small');
const target = small < 0 ? `${root}bench/results.json` : (process.argv[small + 1] ?? '');
const at = process.argv.indexOf('--only');
const only = at < 0 ? undefined : process.argv[at + 1];
const { missing, ...browser } = chromium();
if (missing) throw new Error('No Chromium was found. Install one, or name it by GANGWAY_CHROMIUM.');

takeOwnTempUntilExit();
const started = Date.now();
if (small < 0 && only === undefined && isStale()) await buildAll();
for (const part of ['bench', 'benchNode', 'benchLibraries'])
  await build({ configFile: `${root}build/vite.${part}.ts`, logLevel: 'error' });
const { measure } = await import(`${root}.cache/bench/node/run.js`);
// A copy: whoever builds meanwhile must not take the app away from under the bench.
await rm(`${root}.cache/bench/dist`, { recursive: true, force: true });
await cp(`${root}dist`, `${root}.cache/bench/dist`, { recursive: true });
const places = {
  dist: `${root}.cache/bench/dist`,
  source: `${root}bench`,
  built: `${root}.cache/bench`,
  browser,
};
console.log(
  'Both sides of a row are loaded alike: fresh processes and pages for both or for none, the same work before the first time is taken, files that were read before, and turns. bench/README.md says it row by row.',
);
/** @typedef {import('./bench-table.mjs').Row} Row */
/** @param {readonly Row[]} rows */
const say = (rows) => {
  for (const { id, ours, reference, unit, ratio, better, goal, ok, why } of rows)
    console.log(
      ok === null
        ? `shown  ${id.padEnd(15)} ${ours} ${unit}: ${why}`
        : `${ok ? 'met   ' : 'missed'} ${id.padEnd(15)} ${ours} ${unit} against ${reference}: ${ratio} (goal ${better === 'lower' ? '<=' : '>='} ${goal})`,
    );
};
const results = {
  measuredAt: new Date().toISOString(),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${process.platform}, Node ${process.versions.node}, load ${(loadavg()[0] ?? 0).toFixed(1)} at the start`,
  results: /** @type {Row[]} */ (await measure(places, small < 0 ? 'whole' : 'small', say, only)),
};
if (only === undefined) await writeFile(target, `${JSON.stringify(results, null, 2)}\n`);
if (small < 0 && only === undefined)
  await writeFile(`${root}README.md`, withTable(await readFile(`${root}README.md`, 'utf8'), results));
const judged = results.results.filter(({ ok }) => ok !== null);
console.log(
  `${judged.filter(({ ok }) => ok).length} of ${judged.length} goals met, in ${((Date.now() - started) / 1000).toFixed(0)} s`,
);
