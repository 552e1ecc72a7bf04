import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeWithEngine, engine } from './engine';
import { findProblems, readPins, rules, shown, type Problem } from './gateCheck';
import { openSyntaxCheck } from './syntaxWithoutEngine';

const folder = 'main/operations';
const badFolder = 'test/lab/gate';
const scriptsOf = (path: string) => readdirSync(path).filter((name) => name.endsWith('.ps1'));
const textOf = (path: string, name: string) =>
  readFileSync(join(path, name), 'utf8').replaceAll('\r\n', '\n');
const names = scriptsOf(folder);
const badNames = scriptsOf(badFolder).filter((name) => name !== 'good.ps1');
/** A bad file is named by its rule: `<rule>-<what>.ps1`; `Set-` in front makes it a change. */
const ruleOf = (name: string) => name.replace(/^Set-/, '').split(/[-.]/)[0] ?? '';
/** The lines that a bad file marks, or its first line where the whole file is meant. */
function badLines(name: string): number[] {
  const lines = textOf(badFolder, name).split('\n');
  const marked = lines.flatMap((line, index) => (line.endsWith('# bad') ? [index + 1] : []));
  return marked.length > 0 ? marked : [1];
}

describe('every script of the product', () => {
  it.each(names.filter((name) => name.includes('-')))(
    '%s is named by an approved verb and a noun',
    (name) => {
      expect(name).toMatch(
        /^(Get|Set|Test|Send|Save|Install|Uninstall|Invoke|Restart|Read|Start|Stop|Remove|Update)-[A-Z][A-Za-z]+\.ps1$/,
      );
    },
  );

  it('is the one that was last tested', async () => {
    const now = names.map((name) => [name, createHash('sha256').update(textOf(folder, name)).digest('hex')]);
    expect(
      Object.fromEntries(await readPins()),
      'A script changed. Run its lab tests (npm run test:lab), then: npm run pin:scripts',
    ).toEqual(Object.fromEntries(now));
  });
});

describeWithEngine('the gate', (path) => {
  let product: Problem[] = [];
  let bad: Problem[] = [];
  beforeAll(async () => {
    product = await findProblems(path, folder);
    bad = await findProblems(path, badFolder);
  });

  it('finds nothing in the scripts of the product', () => {
    expect(product.map(shown)).toEqual([]);
  });

  it('lets a good script pass', () => {
    expect(bad.filter(({ file }) => file === 'good.ps1').map(shown)).toEqual([]);
  });

  it.each(badNames)('catches %s by its rule, at its lines', (name) => {
    const found = bad.filter(({ file }) => file === name);
    expect(found.map(({ rule }) => rule)).toEqual(found.map(() => ruleOf(name)));
    expect([...new Set(found.map(({ line }) => line))].sort((a, b) => a - b)).toEqual(badLines(name));
    // What is wrong alone helps nobody: each message goes on with the way out.
    for (const { text } of found) expect(text).toMatch(/[:;,].|does not parse/);
  });

  it('has a bad file for every rule', () => {
    expect([...new Set(badNames.map(ruleOf))].sort()).toEqual([...rules].sort());
    expect([...new Set(bad.map(({ rule }) => rule))].sort()).toEqual([...rules].sort());
  });
});

const only = engine === null ? ' (no PowerShell here: only this part of the gate was checked)' : '';
if (only !== '') console.warn(`LIMITED the gate${only}`);
describe(`the syntax without an engine${only}`, () => {
  it('is read in every script of the product', async () => {
    const check = await openSyntaxCheck();
    const found = names.flatMap((name) =>
      check(textOf(folder, name)).map(({ line, text }) => `${name}:${line} ${text}`),
    );
    expect(found).toEqual([]);
  });

  // A grammar without an engine knows no variables, numbers and escapes.
  const unseen = ['syntax-escape.ps1', 'syntax-number.ps1', 'syntax-variable.ps1'];
  it.each(badNames.filter((name) => ruleOf(name) === 'syntax' && !unseen.includes(name)))(
    'catches %s',
    async (name) => {
      const check = await openSyntaxCheck();
      expect(check(textOf(badFolder, name)).map(({ line }) => line)).toEqual(
        expect.arrayContaining(badLines(name).slice(0, 1)),
      );
    },
  );
});
