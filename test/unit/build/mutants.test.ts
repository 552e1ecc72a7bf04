import { expect, it } from 'vitest';
import {
  changedSince,
  mutants,
  scoreOf,
  unexplained,
  withScores,
  type Report,
} from '../../../build/mutant-scores.mjs';
import { spareTests } from '../../../build/mutant-tests.mjs';

const place = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 2 } });
/** A report on `a > b` and `c`, of which the tests of these numbers run and notice each change. */
const report = (...changed: [status: string, coveredBy: string, killedBy: string][]): Report => ({
  files: {
    'shared/a.ts': {
      source: 'a\nb\nc\nd\n',
      mutants: changed.map(([status, coveredBy, killedBy], n) => ({
        status,
        replacement: 'x',
        location: place(n + 1),
        coveredBy: [...coveredBy],
        killedBy: [...killedBy],
      })),
    },
  },
  testFiles: {
    '/there/test/unit/a.test.ts': { tests: [...'1234'].map((id) => ({ id, name: `test ${id}` })) },
  },
});

it('counts what tests noticed, and leaves out what could not be tried', () => {
  const found = mutants(
    report(['Killed', '', ''], ['Timeout', '', ''], ['Survived', '', ''], ['Ignored', '', '']),
  );
  expect(found.map(({ text, line, noticed }) => [text, line, noticed])).toEqual([
    ['shared/a.ts: a → x', 1, true],
    ['shared/a.ts: b → x', 2, true],
    ['shared/a.ts: c → x', 3, false],
  ]);
  const sum = scoreOf(found, 'today', 'a > b\n');
  expect(sum).toMatchObject({ at: 'today', noticed: 2, of: 3 });
  const measured = { 'a.ts': sum, 'b.ts': sum, 'c.ts': { at: 'before', noticed: 1, of: 1 } };
  // Line ends are no change.
  const now = (file: string) => (file === 'b.ts' ? 'a >= b\n' : 'a > b\r\n');
  expect(changedSince(measured, now)).toEqual(['b.ts', 'c.ts']);
});

it('gives no score where the runner broke down, but where a change does not load', () => {
  const broken = (statusReason: string) => {
    const found = report(['RuntimeError', '', ''], ['Killed', '', '']);
    for (const mutant of found.files['shared/a.ts']?.mutants.slice(0, 1) ?? [])
      mutant.statusReason = statusReason;
    return () => mutants(found).length;
  };
  expect(broken('SyntaxError')()).toBe(1);
  expect(broken('Test runner crashed. Tried twice.')).toThrow('1 not tried: Test runner crashed.');
});

it.each<[string, [string, string, string][], string[]]>([
  [
    'none that alone notices something',
    [
      ['Killed', '12', '1'],
      ['Killed', '12', '2'],
    ],
    [],
  ],
  ['one that notices nothing', [['Killed', '12', '1']], ['test 2']],
  // Each could go alone, and not both.
  ['one of two that notice the same', [['Killed', '12', '12']], ['test 1']],
  [
    'the one that notices least',
    [
      ['Killed', '12', '12'],
      ['Killed', '1', '1'],
    ],
    ['test 2'],
  ],
  ['none that runs nothing of the file', [['Killed', '1', '1']], []],
  ['one that only runs what nobody notices', [['Survived', '3', '']], ['test 3']],
])('calls spare %s', (_, changed, spare) => {
  expect(spareTests([report(...changed)])).toEqual(spare.map((name) => `test/unit/a.test.ts: ${name}`));
});

it('does not call a test spare when it notices something in another file', () => {
  const twice = [report(['Killed', '12', '1']), report(['Killed', '12', '2'])];
  expect(spareTests(twice)).toEqual([]);
});

it('names survivors without a reason, and reasons without a survivor', () => {
  const list = mutants(report(['Survived', '', ''], ['Killed', '', '']));
  const page = (...lines: string[]) => unexplained(list, lines.map((line) => `- ${line}`).join('\n'));
  expect(page('`shared/a.ts: a → x`: no matter.', '`shared/other.ts: a → x`: no matter.')).toEqual([]);
  expect(page('`shared/a.ts: a → x`:')).toEqual(['not explained in test/mutants.md: shared/a.ts: a → x']);
  expect(page('`shared/a.ts: a → x`: why.', '`shared/a.ts: b → x`: why.')).toEqual([
    'explained in test/mutants.md, and noticed by a test: shared/a.ts: b → x',
  ]);
});

it('says in the README how sharp each folder is, and which files nobody measured', () => {
  const place = ['before', '<!-- mutants: made by npm run mutants -->', 'old', '<!-- /mutants -->', 'after'];
  const files = ['shared/a.ts', 'shared/b.ts', 'shared/c/d.ts', 'main/e.ts'];
  const measured = {
    'shared/a.ts': { at: '2026-01-02', noticed: 84, of: 100 },
    'main/e.ts': { at: '2026-01-03', noticed: 0, of: 0 },
  };
  const lines = withScores(place.join('\n'), measured, files).split('\n');
  expect(lines.filter((line) => line.startsWith('| `'))).toEqual([
    expect.stringMatching(/`main` +\| 1 of 1 +\| 0 of 0 +\| 100 % \| met/),
    expect.stringMatching(/`shared` +\| 1 of 2 +\| 84 of 100 \| 84 % +\| \*\*missed\*\* \| 2026-01-02/),
  ]);
  expect(lines.filter((line) => line.startsWith('- '))).toEqual(['- `shared`: b', '- `shared/c`: d']);
  expect([lines[0], lines.at(-1)]).toEqual(['before', 'after']);
  const all = {
    ...measured,
    'shared/b.ts': measured['shared/a.ts'],
    'shared/c/d.ts': measured['shared/a.ts'],
  };
  expect(withScores(place.join('\n'), all, files)).not.toContain('Not measured');
});
