import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { describeWithEngine, engine } from '../engine';

/**
 * Real processes: a shell that started another one, which sleeps, and a sleeper of somebody else. Their parents come out of /proc in
 * the form of Win32_Process; everything else is the text that runs on servers, with a minute of one second.
 */
const script = (change: string) => `
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
${change.replace('WaitForExit(1000)', 'WaitForExit(20)')}
function Get-CimInstance {
    param($ClassName, $ErrorAction)
    foreach ($one in Get-Process) {
        try { $parent = [int]([IO.File]::ReadAllText("/proc/$($one.Id)/stat") -replace '^.*\\) \\S ', '' -split ' ')[0] } catch { continue }
        [pscustomobject]@{ ProcessId = $one.Id; ParentProcessId = $parent; CreationDate = $one.StartTime; Name = $one.ProcessName }
    }
}
$theirs = Start-Process -FilePath /bin/sleep -ArgumentList 600 -PassThru
$tool = Start-Process -FilePath /bin/sh -ArgumentList '-c', '"/bin/sh -c \\"sleep 600; true\\"; true"' -PassThru
$null = $tool.Handle
$code = ''
do { Start-Sleep -Milliseconds 50; $before = @(Get-Started @{ [int]$tool.Id = $tool.StartTime.AddMilliseconds(-1) }) } while ($before.Count -lt 2)
try { $null = @(Watch-Tool $tool $null 1 -Ends) } catch { $code = $_.FullyQualifiedErrorId }
# Ended is not gone: whoever adopts them clears them away.
for ($try = 0; $try -lt 100 -and @($before | Where-Object { Get-Process -Id $_.ProcessId -ErrorAction SilentlyContinue }).Count -gt 0; $try++) { Start-Sleep -Milliseconds 50 }
"$code $($tool.HasExited) $(@($before | Where-Object { Get-Process -Id $_.ProcessId -ErrorAction SilentlyContinue }).Count) $($theirs.HasExited)"
Stop-Process -Id $theirs.Id
`;

/** A tool that ends, with a code of its own, once somebody has seen that it was named. */
const named = (change: string, go: string) => `
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
${change.replace('WaitForExit(1000)', 'WaitForExit(20)')}
$tool = Start-Process -FilePath /bin/sh -ArgumentList '-c', '"until test -e ${go}; do sleep 0.05; done; exit 7"' -PassThru
$null = $tool.Handle
Watch-Tool $tool $null 1 | ForEach-Object {
    "$($_.Kind) $($_.Source) $($_.Level) $($_.Text -replace $tool.Id, 'N')"
    [IO.File]::WriteAllText('${go}', '')
}
$tool.ExitCode
`;

async function play(make: (change: string, folder: string) => string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gangway-watch-'));
  try {
    const change = await readFile(join(import.meta.dirname, '../../../main/operations/Change.ps1'), 'utf8');
    await writeFile(join(folder, 'watch.ps1'), make(change, folder));
    const args = ['-NoProfile', '-NonInteractive', '-File', join(folder, 'watch.ps1')];
    const { stdout } = await promisify(execFile)(engine ?? '', args);
    return stdout.trim().split('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

describeWithEngine('a tool that waits for ever', () => {
  it('is ended after its limit with all that it started, and nothing else is', async () => {
    expect(await play(script)).toEqual(['operation.toolEnded True 0 False']);
  });

  it('is named once and goes on to its own end where it is an installer', async () => {
    expect(await play((change, folder) => named(change, join(folder, 'go')))).toEqual([
      'log run warn The tool (process N) is at work for 1 minutes. It is not ended.',
      '7',
    ]);
  });
});
