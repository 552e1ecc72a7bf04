import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { changedSince, mutants, percent, scoreOf, unexplained, withScores } from './mutant-scores.mjs';
import { spareTests } from './mutant-tests.mjs';
import { takeOwnTemp } from './ownTemp.mjs';
import { root } from './paths.mjs';

/**
 * `npm run mutants [file, folder or pattern]…` changes the deciding code in one place at a time and shows which changes its
 * unit tests do not notice. Without a name it takes all of it, which lasts for an hour. What was measured and has not changed since is
 * not measured again. Each file is measured by itself, and what came of it is kept at once: prints its survivors and its score, writes
 * the score to test/mutants.json, and the table of the README. At the end it names the tests that notice nothing that others do not
 * notice, the files that changed since they were measured, and those that nobody has measured. Exit code 1 where a file could not be measured, where a survivor of the files that
 * test/mutants.md speaks of is not explained there, or where one that is explained was noticed. `--table` alone measures nothing and makes the
 * table of test/mutants.json anew.
 */
const areas = [
  { tests: 'shared', code: 'shared' },
  { tests: 'journal', code: 'main/journal' },
  { tests: 'packages', code: 'main/packages' },
  { tests: 'connect', code: 'main/connect' },
  { tests: 'runs', code: 'main/runs' },
];
/** Tables of knowledge, and files that are schemas, types or constants and nothing else, decide nothing. */
const decidesNothing =
  /^main\/\w+\/needs\.ts|^main\/packages\/(limits|practiceMarker|inspection\/worker)\.ts|^main\/logs\/(limits|desk\/worker)\.ts|^shared\/(knowledge|issues\/(?!issueContext)|logs\/sign)|^shared\/(\w+\/)*(action|checkIds|contract|connection|downloads|errors|facts|inputs|kit|logs|operations|operationPolicy|output|packages|practice|queue|readRound|records|report|runHealth|scriptDifferences|servers|session|settings|steps|target)\.ts/;
/** Whose survivors are explained: what is proved, planned, trusted, read off a script, and written down. */
const explained =
  /^(shared\/(plan\/plan|steps\/proofs|kit\/packageTrust)\.ts|main\/journal\/|main\/packages\/(trust|script\/\w+)\.ts)/;

const kept = '.cache/mutants';
process.chdir(root);
// Changed code may leave anything anywhere.
process.once('exit', takeOwnTemp().giveBack);
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

/** Whose decisions are tested together with those of their neighbours: the beginning of a file's name, and the
 * tests (or a folder of them). */
const testedTogether = [
  { begin: 'shared/plan/actions/', tests: ['plan/actions/'] },
  { begin: 'shared/steps/records/', tests: ['stepRecords', 'stepNotes', 'progress'] },
  { begin: 'shared/steps/progress', tests: ['progress', 'stepRecords', 'stepNotes', 'interruption'] },
  { begin: 'shared/steps/assessment', tests: ['stepRecords', 'stepNotes', 'progress'] },
  {
    begin: 'shared/checks/',
    tests: ['checkBorders', 'streamlined', 'prerequisites'],
  },
  { begin: 'shared/checks/prerequisites', tests: ['prerequisites'] },
  { begin: 'shared/steps/proofs', tests: ['proofs', 'unreadProofs'] },
  { begin: 'shared/several/queueRules', tests: ['queueRules', 'queueFollow'] },
  { begin: 'shared/plan/checkCounts', tests: ['checkStates', 'checkWords'] },
  { begin: 'shared/plan/checkTitle', tests: ['checkWords'] },
  { begin: 'shared/checks/checkValue', tests: ['checkWords'] },
  { begin: 'shared/plan/plainEvidence', tests: ['checkWords'] },
  { begin: 'main/connect/trustedHosts', tests: ['trustedHosts', 'connect/nameList'] },
  { begin: 'main/journal/writer', tests: ['journal', 'owners', 'writer'] },
  { begin: 'main/journal/journal', tests: ['journal', 'owners'] },
  { begin: 'main/packages/addPackages', tests: ['refusedFiles', 'packages/unknownLines'] },
  { begin: 'main/packages/archive/readEntries', tests: ['unpack', 'hostile/zips'] },
  { begin: 'main/packages/archive/unpack', tests: ['unpack', 'hostile/zips'] },
  { begin: 'main/packages/confirmScript', tests: ['packages/unknownLines'] },
  { begin: 'main/packages/download/clock', tests: ['rate'] },
  { begin: 'main/packages/download/download', tests: ['download', 'downloadParts'] },
  { begin: 'main/packages/download/failed', tests: ['download'] },
  { begin: 'main/packages/download/part', tests: ['downloadParts'] },
  { begin: 'main/packages/download/quiet', tests: ['rate'] },
  { begin: 'main/packages/downloads', tests: ['downloadsOffered', 'downloadsCarrier'] },
  { begin: 'main/packages/downloadWatch', tests: ['downloadsCarrier'] },
  { begin: 'main/packages/hashFile', tests: ['library'] },
  { begin: 'main/packages/library', tests: ['library', 'downloadOrigin'] },
  { begin: 'main/packages/msi/readInstaller', tests: ['readInstaller', 'hostile/installers'] },
  { begin: 'main/packages/ownDrive', tests: ['ownDrive'] },
  { begin: 'main/packages/readAt', tests: ['localHeader'] },
  { begin: 'main/packages/readOrigin', tests: ['downloadOrigin'] },
  { begin: 'main/packages/program/readProgram', tests: ['inspect', 'hostile/disguised'] },
  { begin: 'main/packages/recognise', tests: ['inspect', 'hostile/disguised'] },
  { begin: 'main/packages/script/lineKinds', tests: ['lineKinds', 'wholeLines'] },
  { begin: 'main/packages/script/practice/', tests: ['readScript'] },
  { begin: 'main/packages/script/shapes', tests: ['shapes', 'compareWithShape', 'readScript'] },
  { begin: 'main/packages/trust', tests: ['library'] },
  { begin: 'main/packages/program/versionStrings', tests: ['versionResource'] },
  { begin: 'main/packages/watch/watchFolder', tests: ['downloadWatch'] },
];

/**
 * The tests that a file is held against: those named for it above, else those of its own name, else all of the area, which takes
 * long. What only other tests notice counts as not noticed.
 * @param {string} file
 */
function testsOf(file) {
  const area = areas.find(({ code }) => file.startsWith(`${code}/`))?.tests ?? '';
  const folder = `test/unit/${area}/`;
  const everyTest = readdirSync('test/unit', { recursive: true, encoding: 'utf8' })
    .map((test) => `test/unit/${test.replaceAll('\\', '/')}`)
    .filter((test) => test.endsWith('.test.ts'));
  const tests = everyTest.filter((test) => test.startsWith(folder));
  const together = testedTogether.find(({ begin }) => file.startsWith(begin))?.tests;
  const named = together?.map((name) => (name.endsWith('/') ? `/${name}` : `/${name}.test.ts`));
  const found =
    named === undefined
      ? tests.filter((test) => test.endsWith(`/${file.replace(/^.*\/|\.ts$/g, '')}.test.ts`))
      : everyTest.filter((test) => named.some((name) => test.includes(name)));
  return found.length > 0 ? found : tests;
}

const table = process.argv.includes('--table');
const names = process.argv.slice(2).filter((name) => name !== '--table');
const files = names.length > 0 || table ? [...new Set(names.flatMap(filesOf))] : all;
const results = 'test/mutants.json';
/** @param {string} file */
const reportOf = (file) => `${kept}/${file.replace(/\.ts$/, '')}.json`;
/** @param {string} path */
const sourceOf = (path) => readFileSync(path, 'utf8');
/** @param {string} path */
const read = (path) => JSON.parse(sourceOf(path));

/**
 * Stryker keeps what came of a change in code that runs once, when its file is loaded, whatever tests are new since. What no test
 * noticed there is tried again.
 * @param {import('./mutant-scores.mjs').Report} report
 */
function askedAgain(report) {
  for (const file of Object.values(report.files))
    file.mutants = file.mutants.filter((mutant) => !mutant.static || mutant.status !== 'Survived');
  return report;
}

/** @typedef {ConstructorParameters<typeof Stryker>[0]} Options */
/** @param {string} file @returns {Promise<import('./mutant-scores.mjs').Report>} */
async function measured(file) {
  process.env.GANGWAY_MUTANTS = testsOf(file).join(',');
  mkdirSync(dirname(reportOf(file)), { recursive: true });
  if (existsSync(reportOf(file)))
    writeFileSync(reportOf(file), JSON.stringify(askedAgain(read(reportOf(file)))));
  try {
    await new Stryker({
      mutate: [file],
      mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration'] },
      plugins: ['@stryker-mutator/vitest-runner', resolve('build/mutant-runner.mjs')],
      testRunner: 'tries',
      // Which tests run a line is measured; to follow all imports as well takes longer than the tests.
      vitest: { configFile: 'build/vitest.mutants.ts', related: false },
      coverageAnalysis: 'perTest',
      concurrency: 1,
      // A busy machine is slow and not stuck.
      timeoutMS: 10_000,
      dryRunTimeoutMinutes: 20,
      incremental: true,
      incrementalFile: reportOf(file),
      allowEmpty: true,
      tempDirName: `${kept}/sandbox`,
      cleanTempDir: 'always',
      ignorePatterns: ['.cache', '.reports', 'dist', 'release', 'docs', 'capture', 'test-results'],
      disableTypeChecks: false,
      reporters: [],
      logLevel: /** @type {Options['logLevel']} */ ('error'),
      allowConsoleColors: false,
    }).runMutationTest();
  } finally {
    await rm(`${kept}/sandbox`, { recursive: true, force: true });
  }
  return read(reportOf(file));
}

/**
 * Writes the score of a file down before the next one begins, so that a run that is broken off loses one file.
 * @param {import('./mutant-scores.mjs').Results} now @returns {string[]} the files that nobody has measured
 */
function keep(now) {
  const before = existsSync(results) ? read(results) : {};
  const still = Object.entries({ ...before, ...now }).filter(([file]) => all.includes(file));
  const together = Object.fromEntries(still.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(results, `${JSON.stringify(together, null, 2)}\n`);
  writeFileSync('README.md', withScores(sourceOf('README.md'), together, all));
  return all.filter((file) => !(file in together));
}

const day = new Date().toISOString().slice(0, 10);
/** @type {import('./mutant-scores.mjs').Mutant[]} */
const found = [];
/** @type {string[]} */
const failed = [];
for (const file of files) {
  try {
    const of = mutants(await measured(file));
    found.push(...of);
    const sum = scoreOf(of, day, sourceOf(file));
    keep({ [file]: sum });
    for (const { line, text, noticed } of of) if (!noticed) console.log(`survived, line ${line}: ${text}`);
    console.log(`${String(percent(sum)).padStart(3)} % ${file} (${sum.noticed} of ${sum.of})`);
  } catch (error) {
    failed.push(`${file}: not measured: ${error instanceof Error ? error.message : String(error)}`);
    console.log(failed.at(-1));
  }
}

const reported = all.filter((file) => existsSync(reportOf(file)));
// A test is judged once all that it is held against was measured.
const open = new Set(all.filter((file) => !reported.includes(file)).flatMap(testsOf));
for (const test of spareTests(reported.map((file) => read(reportOf(file)))))
  if (!open.has(test.slice(0, test.indexOf(': '))))
    console.log(`notices nothing that others do not: ${test}`);
const left = keep({});
const changed = changedSince(read(results), sourceOf);
if (changed.length > 0) console.log(`changed since it was measured: ${changed.join(', ')}`);
if (left.length > 0) console.log(`never measured: ${left.join(', ')}`);

const questions = unexplained(
  found.filter(({ file }) => explained.test(file)),
  sourceOf('test/mutants.md'),
);
for (const line of questions) console.log(line);
process.exitCode = questions.length + failed.length === 0 ? 0 : 1;
