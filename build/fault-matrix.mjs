import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format } from 'oxfmt';
import { root } from './paths.mjs';

/**
 * @typedef {{ row: number, group: string, fault: string, expected: string, later?: string,
 *   also?: { file: string, title: string }[] }} Row
 * @typedef {{ file: string, title: string }} Test
 */

/** Where tests lie, and what is none. */
const tests = /\.(?:test|spec)\.tsx?$/;
/** A title with its tag: `[row 42]`, or several as `[row 42, 43]`. */
const tagged = /(['"`])((?:(?!\1)[^\n])*\[row ([\d, ]+)\](?:(?!\1)[^\n])*)\1/g;

/** @returns {Map<string, string>} every test file with its text, by its path from the root */
function testFiles() {
  const names = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' });
  const paths = names.map((name) => `test/${name.replaceAll('\\', '/')}`).filter((path) => tests.test(path));
  return new Map(paths.sort().map((path) => [path, readFileSync(`${root}${path}`, 'utf8')]));
}

/** The title as it is read, without its tag and without what `%s` stands for. @param {string} title */
const shown = (title) =>
  title
    .replaceAll(/\s*\[row [\d, ]+\]\s*/g, ' ')
    .replaceAll(/%[sdij#]|\$\{[^}]*\}/g, '…')
    .replaceAll('|', '\\|')
    .trim();

/**
 * Every row of the fault matrix with the tests that cover it. A row is covered by tests whose title carries its tag, and by
 * tests of other places that the row names in `also`. `later` says why a row has none yet; it counts for nothing once it has one.
 * @param {readonly Row[]} rows
 * @param {Map<string, string>} files
 * @returns {{ covered: { row: Row, tests: Test[] }[], problems: string[] }}
 */
export function coverage(rows, files) {
  const problems = [];
  /** @type {Map<number, Test[]>} */
  const byTag = new Map();
  for (const [file, text] of files)
    for (const [, , title = '', numbers = ''] of text.matchAll(tagged))
      for (const number of numbers.split(',').map(Number)) {
        if (!rows.some(({ row }) => row === number)) problems.push(`${file}: there is no row ${number}`);
        byTag.set(number, [...(byTag.get(number) ?? []), { file, title: shown(title) }]);
      }
  const covered = rows.map((row) => {
    const also = row.also ?? [];
    for (const { file, title } of also)
      if (!files.get(file)?.includes(title)) problems.push(`row ${row.row}: ${file} has no test "${title}"`);
    const found = [
      ...(byTag.get(row.row) ?? []),
      ...also.map(({ file, title }) => ({ file, title: shown(title) })),
    ];
    if (found.length === 0 && row.later === undefined) problems.push(`row ${row.row} has no test`);
    return { row, tests: found };
  });
  return { covered, problems };
}

/** @returns {Promise<{ text: string, problems: string[] }>} docs/fault-matrix.md as it should be, and what is wrong */
export async function faultMatrix() {
  /** @type {Row[]} */
  const rows = JSON.parse(readFileSync(`${root}test/faults/rows.json`, 'utf8'));
  const { covered, problems } = coverage(rows, testFiles());
  const with0 = covered.filter(({ tests: found }) => found.length > 0).length;
  const lines = [
    '# Fault matrix',
    '',
    'What can go wrong, what Gangway does then, and the test that shows it. Made by `node build/fault-matrix.mjs` from',
    '`test/faults/rows.json` and the titles of the tests; a test fails when this page is stale or a row has lost its test.',
    '',
    `${with0} of ${rows.length} rows have a test.`,
  ];
  let group = '';
  for (const { row, tests: found } of covered) {
    if (row.group !== group)
      lines.push(
        '',
        `## ${row.group}`,
        '',
        '| # | fault | what is expected | shown by |',
        '| - | - | - | - |',
      );
    group = row.group;
    const by = found.map(({ file, title }) => `\`${file}\`: ${title}`).join('<br>');
    lines.push(`| ${row.row} | ${row.fault} | ${row.expected} | ${by || `not yet: ${row.later ?? ''}`} |`);
  }
  const { code } = await format('fault-matrix.md', lines.join('\n'), { printWidth: 110 });
  return { text: code, problems };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { text, problems } = await faultMatrix();
  for (const problem of problems) console.error(problem);
  writeFileSync(`${root}docs/fault-matrix.md`, text);
  console.log(`docs/fault-matrix.md: ${/\d+ of \d+ rows/.exec(text)?.[0] ?? ''}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
