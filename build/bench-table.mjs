import { readFileSync } from 'node:fs';
import { root } from './paths.mjs';

const [begin, end] = ['<!-- bench: made by npm run bench -->', '<!-- /bench -->'];

/** @typedef {{ id: string, what: string, unit: string, ours: number, reference: number | null, ratio: number | null, goal: number | null, better: string, ok: boolean | null, why?: string }} Row */

/** @param {number} value */
const number = (value) => value.toLocaleString('en-US', { maximumSignificantDigits: 3 });

/**
 * The lines of the README between the marks, made from the results and from nothing else.
 * @param {{ measuredAt: string, machine: string, results: readonly Row[] }} results @returns {string}
 */
export function benchTable({ measuredAt, machine, results }) {
  const rows = results.map(({ what, unit, ours, reference, ratio, goal, better, ok }) => [
    what,
    `${number(ours)} ${unit}`,
    reference === null ? '' : `${number(reference)} ${unit}`,
    ratio === null ? '' : number(ratio),
    goal === null ? '' : `${better === 'lower' ? '≤' : '≥'} ${number(goal)}`,
    ok === null ? 'shown' : ok ? 'met' : '**missed**',
  ]);
  const reasons = results.flatMap(({ what, why }) => (why === undefined ? [] : [`- ${what}: ${why}`]));
  const table = [['measured', 'ours', 'against', 'ratio', 'goal', ''], ...rows];
  const widths = (table[0] ?? []).map((_, at) => Math.max(3, ...table.map((row) => (row[at] ?? '').length)));
  /** @param {readonly string[]} row */
  const line = (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head, ...rest] = table.map(line);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const when = `Measured on ${measuredAt.slice(0, 10)}, ${machine}. Both sides of a ratio come from the same run.`;
  const shown =
    reasons.length === 0
      ? []
      : ['', 'Shown without a verdict, because a time by itself tells of the machine:', '', ...reasons];
  return [begin, '', when, '', head, rule, ...rest, ...shown, '', end].join('\n');
}

/**
 * A README with the table of the results in the place of the one that it has.
 * @param {string} readme @param {Parameters<typeof benchTable>[0]} results @returns {string}
 */
export function withTable(readme, results) {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error('README.md has no place for the bench');
  return readme.slice(0, from) + benchTable(results) + readme.slice(to + end.length);
}

/** The results that are recorded. @returns {Parameters<typeof benchTable>[0]} */
export const readResults = () => JSON.parse(readFileSync(`${root}bench/results.json`, 'utf8'));
