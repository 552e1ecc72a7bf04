import { createHash } from 'node:crypto';

/** What came of one changed place. `text` names it in test/mutants.md: the file, the code, and what was put in its place. */
/** @typedef {{ file: string, line: number, text: string, noticed: boolean }} Mutant */
/** @typedef {Record<string, { at: string, noticed: number, of: number, code?: string }>} Results by file; `code` is the hash of what was measured */
/** @typedef {{ line: number, column: number }} Place */
/** @typedef {{ status: string, static?: boolean, statusReason?: string, replacement?: string, killedBy?: string[], coveredBy?: string[], location: { start: Place, end: Place } }} Changed */
/**
 * What Stryker keeps of a run.
 * @typedef {{ files: Record<string, { source: string, mutants: Changed[] }>, testFiles?: Record<string, { tests: { id: string, name: string }[] }> }} Report
 */

const noticedBy = ['Killed', 'Timeout'];
const unnoticed = ['Survived', 'NoCoverage'];
const [begin, end] = ['<!-- mutants: made by npm run mutants -->', '<!-- /mutants -->'];

/** @param {string} code */
const short = (code) => {
  const line = code.replaceAll(/\s+/g, ' ');
  return line.length <= 100 ? line : `${line.slice(0, 70)} … ${line.slice(-27)}`;
};

/** What Stryker writes of a change where its runner, and not the code, broke down: such a change was not tried. */
const crashed = /^Test runner crashed\./;

/**
 * The mutants of a report of Stryker that some test could have noticed. Those that do not even load say nothing.
 * @param {Report} report @returns {Mutant[]} @throws where changes were not tried, because a score would be one of the others
 */
export function mutants({ files }) {
  const untried = Object.values(files)
    .flatMap((file) => file.mutants)
    .filter(({ statusReason = '' }) => crashed.test(statusReason));
  const [first] = untried;
  if (first !== undefined) throw new Error(`${untried.length} not tried: ${first.statusReason ?? ''}`);
  return Object.entries(files).flatMap(([file, { source, mutants: found }]) => {
    const starts = [0];
    for (const line of source.split('\n')) starts.push((starts.at(-1) ?? 0) + line.length + 1);
    const at = (/** @type {Place} */ { line, column }) => (starts[line - 1] ?? 0) + column - 1;
    return found
      .filter(({ status }) => noticedBy.includes(status) || unnoticed.includes(status))
      .map(({ status, replacement = '', location: { start, end: last } }) => ({
        file,
        line: start.line,
        text: `${file}: ${short(source.slice(at(start), at(last)))} → ${short(replacement)}`,
        noticed: noticedBy.includes(status),
      }));
  });
}

/**
 * How many of the mutants of a file were noticed. A file in which nothing can be changed has none.
 * @param {readonly Mutant[]} list @param {string} at day of the measurement @param {string} source the code of the file
 * @returns {Results[string]}
 */
export function scoreOf(list, at, source) {
  return { at, noticed: list.filter(({ noticed }) => noticed).length, of: list.length, code: hashOf(source) };
}

const hashOf = (/** @type {string} */ source) =>
  createHash('sha256').update(source.replaceAll('\r\n', '\n')).digest('hex').slice(0, 16);

/**
 * The files whose code is another one than was measured.
 * @param {Results} results @param {(file: string) => string} sourceOf @returns {string[]}
 */
export function changedSince(results, sourceOf) {
  return Object.entries(results).flatMap(([file, { code }]) =>
    code === hashOf(sourceOf(file)) ? [] : [file],
  );
}

/**
 * The share that was noticed, rounded down. Where nothing can be changed, nothing was missed.
 * @param {{ noticed: number, of: number }} sum
 */
export const percent = ({ noticed, of }) => (of === 0 ? 100 : Math.floor((100 * noticed) / of));

/**
 * Survivors that a page does not explain, and what it explains of the same files although it was noticed.
 * @param {readonly Mutant[]} list @param {string} page @returns {string[]}
 */
export function unexplained(list, page) {
  const explained = page.split('\n').flatMap((line) => /^- `+ ?(.*?) ?`+: ./.exec(line)?.[1] ?? []);
  const survivors = list.filter(({ noticed }) => !noticed).map(({ text }) => text);
  const files = new Set(list.map(({ file }) => file));
  const left = [...explained];
  const missing = survivors.filter((text) => {
    const found = left.indexOf(text);
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
  const stale = left.filter((text) => files.has(text.slice(0, text.indexOf(':'))));
  return [
    ...missing.map((text) => `not explained in test/mutants.md: ${text}`),
    ...stale.map((text) => `explained in test/mutants.md, and noticed by a test: ${text}`),
  ];
}

/**
 * A README with the table of the results in the place of the one that it has.
 * @param {string} readme @param {Results} results @param {readonly string[]} all files that decide @returns {string}
 */
export function withScores(readme, results, all) {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error('README.md has no place for the mutants');
  const folderOf = (/** @type {string} */ file) => file.slice(0, file.lastIndexOf('/'));
  const folders = [...new Set(Object.keys(results).map(folderOf))].sort();
  const rows = folders.map((folder) => {
    const own = Object.entries(results).filter(([file]) => folderOf(file) === folder);
    const sum = (/** @type {'noticed' | 'of'} */ key) => own.reduce((total, [, one]) => total + one[key], 0);
    const days = own.map(([, { at }]) => at).sort();
    const share = percent({ noticed: sum('noticed'), of: sum('of') });
    const files = all.filter((file) => folderOf(file) === folder).length;
    return [
      `\`${folder}\``,
      `${own.length} of ${files}`,
      `${sum('noticed')} of ${sum('of')}`,
      `${share} %`,
      share >= 85 ? 'met' : '**missed**',
      days.at(-1) ?? '',
    ];
  });
  const table = [['folder', 'files measured', 'noticed', 'score', 'goal 85 %', 'last measured'], ...rows];
  const widths = (table[0] ?? []).map((_, at) => Math.max(3, ...table.map((row) => (row[at] ?? '').length)));
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head, ...rest] = table.map(line);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const left = [...new Set(all.map(folderOf))].flatMap((folder) => {
    const missing = all.filter((file) => folderOf(file) === folder && !(file in results));
    const names = missing.map((file) => file.slice(folder.length + 1, -'.ts'.length));
    return names.length === 0 ? [] : [`- \`${folder}\`: ${names.join(', ')}`];
  });
  const unmeasured = left.length === 0 ? [] : ['Not measured:', '', ...left, ''];
  return (
    readme.slice(0, from) +
    [begin, '', head, rule, ...rest, '', ...unmeasured, end].join('\n') +
    readme.slice(to + end.length)
  );
}
