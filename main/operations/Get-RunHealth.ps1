<#
.SYNOPSIS
Shows whether a detached action lives: its processes, its last record, and who else holds Windows Installer.
.PARAMETER RunId
The run.
.PARAMETER Nn
Position of the action in its plan, from 1.
#>
[CmdletBinding()]
param([string]$RunId, [int]$Nn)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'RunState.ps1')

$folder = Get-RunFolder $RunId $Nn
$lock = Get-LockState $folder
$alive = $lock -eq 'held'
$waiting = $false
if ($lock -eq 'absent') { $waiting = Test-MayBegin (Get-RunTask $RunId $Nn) }
$last = Get-LastRecord $folder
$lastRecordAt = $null
if ($last -ne '') { $lastRecordAt = [long](ConvertFrom-Json $last).at }

$all = @(Get-CimInstance -ClassName Win32_Process)
$ours = New-Object System.Collections.ArrayList
if ($alive) {
    $first = (Get-RecordBytes $folder 0 32768).text.Split("`n")[0]
    $runner = [int](ConvertFrom-Json $first).pid
    foreach ($process in @($all | Where-Object { [int]$_.ProcessId -eq $runner })) { $null = $ours.Add($process) }
    # Grows while it is walked: the children of those found so far come behind them.
    for ($i = 0; $i -lt $ours.Count; $i++) {
        $parent = $ours[$i]
        foreach ($process in $all) {
            # A process id is used again: a child cannot be older than its parent.
            $isChild = [int]$process.ParentProcessId -eq [int]$parent.ProcessId -and [int]$process.ProcessId -ne [int]$parent.ProcessId
            if ($isChild -and $process.CreationDate -ge $parent.CreationDate) { $null = $ours.Add($process) }
        }
    }
}
$processes = @(foreach ($process in $ours) {
        $startedAt = $null
        if ($null -ne $process.CreationDate) {
            $startedAt = [long][math]::Floor(($process.CreationDate.ToUniversalTime() - $epoch).TotalMilliseconds)
        }
        @{ pid = [int]$process.ProcessId; parentPid = [int]$process.ParentProcessId; name = [string]$process.Name; startedAt = $startedAt }
    })

# The service of Windows Installer (msiexec /V) stays for minutes after its work, so it says nothing by itself; its
# registry key InProgress is there during a transaction, and a client is an msiexec with another command line.
$ourIds = @($ours | ForEach-Object { [int]$_.ProcessId })
$clients = @($all | Where-Object { $_.Name -eq 'msiexec.exe' -and [string]$_.CommandLine -notmatch '[/-]V\s*$' })
$foreign = @($clients | Where-Object { $ourIds -notcontains [int]$_.ProcessId -and [string]$_.CommandLine -notmatch '[/-]Embedding' })
$isOurs = @($clients | Where-Object { $ourIds -contains [int]$_.ProcessId }).Count -gt 0
$inProgress = Test-Path -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\InProgress'
$holder = $null
if ($foreign.Count -gt 0) { $holder = [int]$foreign[0].ProcessId }
$busy = $foreign.Count -gt 0 -or ($inProgress -and -not $isOurs)
[pscustomobject]@{
    Kind  = 'result'
    Value = @{ alive = $alive; waiting = $waiting; processes = $processes; installer = @{ busy = $busy; pid = $holder }; lastRecordAt = $lastRecordAt }
}
