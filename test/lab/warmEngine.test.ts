import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeWithEngine } from './engine';
import { openLabMachine } from './labMachine';
import { machineOf } from './operations/stage/onMachine';
import { registryOf } from './registry';
import { runFile } from './warmEngine';

/** Leaves everything behind that a script can leave, and says which process it was. */
const leave = `
Set-StrictMode -Version 3.0
$global:ErrorActionPreference = 'Stop'
$global:WarningPreference = 'SilentlyContinue'
$global:PSDefaultParameterValues = @{ 'Get-Service:Name' = 'WinDefend' }
$global:left = 'left'
$global:LASTEXITCODE = 1603
function global:Get-Service { 'left' }
Set-Alias -Name 'Get-Left' -Value 'Get-Service' -Scope Global
$null = New-PSDrive -Name 'Left' -PSProvider FileSystem -Root $env:SystemDrive -Scope Global
$null = New-Module -Name 'LeftModule' -ScriptBlock { } | Import-Module -Global -PassThru
& (Get-Module -Name 'FakeWindows') { $script:labFolder = 'left'; $script:shutdown.Planned = $true }
$ExecutionContext.InvokeCommand.CommandNotFoundAction = { param($name, $lookup) $lookup.CommandScriptBlock = { 'left' }; $lookup.StopSearch = $true }
Set-Location -LiteralPath $env:SystemDrive
[Environment]::CurrentDirectory = $env:SystemDrive
$env:GANGWAY_LEFT = 'left'
$env:COMPUTERNAME = 'LEFT'
Remove-Item -LiteralPath 'Env:\\PATH'
[Net.ServicePointManager]::SecurityProtocol = 'Tls12'
[Console]::OutputEncoding = [Text.Encoding]::Unicode

[Console]::OutputEncoding = New-Object Text.UTF8Encoding($false)
[Console]::Out.Write("$PID")
`;

/**
 * Says what a script finds, and in which process. Two things differ that no script asks for: the path of a person's profile, and
 * a name with parentheses, which the shell that starts the lab's own engine does not hand on.
 */
const look = `
$found = @{}
try { $null = $undefined; $found.strict = $false } catch { $found.strict = $true }
$found.exit = $LASTEXITCODE
$found.variables = @(Get-Variable -Scope Global | Where-Object { @('found', 'Error', 'PID', '?', 'StackTrace', 'PROFILE') -cnotcontains $_.Name } | ForEach-Object { "$($_.Name)=$($_.Value)" } | Sort-Object)
$found.functions = @(Get-ChildItem -LiteralPath 'Function:' | ForEach-Object { "$($_.Name) $($_.ModuleName)" } | Sort-Object)
$found.aliases = @(Get-Alias | ForEach-Object { $_.DisplayName } | Sort-Object)
$found.drives = @(Get-PSDrive | ForEach-Object { "$($_.Name) $($_.Root)" } | Sort-Object)
$found.modules = @(Get-Module | ForEach-Object { $_.Path } | Sort-Object)
$found.fake = @(& (Get-Module -Name 'FakeWindows') { $labFolder; $shutdown.Planned })
$found.defaults = @($PSDefaultParameterValues.Keys)
$found.place = @((Get-Location).Path, [Environment]::CurrentDirectory)
$found.environment = @(Get-ChildItem -LiteralPath 'Env:' | Where-Object { @('_', 'ProgramFiles(x86)') -notcontains $_.Name } | ForEach-Object { "$($_.Name)=$($_.Value)" } | Sort-Object)
$found.protocols = [string][Net.ServicePointManager]::SecurityProtocol
$found.encoding = [Console]::OutputEncoding.CodePage
$found.culture = @([Globalization.CultureInfo]::CurrentCulture.Name, [Globalization.CultureInfo]::CurrentUICulture.Name)
$found.mode = [string]$ExecutionContext.SessionState.LanguageMode
$found.input = [Console]::In.ReadToEnd()
try { $found.unknown = [string](Get-Nothing) } catch { $found.unknown = $_.FullyQualifiedErrorId }
$found.service = (Get-Service -Name 'Sense').Status
[Console]::Out.Write((ConvertTo-Json @{ Process = $PID; Found = $found } -Depth 5))
`;
const seenSchema = z.object({ Process: z.number(), Found: z.record(z.string(), z.unknown()) });

describeWithEngine('an engine that has run another script', () => {
  it('shows the next one what a new engine would, whatever was left behind', async () => {
    const machine = machineOf('2016-onboarded');
    const lab = openLabMachine({ ...machine, registry: registryOf(machine) });
    const run = (name: string, text: string, fresh?: boolean) => {
      const file = join(lab.folder, name);
      writeFileSync(file, text);
      return runFile({ env: lab.env, file, parameters: {}, timeout: 60_000 }, fresh);
    };
    try {
      // Two at once leave two engines to this worker, as the tests before this one may.
      await Promise.all([run('one.ps1', '$PID', false), run('other.ps1', '$PID', false)]);
      const seen = async (fresh?: boolean) =>
        seenSchema.parse(JSON.parse(await run('look.ps1', look, fresh)));
      const first = await seen(true);
      expect(first.Found).toMatchObject({ input: '', strict: false, exit: null, service: 'Running' });
      const process = Number(await run('leave.ps1', leave, false));
      const next = await seen(false);
      expect(next.Process).toBe(process);
      expect(next.Found).toEqual(first.Found);
    } finally {
      lab.remove();
    }
  });

  it('is lost with a run that does not end, and the next run has another', async () => {
    const lab = openLabMachine({ os: { BuildNumber: 17763 } });
    try {
      const file = join(lab.folder, 'run.ps1');
      const run = (text: string, timeout: number) => {
        writeFileSync(file, text);
        return runFile({ env: lab.env, file, parameters: {}, timeout }, false);
      };
      const before = await run('$PID', 60_000);
      await expect(run("'begun'; [Threading.Thread]::Sleep(60000)", 2000)).rejects.toThrow(
        /No end after 2000/,
      );
      await expect(run("throw 'why'", 60_000)).rejects.toThrow(/why/);
      expect(Number(await run('$PID', 60_000))).not.toBe(Number(before));
    } finally {
      lab.remove();
    }
  });

  it('is noticed when it ends between two runs, and the next run has another', async () => {
    const lab = openLabMachine({ os: { BuildNumber: 17763 } });
    try {
      const file = join(lab.folder, 'run.ps1');
      writeFileSync(file, '$PID');
      const run = async () =>
        Number(await runFile({ env: lab.env, file, parameters: {}, timeout: 20_000 }, false));
      const before = await run();
      process.kill(before, 'SIGKILL');
      await expect.poll(() => runs(before)).toBe(false);
      expect(await run()).not.toBe(before);
    } finally {
      lab.remove();
    }
  });

  it('ends where its machine has gone: a run that a test has left behind does not stay for ever', async () => {
    const lab = openLabMachine({ os: { BuildNumber: 17763 } });
    try {
      const file = join(lab.folder, 'run.ps1');
      writeFileSync(
        file,
        "[IO.Directory]::Delete((Split-Path -Parent $env:GANGWAY_LAB), $true); try { Get-Service -Name 'Sense' } catch { 'went on' }",
      );
      await expect(
        runFile({ env: lab.env, file, parameters: {}, timeout: 20_000 }, true),
      ).rejects.toMatchObject({ code: 1, stdout: '' });
    } finally {
      lab.remove();
    }
  });
});

/** Whether there is a process with this number. */
function runs(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
