import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format } from 'oxfmt';
import { runnerImport } from 'vite';
import { root } from './paths.mjs';
import { codesPage } from './reference/codes.mjs';
import { operationsPage } from './reference/operations.mjs';
import { recordsOf, stepsPage } from './reference/steps.mjs';
import { troubleshootingPage } from './reference/troubleshooting.mjs';

/** The modules of the product that the reference is made of, by their place. */
export const referenceModules = [
  'shared/model/operations.ts',
  'main/operations/index.ts',
  'shared/steps/journeys.ts',
  'shared/plan/actions/index.ts',
  'shared/errors.ts',
  'shared/knowledge/codes.ts',
  'shared/knowledge/deploymentTool.ts',
  'shared/knowledge/winrm.ts',
  'shared/knowledge/laps.ts',
  'shared/knowledge/events.ts',
  'shared/issues/issues.ts',
  'shared/findings/causes.ts',
  'shared/findings/questions.ts',
  'shared/findings/symptoms.ts',
  'shared/findings/rows.ts',
];

/** @param {string} area @returns {any} */
const english = (area) => JSON.parse(readFileSync(`${root}shared/locales/en/${area}.json`, 'utf8'));

/**
 * The pages of the reference as they should be, by their place.
 * @param {Record<string, any>} modules those of `referenceModules`, loaded
 * @returns {Promise<Record<string, string>>}
 */
export async function referencePages(modules) {
  const all = Object.assign({}, ...Object.values(modules));
  const folder = `${root}shared/steps/records/`;
  const sources = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(folder + name, 'utf8').replaceAll('\r\n', '\n'));
  const records = recordsOf(sources);
  const actionTexts = english('actions');
  const actions = all.actions.map((/** @type {any} */ action) => ({ ...action, ...actionTexts[action.id] }));
  const names = { plan: 'planStep', package: 'packageStep' };
  const journeys = Object.values(all.journeys).map((/** @type {any} */ { id, steps }) => ({
    name: english('overview').name[id],
    purpose: english('overview').purpose[id],
    steps,
  }));
  const pages = {
    'docs/operations.md': operationsPage(all.operations, all.scripts, (name) =>
      readFileSync(`${root}main/operations/${name}.ps1`, 'utf8'),
    ),
    'docs/steps.md': stepsPage(
      journeys,
      (id) =>
        records.get(new Map(Object.entries(names)).get(id) ?? id) ??
        fail(`shared/steps/records says nothing of ${id}.`),
      english('steps'),
      english('explain'),
      actions,
    ),
    'docs/codes.md': codesPage({
      errorCodes: all.errorCodes,
      codes: all.codes,
      winrm: all.winrmCodes,
      laps: all.lapsErrors,
      sense: all.senseEvents,
      defender: all.defenderEvents,
      issues: all.knownIssues,
      signsOf: all.signsOf,
      toolParameters: all.toolParameters,
      toolConfigurations: all.toolConfigurations,
      toolLog: all.toolLog,
      toolSource: all.toolSource,
      texts: {
        errors: english('errors'),
        knowledge: english('knowledge'),
        connect: english('connect'),
        issues: english('issues'),
        steps: english('steps'),
        deployment: english('deployment'),
      },
    }),
    'docs/troubleshooting.md': troubleshootingPage({
      causes: all.causes,
      symptoms: all.symptoms,
      serverQuestions: all.serverQuestions,
      personQuestions: all.personQuestions,
      rows: all.rows,
      issueRows: all.issueRows,
      texts: Object.fromEntries(
        ['causes', 'questions', 'checks', 'issues', 'knowledge'].map((area) => [area, english(area)]),
      ),
    }),
  };
  /** @type {Record<string, string>} */
  const formatted = {};
  for (const [path, text] of Object.entries(pages))
    formatted[path] = (await format(path, text, { printWidth: 110, singleQuote: true })).code;
  return formatted;
}

/** @param {string} text @returns {never} */
function fail(text) {
  throw new Error(text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  /** @type {Record<string, any>} */
  const modules = {};
  for (const path of referenceModules)
    modules[path] = (await runnerImport(root + path, { configFile: false, logLevel: 'error' })).module;
  for (const [path, text] of Object.entries(await referencePages(modules))) writeFileSync(root + path, text);
}
