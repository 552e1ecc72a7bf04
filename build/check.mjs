import { mkdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { changedSince, noteGreen, reaching, seeNow } from './changed.mjs';
import { root } from './paths.mjs';
import { runScript } from './run.mjs';

/** Beside the tests, which take longest, what answers at once comes first. */
const quick = ['check:format', 'check:types', 'check:lint', 'check:layers', 'check:unused'];
const everything = ['check:unit', ...quick, 'check:scripts'];
const reached = ['check:reached', ...quick];
/** Lanes that take the next part when they are free. More would only fight for the cores of a small machine. */
const lanes = 2;

/**
 * The compiler and the rules that need types are programs of Go. With another part beside them a second thread only adds work: a quarter of
 * lint's. They live for seconds, so memory need not be looked through as often as Go does it by itself: a sixth of their work.
 */
const forGo = { GOMAXPROCS: '1', GOGC: '400' };

/**
 * Runs every part of `npm run check` and prints one line for each, with its output if it failed. The parts that are
 * vitest suites also write a JSON report to .reports/.
 * @param {readonly string[] | null} sources of the tests, only those that these files can reach are run; null: all of them
 * @returns {Promise<{ passed: string[], failed: string[] }>}
 */
export async function checkAll(sources = null) {
  await mkdir(`${root}.reports`, { recursive: true });
  /** @type {string[]} */
  const passed = [];
  /** @type {string[]} */
  const failed = [];
  const waiting = [...(sources === null ? everything : reached)];
  const lane = async () => {
    for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
      const suite = /^check:(unit|scripts|reached)$/.exec(script)?.[1];
      const args =
        suite === undefined ? [] : [...vitestReport(suite), ...(suite === 'reached' ? (sources ?? []) : [])];
      const { code, output, seconds } = await runScript(script, args, { quiet: true, env: forGo });
      (code === 0 ? passed : failed).push(script);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${script} (${seconds.toFixed(1)} s)`);
      if (code !== 0) console.log(output);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
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
  const seen = seeNow(root);
  const changed = process.argv.includes('--all') ? null : changedSince(root);
  const sources = reaching(root, changed);
  console.log(
    sources === null
      ? 'Asks everything.'
      : `Of the tests, asks those that ${changed?.length ?? 0} changed files can reach; npm run check -- --all asks everything.`,
  );
  const { failed } = await checkAll(sources);
  if (failed.length === 0 && seen !== null) noteGreen(root, seen);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
