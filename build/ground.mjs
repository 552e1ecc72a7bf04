import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';
import { root } from './paths.mjs';

/**
 * `npm run ground`: what each decision value stands on, as a table and on docs/ground.md; the last line is the share. Values
 * that nobody has placed yet, and placed ones that the code no longer asks for, are printed, and the exit code is 1.
 */
const load = async (/** @type {string} */ file) =>
  (await runnerImport(pathToFileURL(`${root}test/ground/${file}`).href)).module;

const { decisionValues, stands } = await load('standing.ts');
const { nameOf } = await load('decisions/value.ts');
const { groundPage } = await load('page.ts');
const { readRows } = await load('row.ts');

const values = await decisionValues();
const names = new Set(values.map(nameOf));
const open = [...names].filter((name) => !stands.has(name));
const stale = [...stands.keys()].filter((name) => !names.has(name));
const page = groundPage(values, readRows());
writeFileSync(`${root}docs/ground.md`, page);
console.log(page.slice(page.indexOf('## ')).trimEnd());
for (const name of open) console.error(`not placed in test/ground/standing.json: ${name}`);
for (const name of stale) console.error(`no longer asked for: ${name}`);
process.exitCode = open.length + stale.length === 0 ? 0 : 1;
