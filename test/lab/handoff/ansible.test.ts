import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scriptText } from '../../../main/handoff/scripts';
import type { Machine } from '../../../main/practice/machine/machine';
import { serverFolder } from '../../../shared/handoff/plain/serverFolder';
import { describeWithEngine } from '../engine';
import { machineOf } from '../operations/stage/onMachine';
import { asSystem, runFile, usual } from './fleetServer';
import { scriptsIn } from './roleScripts';

const [ask = ''] = scriptsIn(scriptText('role-tasks.yml'));
const [wait = ''] = scriptsIn(scriptText('role-run.yml'));

/** Runs a script as the module does, with the object that it hands over, which is told at the end. */
async function runModule(machine: Machine, script: string, words: string, before?: (disk: string) => void) {
  const host = `$Ansible = [pscustomobject]@{ Changed = $true; Failed = $false; Result = $null }
$block = [ScriptBlock]::Create([IO.File]::ReadAllText((Join-Path $PSScriptRoot 'module.txt')))
& $block ${words}
'TOLD' + (ConvertTo-Json -InputObject $Ansible -Depth 5 -Compress)`;
  const files = [
    ...serverFolder('ansible', usual, scriptText),
    { path: 'module.txt', content: script, holds: 'nothing' as const },
    { path: 'host.ps1', content: host, holds: 'nothing' as const },
  ];
  const run = await runFile(machine, files, 'host.ps1', '', { before: (lab) => before?.(lab.disk) });
  const told = /^TOLD(.+)$/m.exec(run.stdout)?.[1] ?? JSON.stringify(run.stdout + run.stderr);
  return JSON.parse(told) as { Changed: boolean; Failed: boolean; Result: Record<string, unknown> };
}

describeWithEngine('the scripts of the role', () => {
  it('ask the server what it still needs, and change nothing', async () => {
    const open = await runModule(machineOf('2019-fresh'), ask, '-Folder $PSScriptRoot');
    expect(open).toMatchObject({ Changed: false, Result: { exitCode: 248, detail: 'needed: onboard' } });
    const done = await runModule(machineOf('2019-onboarded'), ask, '-Folder $PSScriptRoot');
    expect(done).toMatchObject({ Changed: false, Result: { exitCode: 0, outcome: 'onboarded' } });
  });

  it('say so where the script is not there yet, as in check mode', async () => {
    const told = await runModule(machineOf('2019-fresh'), ask, "-Folder (Join-Path $PSScriptRoot 'nowhere')");
    expect(told).toMatchObject({ Changed: false, Result: { exitCode: -1 } });
  });

  it('run nothing in check mode', async () => {
    const told = await runModule(asSystem('2019-fresh'), wait, '-Minutes 1 -WhatIf');
    expect(told).toMatchObject({ Changed: true, Failed: false, Result: { exitCode: -1 } });
  });

  it('take no result that is older than the run', async () => {
    const machine = asSystem('2019-fresh');
    const old = (disk: string) => {
      const folder = join(disk, 'ProgramData', 'Gangway', 'handoff');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'result.json'), '{"exitCode":0,"outcome":"onboarded"}');
    };
    // The Task Scheduler is not what is asked here: its task has ended at once, and has written nothing.
    const script = wait
      .replace(/^ *Start-ScheduledTask.*$/m, '')
      .replace(/Get-ScheduledTask .*$/m, "[pscustomobject]@{ State = 'Ready' }");
    const told = await runModule(machine, script, '-Minutes 1', old);
    expect(told).toMatchObject({ Failed: true, Result: { outcome: 'unknown' } });
  });
});
