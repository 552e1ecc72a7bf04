import { readdirSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { checkAll, vitestReport } from './check.mjs';
import { getChromium } from './chromium.mjs';
import { electronBinary } from './electron-binary.mjs';
import { newIn, takeOwnTempUntilExit } from './ownTemp.mjs';
import { root } from './paths.mjs';
import { add, sumPlaywright, sumVitest } from './reports.mjs';
import { runScript } from './run.mjs';
import { readSources, shownSources } from './sources.mjs';

const reports = `${root}.reports`;
/** @type {import('./reports.mjs').Sum[]} */
const sums = [];
const heading = (/** @type {string} */ text) => console.log(`\n== ${text}`);
const one = (/** @type {boolean} */ fine, /** @type {string} */ name) =>
  sums.push({
    passed: fine ? 1 : 0,
    failed: fine ? 0 : 1,
    skipped: 0,
    notes: fine ? [] : [`failed: ${name}`],
  });

/**
 * Runs a suite of vitest and adds its sum.
 * @param {string} name @param {{ quiet?: boolean }} [options] quiet: shows what it printed under its name when it has ended, because
 * another suite runs beside it
 */
async function suite(name, { quiet = false } = {}) {
  const { code, output } = await runScript(`test:${name}`, vitestReport(name), { quiet });
  if (quiet) {
    heading(name);
    console.log(output.trimEnd());
  }
  const sum = sumVitest(`${reports}/${name}.json`, code);
  sums.push(sum);
  return sum;
}

/** @param {string[]} names suites that run one after the other, beside another */
async function suitesInTurn(names) {
  for (const name of names) await suite(name, { quiet: true });
}

const temp = takeOwnTempUntilExit();
const besideAtFirst = readdirSync(temp.outside);
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

heading('browser');
const browser = await getChromium();
console.log(browser.usable ? browser.said : `end to end in the browser will not be tested: ${browser.said}`);

heading('build');
const built = await runScript('build');
one(built.code === 0, 'build');

heading('check');
const { passed, failed } = await checkAll();
const suites = ['check:unit', 'check:scripts'];
for (const script of [...passed, ...failed]) {
  if (suites.includes(script))
    sums.push(sumVitest(`${reports}/${script.slice(6)}.json`, failed.includes(script) ? 1 : 0));
  else one(passed.includes(script), script);
}

heading(
  'lab, with wine, bridge, thorough, hostile and faults in turn beside it: each is shown when it has ended',
);
// Lab and Wine wait much for what they started. Those beside them measure processor time and memory of their own process alone.
const [lab] = await Promise.all([
  suite('lab', { quiet: true }),
  suitesInTurn(['wine', 'bridge', 'thorough', 'hostile', 'faults']),
]);
// With an engine at hand a lab that ran nothing is broken, not skipped.
if (process.env.GANGWAY_POWERSHELL !== undefined && lab.passed === 0)
  one(false, 'lab: an engine is named, but no test ran');

heading('end to end');
const skip = (/** @type {string} */ reason) =>
  sums.push({ passed: 0, failed: 0, skipped: 1, notes: [`skipped: ${reason}`] });
if (built.code !== 0) one(false, 'end to end: there is no build');
else if (!browser.usable && process.env.CI === undefined) skip(`end to end in the browser (${browser.said})`);
else if (!browser.usable) one(false, `end to end in the browser: ${browser.said}`);
else {
  // Three on two cores: each waits a fifth of its time for what a page draws or the app does.
  // A first try is not traced: for a quarter of the time of all tests, it would show the few that fail. Alone, a test is traced.
  const { code } = await runScript('test:e2e', ['--workers=3', '--trace=on-first-retry']);
  sums.push(sumPlaywright(`${reports}/e2e.json`, code));
}
if (electronBinary() === null) skip("the real Electron app (Electron's program is not here)");

heading('package');
const packed = await runScript('pack:check', [], { quiet: true });
console.log(packed.code === 0 ? packed.output.trim().split('\n').at(-1) : packed.output);
one(packed.code === 0, 'pack:check');

heading('temporary folder');
const { ours, others } = newIn(temp.outside, besideAtFirst);
const left = [...temp.giveBack(), ...ours];
one(left.length === 0, `left in the temporary folder: ${left.join(', ')}`);
console.log(left.length === 0 ? 'nothing was left' : `left: ${left.join(', ')}`);
if (others.length > 0) console.log(`came beside it, from whomever: ${others.join(', ')}`);

const total = add(sums);
heading('result');
for (const note of total.notes) console.log(note);
console.log(shownSources(readSources()));
// A unit test holds the page to the code.
console.log((await readFile(`${root}docs/ground.md`, 'utf8')).trimEnd().split('\n').at(-1));
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
