import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { rowOf } from '../ground/row';
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

  it('tells of an antivirus what its platform tells', () => {
    const platforms: Readonly<Record<string, string>> = {
      'defender/mde-mpstatus-10-14393-2248': '4.10.14393.2248',
      'defender/mde-mpstatus-2101-9-edrblock': '4.18.2101.9',
      'defender/mde-mpstatus-2102-4-2019dc': '4.18.2102.4',
      'defender/mde-mpstatus-2107-4': '4.18.2107.4',
      'defender/mde-mpstatus-2109-6-notrunning': '4.18.2109.6',
      'defender/mde-mpstatus-24050-7-2022docs': '4.18.24050.7',
    };
    const script = [
      "$ErrorActionPreference = 'Stop'; $a = @{}",
      ...Object.entries(platforms).flatMap(([name, version]) => [
        '$m = [IO.File]::ReadAllText($env:GANGWAY_LAB) | ConvertFrom-Json',
        `$m.defender.AMProductVersion = '${version}'`,
        '[IO.File]::WriteAllText($env:GANGWAY_LAB, (ConvertTo-Json $m -Depth 20))',
        `$a['${name}'] = @((Get-MpComputerStatus).PSObject.Properties | ForEach-Object { $_.Name })`,
      ]),
      'ConvertTo-Json $a -Depth 2 -Compress',
    ].join('\n');
    const output = execFileSync(engine, commandArgs(lab.env, script), {
      encoding: 'utf8',
      env: { ...process.env, ...lab.env },
    });
    const told = z.record(z.string(), z.array(z.string())).parse(JSON.parse(output));
    for (const name of Object.keys(platforms)) {
      const shown = z.array(z.string()).parse(rowOf(name).shows.propertiesInOrder);
      // Captures of a computer itself leave out the one name that a session adds.
      expect(told[name]?.toSorted(), name).toEqual([...new Set([...shown, 'PSComputerName'])].toSorted());
    }
  });
});
