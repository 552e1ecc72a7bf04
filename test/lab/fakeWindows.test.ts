import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { describeWithEngine } from './engine';
import { openLabMachine, type LabMachine } from './labMachine';
import { machineOf } from './operations/onMachine';
import { registryOf } from './registry';
import { commandArgs } from './startLab';

/** What is asked of the fake Windows, each answered by the message or id of its error, or by `answered`. */
const questions: Readonly<Record<string, string>> = {
  class: 'Get-CimInstance -ClassName Win32_Product',
  filter: `Get-CimInstance -ClassName Win32_Process -Filter "Name LIKE 'a%'"`,
  log: `Get-WinEvent -FilterHashtable @{ LogName = 'Security' }`,
  program: `Start-Process -FilePath (Join-Path $env:SystemRoot 'System32\\certutil.exe')`,
  bareName: `Start-Process -FilePath 'msiexec.exe' -ArgumentList '/i x.msi' -Wait`,
  argument: `& (Join-Path $env:SystemRoot 'System32\\shutdown.exe') /s`,
  method: `Invoke-CimMethod -InputObject ([pscustomobject]@{ Owner = 'x' }) -MethodName Terminate`,
  parameter: 'Get-Service -Name Sense -ComputerName other',
  service: 'Get-Service -Name NoSuchService',
  feature: 'Get-WindowsOptionalFeature -Online -FeatureName NoSuchFeature',
  process: 'Stop-Process -Id 3',
  known: 'Get-Service -Name Sense',
};

describeWithEngine('the fake Windows', (engine) => {
  let lab: LabMachine;
  let answers: Record<string, string>;
  beforeAll(() => {
    const machine = machineOf('2019-fresh');
    lab = openLabMachine({ ...machine, registry: registryOf(machine) });
    const lines = Object.entries(questions).map(
      ([name, question]) =>
        `try { $null = ${question}; $a['${name}'] = 'answered' } catch { $a['${name}'] = "$($_.Exception.Message) | $($_.FullyQualifiedErrorId) | $($_.Exception.HResult)" }`,
    );
    const script = [
      "$ErrorActionPreference = 'Stop'; $a = @{}",
      ...lines,
      'ConvertTo-Json $a -Depth 2 -Compress',
    ].join('\n');
    const output = execFileSync(engine, commandArgs(lab.env, script), {
      encoding: 'utf8',
      env: { ...process.env, ...lab.env },
    });
    answers = z.record(z.string(), z.string()).parse(JSON.parse(output));
  });
  afterAll(() => lab.remove());

  it.each(['class', 'filter', 'log', 'program', 'bareName', 'argument', 'method'])(
    'knows no default answer: %s',
    (name) => expect(answers[name]).toMatch(/^LabUnknown: /),
  );

  it('has no parameters that Windows does not have', () => {
    expect(answers.parameter).toContain('NamedParameterNotFound');
  });

  it('refuses with the ids and codes of Windows', () => {
    expect(answers.service).toContain('NoServiceFoundForGivenName');
    expect(answers.process).toContain('NoProcessFoundForGivenId');
    expect(answers.feature).toContain(String(0x800f080c | 0));
    expect(answers.known).toBe('answered');
  });
});
