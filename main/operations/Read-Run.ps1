<#
.SYNOPSIS
Reads the next whole lines of a run's record file, and says whether its runner lives.
.DESCRIPTION
Waits at most WaitMs for a new line. The lock is looked at before the file is read: seen the other way round, the last
records of a runner that ends in between would be missed. A torn last line is left for the next read.
.PARAMETER RunId
The run.
.PARAMETER Nn
Position of the action in its plan, from 1.
.PARAMETER Offset
Byte in records.jsonl to read from: the offset that the read before answered.
.PARAMETER WaitMs
How long to wait for a new line, in milliseconds, at most 2000.
#>
[CmdletBinding()]
param([string]$RunId, [int]$Nn, [long]$Offset, [int]$WaitMs)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'RunState.ps1')

$limit = 262144
$folder = Get-RunFolder $RunId $Nn
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$lock = ''
for ($look = 0; ; $look++) {
    # A lock that was held is looked at again after 0.4 s: it only tells of a runner that died, and each look costs an error.
    if ($lock -ne 'held' -or $look % 10 -eq 0) { $lock = Get-LockState $folder }
    $read = Get-RecordBytes $folder $Offset $limit
    $text = ''
    if ($null -ne $read) {
        if ($read.length -lt $Offset) { throw (New-Failure 'run.brokenRecords' "The record file shrank to $($read.length) bytes") }
        $text = $read.text
    }
    $end = $text.LastIndexOf("`n")
    if ($end -lt 0 -and $text.Length -ge $limit) { throw (New-Failure 'run.brokenRecords' "A line of more than $limit bytes") }
    if ($end -ge 0 -or $lock -eq 'free' -or $watch.ElapsedMilliseconds -ge $WaitMs) { break }
    Start-Sleep -Milliseconds 40
}
$lines = @()
if ($end -ge 0) { $lines = $text.Substring(0, $end).Split("`n") }
$task = @{ task = 'none'; result = $null }
$state = 'alive'
if ((Get-LastRecord $folder).Contains('"kind":"end"')) { $state = 'ended' }
elseif ($lock -eq 'free') { $state = 'unknown' }
elseif ($lock -eq 'absent') {
    $state = 'absent'
    $task = Get-RunTask $RunId $Nn
}
[pscustomobject]@{ Kind = 'result'; Value = @{ state = $state; lines = $lines; offset = $Offset + $end + 1; task = $task.task; taskResult = $task.result } }
