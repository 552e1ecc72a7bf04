import { expect, it } from 'vitest';
import { scriptText } from '../../../main/handoff/scripts';
import { describeWithEngine } from '../engine';
import { findProblems, findProblemsOf, shown } from '../gateCheck';
import { scriptsIn } from './roleScripts';

/**
 * What the templates use beyond the list of commands, which is about servers: they run where the console of Configuration Manager is. Its
 * own cmdlets are held against their documented parameters by `cmdlets.ts`.
 */
const ofConsole =
  /^(Get-Module -Name|Import-Module|Get-PSDrive|Push-Location|Pop-Location|[A-Z][a-z]+-CM\w+) is not in /;
/** A script in a file of the role is part of a module: the module hands over its parameters, stops at errors and says what it does. */
const ofModule = ['help', 'strict'];

describeWithEngine('the templates of hand-off keep the rules of every script', (path) => {
  it('those of Configuration Manager', async () => {
    const found = await findProblems(path, 'shared/handoff/configurationManager');
    const wrong = found.filter(
      ({ rule, text }) => !(/^(command|parameter)$/.test(rule) && ofConsole.test(text)),
    );
    expect(wrong.map(shown)).toEqual([]);
    // The gate has read them.
    expect(found.length).toBeGreaterThan(wrong.length);
  });

  it('those in the files of the role of Ansible', async () => {
    const texts = Object.fromEntries(
      ['role-tasks.yml', 'role-run.yml'].flatMap((name) =>
        scriptsIn(scriptText(name)).map((text, index) => [
          `Invoke-Role${name.slice(5, -4)}${String(index)}.ps1`,
          text,
        ]),
      ),
    );
    const found = await findProblemsOf(path, texts);
    const wrong = found.filter(({ rule }) => !ofModule.includes(rule));
    // Our own script says no line on its error stream, and a failure of it is the answer.
    expect(wrong.map(({ file, rule }) => `${file} ${rule}`)).toEqual(['Invoke-Roletasks0.ps1 native']);
    expect(Object.keys(texts)).toHaveLength(2);
  });
});
