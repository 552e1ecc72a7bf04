import { mkdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';
import { runScript } from './run.mjs';

/** Two at a time: more would only fight for the cores of a small machine. Beside the tests, which take longest, what answers at once comes first. */
const lanes = [
  ['check:unit'],
  ['check:format', 'check:types', 'check:lint', 'check:layers', 'check:unused', 'check:scripts'],
];

/** The compiler and the rules that need types are programs of Go. With the tests beside them a second thread only adds work: a quarter of lint's. */
const oneThread = { GOMAXPROCS: '1' };

/**
 * Runs every part of `npm run check` and prints one line for each, with its output if it failed. The parts that are
 * vitest suites also write a JSON report to .reports/.
 * @returns {Promise<{ passed: string[], failed: string[] }>}
 */
export async function checkAll() {
  await mkdir(`${root}.reports`, { recursive: true });
  /** @type {string[]} */
  const passed = [];
  /** @type {string[]} */
  const failed = [];
  const lane = async (/** @type {string[]} */ scripts) => {
    for (const script of scripts) {
      const suite = /^check:(unit|scripts)$/.exec(script)?.[1];
      const reporters = suite === undefined ? [] : vitestReport(suite);
      const { code, output, seconds } = await runScript(script, reporters, { quiet: true, env: oneThread });
      (code === 0 ? passed : failed).push(script);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${script} (${seconds.toFixed(1)} s)`);
      if (code !== 0) console.log(output);
    }
  };
  await Promise.all(lanes.map(lane));
  return { passed, failed };
}

/** @param {string} suite @returns {string[]} arguments that make vitest write .reports/<suite>.json as well */
export function vitestReport(suite) {
  return [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=.reports/${suite}.json`,
    '--passWithNoTests',
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failed } = await checkAll();
  process.exitCode = failed.length === 0 ? 0 : 1;
}
