import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { strykerPlugins as ofVitest } from '@stryker-mutator/vitest-runner';

/**
 * A test runner of Stryker that tries all changes of running code in one process (`mutant-tries.mjs`): Stryker's own starts a new one for each,
 * which takes longer than the tests. What runs while a file is loaded, and what this one has no answer for, it leaves to Stryker's.
 */

/** @typedef {import('./mutant-tries.mjs').Plan} Plan */
/** @typedef {{ status: 'killed', killedBy: string[], failureMessage: string, nrOfTests: number } | { status: 'survived', nrOfTests: number } | { status: 'timeout', reason: string }} Answer */
/** @typedef {{ status: string, mutantCoverage?: { perTest: Plan['hits'] } }} FirstRun */
/**
 * @typedef {{ capabilities(): unknown, init(): Promise<void>, dispose(): Promise<void>, dryRun(options: unknown): Promise<FirstRun>,
 *   mutantRun(options: { activeMutant: { id: string }, mutantActivation: string }): Promise<Answer> }} Inner
 */

/** Stryker's copy of the project has no modules of its own everywhere. */
const vitest = join(dirname(fileURLToPath(import.meta.resolve('vitest/package.json'))), 'vitest.mjs');
/** A process that says nothing for so many ms is stuck; before its first word it loads the tests. */
const stuckAfter = 30_000;
const loadedAfter = 240_000;

/** What was said so far: [word, id, test, verdict, message]. */
const said = (/** @type {string} */ log) =>
  existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line.endsWith(']'))
        .map((line) => /** @type {string[]} */ (JSON.parse(line)))
    : [];

/** Tries until its end, or until it is stuck. @param {Plan} plan */
async function run(plan) {
  const file = resolve('mutant-plan.json');
  writeFileSync(file, JSON.stringify(plan));
  const tries = spawn(process.execPath, [vitest, 'run', '--config', 'build/vitest.mutants.ts'], {
    stdio: 'ignore',
    env: { ...process.env, GANGWAY_TRIES: file },
  });
  let over = false;
  tries.once('exit', () => (over = true));
  const before = said(plan.log).length;
  for (let [length, since] = [before, Date.now()]; !over; await pause(200)) {
    const now = said(plan.log).length;
    if (now !== length) [length, since] = [now, Date.now()];
    if (Date.now() - since > (length === before ? loadedAfter : stuckAfter)) tries.kill('SIGKILL');
  }
}

/** @param {Plan['hits']} hits @returns {Promise<Record<string, Answer>>} by the id of the change */
async function tryAll(hits) {
  const log = resolve('mutant-log.json');
  rmSync(log, { force: true });
  /** @type {Record<string, Answer>} */
  const found = {};
  /** @type {Set<string>} */
  const harmed = new Set();
  /** @type {Set<string>} */
  const tried = new Set();
  for (;;) {
    const from = said(log).length;
    await run({ log, hits, done: Object.keys(found), tried: [...tried] });
    const lines = said(log).slice(from);
    for (const [word, name = ''] of lines) if (word === 'harmed') harmed.add(name);
    for (const [word, id = '', test = '', verdict, message = ''] of lines) {
      if (word !== 'ends' || harmed.has(test)) continue;
      tried.add(`${id} ${test}`);
      if (verdict === 'noticed')
        found[id] = { status: 'killed', killedBy: [test], failureMessage: message, nrOfTests: 1 };
      if (verdict === 'endless') found[id] = { status: 'timeout', reason: 'Hit limit reached' };
    }
    const last = lines.at(-1);
    if (last?.[0] !== 'begins') break;
    // It never came back: it runs for ever, or took the process down.
    found[last[1] ?? ''] = { status: 'timeout', reason: 'It did not come back' };
  }
  for (const id of new Set(Object.values(hits).flatMap(Object.keys)))
    if (Object.entries(hits).every(([test, own]) => !(id in own) || tried.has(`${id} ${test}`)))
      found[id] ??= { status: 'survived', nrOfTests: 1 };
  return found;
}

/** @param {{ injectFunction(factory: unknown): Inner }} injector @returns {Inner} */
function create(injector) {
  const inner = injector.injectFunction(ofVitest[0]?.factory);
  // Stryker is in its copy of the project only by now.
  const answers = resolve('mutant-answers.json');
  return {
    capabilities: () => inner.capabilities(),
    init: () => inner.init(),
    dispose: () => inner.dispose(),
    async dryRun(options) {
      const first = await inner.dryRun(options);
      if (first.mutantCoverage !== undefined)
        writeFileSync(answers, JSON.stringify(await tryAll(first.mutantCoverage.perTest)));
      return first;
    },
    async mutantRun(options) {
      /** @type {Record<string, Answer>} */
      const known = existsSync(answers) ? JSON.parse(readFileSync(answers, 'utf8')) : {};
      const answer = known[options.activeMutant.id];
      // What also runs while a file is loaded could still be noticed there.
      if (answer !== undefined && (answer.status !== 'survived' || options.mutantActivation === 'runtime'))
        return answer;
      const said = await inner.mutantRun(options);
      // Where no test could be loaded, everybody notices it.
      return said.status === 'survived' && said.nrOfTests === 0
        ? { status: 'killed', killedBy: [], failureMessage: 'The tests do not load', nrOfTests: 0 }
        : said;
    },
  };
}
create.inject = ['$injector'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'tries', factory: create }];
