import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { mutants, scores, unexplained, withScores } from './mutant-scores.mjs';
import { root } from './paths.mjs';

/**
 * `npm run mutants [file, folder or pattern]…` changes the deciding code in one place at a time and shows which changes its
 * unit tests do not notice. Without a name it takes all of it, which lasts for hours. What was measured and has not changed since is not
 * measured again. Prints the survivors and the score of each file, writes both to test/mutants.json, and the table of the README. Exit
 * code 1 where a survivor of the files that test/mutants.md speaks of is not explained there, or one that is explained was noticed.
 */
const areas = [
  { tests: 'shared', code: 'shared' },
  { tests: 'journal', code: 'main/journal' },
  { tests: 'packages', code: 'main/packages' },
];
/** Tables of knowledge, and files that are schemas and nothing else, decide nothing. */
const decidesNothing =
  /^shared\/(knowledge\/(?!checks\/)|(contract|connection|downloads|errors|facts|inputs|kit|kitFile|operations|output|packages|practice|records|report|servers|session|settings|steps|target)\.ts)/;
/** Whose survivors are explained: what is proved, planned, trusted and written down. */
const explained = /^(shared\/(plan|proofs|packageTrust)\.ts|main\/journal\/)/;

const kept = '.cache/mutants';
process.chdir(root);
const all = areas.flatMap(({ code }) =>
  readdirSync(code, { recursive: true, encoding: 'utf8' })
    .map((name) => `${code}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !decidesNothing.test(name)),
);

/** @param {string} name a file, a folder, or a pattern with `*` @returns {string[]} the deciding files of that name */
function filesOf(name) {
  const wanted = relative(root, name).replaceAll('\\', '/');
  const pattern = wanted
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const matches = new RegExp(`^${pattern}(/|$)`);
  const found = all.filter((file) => matches.test(file));
  if (found.length === 0) throw new Error(`${name}: no file that decides`);
  return found;
}

/**
 * The tests that a file is held against: the one of its name, else that of its folder's name, else all of the area. What only other
 * tests notice counts as not noticed.
 * @param {string} file @param {string} area
 */
function testsOf(file, area) {
  const [name = '', folder = ''] = file.replace(/\.ts$/, '').split('/').reverse();
  const own = [name, folder]
    .map((one) => `test/unit/${area}/${one}.test.ts`)
    .find((test) => existsSync(test));
  return own ?? `test/unit/${area}/**/*.test.ts`;
}

const names = process.argv.slice(2);
const files = names.length === 0 ? all : [...new Set(names.flatMap(filesOf))];
/** @type {import('./mutant-scores.mjs').Mutant[]} */
const found = [];
for (const { tests, code } of areas) {
  const mutate = files.filter((file) => file.startsWith(`${code}/`));
  if (mutate.length === 0) continue;
  process.env.GANGWAY_MUTANTS = [...new Set(mutate.map((file) => testsOf(file, tests)))].join(',');
  const report = `${kept}/${tests}.json`;
  try {
    await new Stryker({
      mutate,
      mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration'] },
      plugins: ['@stryker-mutator/vitest-runner'],
      testRunner: 'vitest',
      // Which tests run a line is measured; to follow all imports as well takes longer than the tests.
      vitest: { configFile: 'build/vitest.mutants.ts', related: false },
      coverageAnalysis: 'perTest',
      concurrency: 2,
      // A busy machine is slow and not stuck.
      timeoutMS: 30_000,
      dryRunTimeoutMinutes: 20,
      incremental: true,
      incrementalFile: report,
      tempDirName: `${kept}/sandbox`,
      cleanTempDir: 'always',
      ignorePatterns: ['.cache', '.reports', 'dist', 'release', 'docs', 'capture', 'test-results'],
      disableTypeChecks: false,
      reporters: ['progress-append-only'],
      allowConsoleColors: false,
    }).runMutationTest();
  } finally {
    await rm(`${kept}/sandbox`, { recursive: true, force: true });
  }
  found.push(
    ...mutants(JSON.parse(readFileSync(report, 'utf8'))).filter(({ file }) => mutate.includes(file)),
  );
}

const day = new Date().toISOString().slice(0, 10);
const now = scores(found, day);
for (const { line, text, noticed } of found) if (!noticed) console.log(`survived, line ${line}: ${text}`);
for (const [file, { noticed, of }] of Object.entries(now))
  console.log(`${String(Math.floor((100 * noticed) / of)).padStart(3)} % ${file} (${noticed} of ${of})`);

const results = 'test/mutants.json';
/** @type {import('./mutant-scores.mjs').Results} */
const before = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
const still = Object.entries({ ...before, ...now }).filter(([file]) => all.includes(file));
const together = Object.fromEntries(still.sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(results, `${JSON.stringify(together, null, 2)}\n`);
await writeFile('README.md', withScores(readFileSync('README.md', 'utf8'), together, all));

const open = unexplained(
  found.filter(({ file }) => explained.test(file)),
  readFileSync('test/mutants.md', 'utf8'),
);
for (const line of open) console.log(line);
process.exitCode = open.length === 0 ? 0 : 1;
