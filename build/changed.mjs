import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Where the check keeps what it saw last, below the repository. */
const place = '.cache/check.json';
const seenSchema = z.object({
  /** The commit under the tree in which nothing was wrong. */
  commit: z.string(),
  /** What lay uncommitted over it: it may have been taken back since. */
  uncommitted: z.array(z.string()),
});

/** @typedef {z.infer<typeof seenSchema>} Seen */

/** Files whose readers the imports name. Texts are none: `test/fixtures/say.ts` and main read them as files. */
const followed = /^(?:(?:main|renderer|shared|bench)\/.*\.(?:tsx?|css)|test\/[^/]+\/.*\.tsx?)$/;
/** Files that only tests read which open files by themselves. */
const read = /\.md$|^docs\//;
/** A test that opens files of the repository, or asks its tools: no import names what it looks at. */
const looksAround = /import\.meta\.(?:glob|dirname|filename|url)|\bbuild\/|\.mjs['"]/;
/** More than a command line takes, and than imports are worth to be followed for. */
const most = 200;

/** @param {string} root @param {string[]} args @returns {string[]} the lines that git answers */
const git = (root, args) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\n')
    .filter((line) => line !== '');

/** @param {string} root @param {string} commit @returns {string[]} tracked files that differ from the commit, and those that git does not know */
const differing = (root, commit) => [
  ...git(root, ['diff', '--name-only', '--no-renames', commit, '--']),
  ...git(root, ['ls-files', '--others', '--exclude-standard']),
];

/**
 * What stands in the repository now, to be noted when the check has found nothing.
 * @param {string} root @returns {Seen | null} null where there is no git
 */
export function seeNow(root) {
  try {
    const [commit = ''] = git(root, ['rev-parse', 'HEAD']);
    return { commit, uncommitted: differing(root, commit) };
  } catch {
    return null;
  }
}

/** @param {string} root @param {Seen} seen */
export function noteGreen(root, seen) {
  mkdirSync(dirname(join(root, place)), { recursive: true });
  writeFileSync(join(root, place), JSON.stringify(seen));
}

/**
 * The files that have changed since the last check that found nothing.
 * @param {string} root @returns {string[] | null} null where none is known
 */
export function changedSince(root) {
  try {
    const seen = seenSchema.parse(JSON.parse(readFileSync(join(root, place), 'utf8')));
    return [...new Set([...differing(root, seen.commit), ...seen.uncommitted])].sort();
  } catch {
    return null;
  }
}

/**
 * From which files the unit tests are found that a change can reach: what changed, and every test that looks around by itself.
 * @param {string} root @param {string[] | null} changed @returns {string[] | null} null: all tests must be asked
 */
export function reaching(root, changed) {
  if (changed === null || changed.length > most) return null;
  if (changed.some((file) => !followed.test(file) && !read.test(file))) return null;
  const tests = readdirSync(join(root, 'test/unit'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => `test/unit/${name.replaceAll('\\', '/')}`);
  return [
    ...changed.filter((file) => followed.test(file)),
    ...tests.filter((file) => looksAround.test(readFileSync(join(root, file), 'utf8'))),
  ];
}
