import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, notes: string[] }} Sum
 * `notes` says which tests were skipped and why, and what is wrong with the report itself.
 */

/** @returns {Sum} */
const nothing = () => ({ passed: 0, failed: 0, skipped: 0, notes: [] });

/**
 * What failed, and why: where a record of the run keeps its end alone, this is all that is left.
 * @param {string} name @param {string[]} messages
 */
const failure = (name, messages) => `failed: ${name}${why(messages)}`;

/** @param {string} name @param {string[]} messages of the first try */
const secondTry = (name, messages) => `passed at the second try only: ${name}${why(messages)}`;

/** @param {string[]} messages @returns {string} the first of them up to where its code is named, in a line of some 300 characters */
function why(messages) {
  const [said = ''] = stripVTControlCharacters(messages[0] ?? '').split(/\n\s*at |\n\s*Call log:/);
  const line = said.replaceAll(/\s+/g, ' ').trim();
  return line === '' ? '' : ` (${line.length > 300 ? `${line.slice(0, 300)}…` : line})`;
}

/** @param {Sum[]} sums @returns {Sum} */
export function add(sums) {
  return sums.reduce(
    (total, sum) => ({
      passed: total.passed + sum.passed,
      failed: total.failed + sum.failed,
      skipped: total.skipped + sum.skipped,
      notes: [...total.notes, ...sum.notes],
    }),
    nothing(),
  );
}

/**
 * Sums a vitest JSON report. A file that failed before its first test counts as one failure, and so does a run that
 * ended with an error although every test passed.
 * @param {string} file @param {number} code exit code of the run @returns {Sum}
 */
export function sumVitest(file, code) {
  const sum = nothing();
  const report = read(file);
  for (const suite of report?.testResults ?? []) {
    const tests = suite.assertionResults ?? [];
    if (suite.status === 'failed' && !tests.some((/** @type {any} */ test) => test.status === 'failed')) {
      sum.failed += 1;
      sum.notes.push(`failed to load: ${suite.name}${why([suite.message ?? ''])}`);
    }
    for (const test of tests) {
      const messages = test.failureMessages ?? [];
      if (test.status === 'passed') {
        sum.passed += 1;
        if (messages.length > 0) sum.notes.push(secondTry(test.fullName, messages));
      } else if (test.status === 'failed') {
        sum.failed += 1;
        sum.notes.push(failure(test.fullName, messages));
      } else {
        sum.skipped += 1;
        sum.notes.push(`skipped: ${test.fullName}`);
      }
    }
  }
  return honest(sum, file, report, code);
}

/**
 * Sums a Playwright JSON report; the reason of each skip is in the test's annotation.
 * @param {string} file @param {number} code exit code of the run @returns {Sum}
 */
export function sumPlaywright(file, code) {
  const sum = nothing();
  const report = read(file);
  const walk = (/** @type {any} */ suite) => {
    for (const child of suite.suites ?? []) walk(child);
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests ?? []) {
        const messages = (test.results ?? []).flatMap((/** @type {any} */ one) => one.error?.message ?? []);
        if (test.status === 'skipped') {
          sum.skipped += 1;
          const reason = (test.annotations ?? []).find((/** @type {any} */ note) => note.type === 'skip');
          sum.notes.push(`skipped: ${spec.title} (${reason?.description ?? 'no reason given'})`);
        } else if (test.status === 'unexpected') {
          sum.failed += 1;
          sum.notes.push(failure(spec.title, messages));
        } else {
          sum.passed += 1;
          if (test.status === 'flaky') sum.notes.push(secondTry(spec.title, messages));
        }
      }
  };
  if (report !== null) walk(report);
  return honest(sum, file, report, code);
}

/**
 * A missing report and an error without a failed test are failures; "no tests found" is not a pass.
 * @param {Sum} sum @param {string} file @param {unknown} report @param {number} code @returns {Sum}
 */
function honest(sum, file, report, code) {
  const wrong = report === null ? `no report: ${file}` : `ended with exit code ${code}: ${file}`;
  if (report !== null && (code === 0 || sum.failed > 0)) return sum;
  return { ...sum, failed: sum.failed + 1, notes: [...sum.notes, wrong] };
}

/** @param {string} file @returns {any} the parsed report, or null if it is missing or torn */
function read(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
