import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { add, sumPlaywright, sumVitest } from '../../../build/reports.mjs';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-reports-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (content: unknown): string => {
  const path = join(folder, 'report.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const suite = (status: string, ...tests: string[]): object => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((test) => ({ status: test, fullName: `a ${test}` })),
});

it('counts what passed, failed and was skipped, and names what did not pass', () => {
  const path = file({ testResults: [suite('failed', 'passed', 'passed', 'failed', 'skipped')] });
  expect(sumVitest(path, 1)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
    notes: ['failed: a failed', 'skipped: a skipped'],
  });
});

it('says in a line why a test failed, and no more of it than a line shows', () => {
  const failed = {
    status: 'failed',
    fullName: 'a wrong one',
    failureMessages: [`Error: ${'x'.repeat(400)}`],
  };
  const path = file({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [failed] }] });
  expect(sumVitest(path, 1).notes).toEqual([`failed: a wrong one (Error: ${'x'.repeat(293)}…)`]);
});

it('counts a file that could not be loaded as a failure', () => {
  expect(sumVitest(file({ testResults: [suite('failed')] }), 1)).toMatchObject({ passed: 0, failed: 1 });
});

it('does not pass a run that ended with an error, left no report or a torn one', () => {
  expect(sumVitest(file({ testResults: [suite('passed', 'passed')] }), 1)).toMatchObject({
    passed: 1,
    failed: 1,
  });
  expect(sumVitest(join(folder, 'none.json'), 0)).toMatchObject({ passed: 0, failed: 1 });
  expect(sumPlaywright(file('{"suites": ['), 0)).toMatchObject({ passed: 0, failed: 1 });
});

it("reads Playwright's nested suites and the reason of a skip", () => {
  const spec = (status: string, annotations: object[] = []): object => ({
    title: status,
    tests: [{ status, annotations }],
  });
  const skipped = spec('skipped', [{ type: 'skip', description: 'no display' }]);
  const path = file({
    suites: [{ specs: [spec('expected')], suites: [{ specs: [spec('unexpected'), skipped] }] }],
  });
  expect(sumPlaywright(path, 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 1,
    notes: ['failed: unexpected', 'skipped: skipped (no display)'],
  });
});

it('names what passed at the second try only, and why it failed before', () => {
  const tried = {
    status: 'passed',
    fullName: 'a slow one',
    failureMessages: ['Error: too slow\n    at a line'],
  };
  const vitest = file({ testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults: [tried] }] });
  const notes = ['passed at the second try only: a slow one (Error: too slow)'];
  expect(sumVitest(vitest, 0)).toEqual({ passed: 1, failed: 0, skipped: 0, notes });
  const results = [
    { error: { message: '\u001B[31mError:\u001B[39m\n\n  too slow\n\nCall log:\n  - waiting' } },
    {},
  ];
  const specs = [{ title: 'a slow one', tests: [{ status: 'flaky', results }] }];
  expect(sumPlaywright(file({ suites: [{ specs }] }), 0)).toEqual({
    passed: 1,
    failed: 0,
    skipped: 0,
    notes,
  });
});

it('adds the sums of all runners', () => {
  const one = { passed: 1, failed: 2, skipped: 3, notes: ['a'] };
  expect(add([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6, notes: ['a', 'a'] });
});
