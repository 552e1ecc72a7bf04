import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { TestRunner } from 'vitest';

/** @typedef {import('vitest/runners').VitestRunner} Runner */
/** @typedef {Parameters<NonNullable<Runner['onBeforeTryTask']>>[0]} Test */
/**
 * What is to be tried: which changes each test runs, and how often it comes by each of them. `done` are changes that were
 * noticed, `tried` tests with changes that they did not notice.
 * @typedef {{ log: string, hits: Record<string, Record<string, number>>, done: string[], tried: string[] }} Plan
 */
/** @type {Plan} */
const plan = JSON.parse(readFileSync(process.env.GANGWAY_TRIES ?? '', 'utf8'));
const noticed = new Set(plan.done);
const tried = new Set(plan.tried);
/** Read by the changed code: which change is on, and how often it may come by it before that counts as an endless loop. */
/** @typedef {{ activeMutant?: string | undefined, hitCount?: number | undefined, hitLimit?: number | undefined }} Switch */
/** @type {Switch} */
const changed = {};
Object.assign(globalThis, { __stryker__: changed });
/** A change that comes by its place so many times as often runs for ever. */
const oftener = 20;

/** A test with a change may take so many ms, and so many times as long as it takes without one. What waits for ever costs all of it. */
const [patience, slower] = [5000, 10];
// A test may put its own clock in the place of these.
const { setTimeout, clearTimeout } = globalThis;
/** @param {Promise<unknown>} work @param {number} ms @returns {Promise<void>} */
const within = (work, ms) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`It was not over after ${ms} ms`)), ms);
    work.then(() => resolve(), reject).finally(() => clearTimeout(timer));
  });

/** @param {Test} test the name that Stryker has for it */
function nameOf(test) {
  const parts = [test.name];
  for (let suite = test.suite; suite !== undefined; suite = suite.suite) parts.unshift(suite.name);
  return `${relative(process.cwd(), test.file.filepath).replaceAll('\\', '/')}#${parts.join(' ').trim()}`;
}
const write = (/** @type {unknown[]} */ ...line) => appendFileSync(plan.log, `${JSON.stringify(line)}\n`);

/**
 * Runs each test once as it is, then once with each change that it runs and nobody has noticed yet, and once more as it is: a test that
 * then fails was harmed by a change, and nothing that it said counts.
 */
export default class extends TestRunner {
  /** @type {Map<string, ([string, number] | null)[]>} */
  #left = new Map();
  /** How many ms each test takes as it is. */
  /** @type {Map<string, number>} */
  #took = new Map();

  /** @override @param {Test} test */
  async onBeforeRunTask(test) {
    await super.onBeforeRunTask(test);
    const changes = Object.entries(plan.hits[nameOf(test)] ?? {}).filter(
      ([id]) => !noticed.has(id) && !tried.has(`${id} ${nameOf(test)}`),
    );
    this.#left.set(test.id, [null, ...changes, null]);
    test.repeats = changes.length + 1;
  }

  /** @param {Test} test */
  async runTask(test) {
    const next = this.#left.get(test.id)?.shift() ?? null;
    const run = TestRunner.getTestFn(test);
    if (next === null) {
      const began = Date.now();
      await Promise.resolve(run()).catch((/** @type {unknown} */ error) => {
        write('harmed', nameOf(test));
        throw error;
      });
      this.#took.set(test.id, Date.now() - began);
      return;
    }
    const [id, hits] = next;
    write('begins', id, nameOf(test));
    Object.assign(changed, { activeMutant: id, hitCount: 0, hitLimit: hits * oftener });
    let message = '';
    try {
      await within(Promise.resolve(run()), patience + slower * (this.#took.get(test.id) ?? 0));
    } catch (error) {
      message = error instanceof Error ? error.message : String(error);
      noticed.add(id);
    }
    const endless = (changed.hitCount ?? 0) > (changed.hitLimit ?? 0);
    if (endless) noticed.add(id);
    Object.assign(changed, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    write(
      'ends',
      id,
      nameOf(test),
      endless ? 'endless' : noticed.has(id) ? 'noticed' : 'not noticed',
      message.slice(0, 300),
    );
  }
}
