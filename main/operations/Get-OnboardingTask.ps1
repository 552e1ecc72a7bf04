<#
.SYNOPSIS
Reads the scheduled tasks that start an onboarding or an offboarding, as Group Policy makes them, and what came of them. Changes nothing.
.DESCRIPTION
The arguments of a task may hold a key to the tenant: only the path of the script leaves this script.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')
. (Join-Path $PSScriptRoot 'Room.ps1')
. (Join-Path $PSScriptRoot 'InTime.ps1')
. (Join-Path $PSScriptRoot 'EventFacts.ps1')
. (Join-Path $PSScriptRoot 'TaskScripts.ps1')

# Task Scheduler 0x41303: the task has not yet run.
$neverRan = 0x41303

function Get-TaskFact {
    $all = Read-InTime 'tasks' {
        foreach ($task in @(Get-ScheduledTask -ErrorAction Stop)) {
            $account = "$($task.Principal.UserId)"
            if (-not $account) { $account = "$($task.Principal.GroupId)" }
            foreach ($action in @($task.Actions)) {
                # An action that is no program has neither.
                @{ name = $task.TaskName; folder = $task.TaskPath; program = "$($action.Execute)"; words = "$($action.Arguments)"
                    account = $account; highest = ("$($task.Principal.RunLevel)" -eq 'Highest'); state = "$($task.State)" }
            }
        }
    }
    foreach ($one in @($all)) {
        if ($null -eq $one) { continue }
        $file = Find-TaskScript $one.program $one.words
        if (-not $file) { continue }
        $asked = Get-TaskAnswer $one.name $one.folder
        if ($null -eq $asked) { continue }
        @{ path = "$($one.folder)$($one.name)"; file = $file; account = $one.account; sid = $asked.sid; highest = $one.highest
            state = $one.state; lastRun = $asked.lastRun; result = $asked.result }
    }
}

# What came of a task, and its account as Windows keeps it.
function Get-TaskAnswer([string]$Name, [string]$Folder) {
    Read-InTime 'tasks' {
        param($Name, $Folder)
        $task = @{ TaskName = $Name; TaskPath = $Folder }
        $info = Get-ScheduledTaskInfo @task -ErrorAction Stop
        $text = [string](Export-ScheduledTask @task -ErrorAction Stop)
        $sid = $null
        if ($text -match '<(?:UserId|GroupId)>(S-1-[0-9-]+)</') { $sid = $Matches[1] }
        @{ sid = $sid; lastRun = $info.LastRunTime; result = $info.LastTaskResult }
    } @($Name, $Folder)
}

# The log of the Task Scheduler tells of tasks that removed themselves, too. First the task, the program between, last the code.
function Get-TaskRun($Paths) {
    foreach ($event in @(Get-LogEvent 'runs' @{ LogName = 'Microsoft-Windows-TaskScheduler/Operational'; Id = @(101, 103, 201, 203); StartTime = (Get-Date).AddDays(-30) } 500)) {
        $at = Get-Time $event 'TimeCreated'
        $said = @(Get-EventData $event)
        if ($null -eq $at -or $said.Count -lt 2) { continue }
        if ($Paths -notcontains $said[0] -and @($said | Where-Object { $_ -match "(?i)$taskScript" }).Count -eq 0) { continue }
        $code = $said[$said.Count - 1] -as [long]
        @{ at = $at; task = $said[0]; event = Get-Number $event 'Id'; result = $code }
    }
}

function Get-TaskPolicy {
    # The extension of Group Policy that makes scheduled tasks notes which objects it followed.
    $key = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Group Policy\History\{AADCED64-746C-4633-A97C-D61349046527}'
    if (-not (Test-Path -LiteralPath $key)) { return }
    foreach ($one in @(Get-ChildItem -LiteralPath $key)) {
        $name = Get-Word (Get-Key "$key\$($one.PSChildName)") 'DisplayName'
        if ($name) { $name }
    }
}

$states = @{ Ready = 'ready'; Running = 'running'; Disabled = 'disabled'; Queued = 'queued' }
try {
    $tasks = @(foreach ($one in @(Get-TaskFact)) {
            if ($null -eq $one) { continue }
            $state = 'unknown'
            if ($states.ContainsKey($one.state)) { $state = $states[$one.state] }
            $ran = $null
            $result = [long]$one.result
            # A task that never ran has a date of 1999 all the same (row platform/task-never-ran).
            if ($result -eq $neverRan) { $result = $null } elseif ($one.lastRun -is [datetime] -and $one.lastRun.Year -gt 1999) { $ran = ConvertTo-Instant $one.lastRun }
            @{ path = $one.path; kind = Get-TaskKind $one.file; script = $one.file; onShare = $one.file.StartsWith('\\', [stringcomparison]::Ordinal)
                account = $one.account; sid = $one.sid; highest = $one.highest; state = $state; lastRunAt = $ran; lastResult = $result }
        })
    $runs = @(Get-TaskRun @($tasks | ForEach-Object { $_.path }))
}
finally { Close-Beside }
$value = @{ tasks = $tasks; runs = $runs; policies = @(Read-Fact 'policies' { Get-TaskPolicy }) }
# Last: everything above may have added to it, and nothing is dated after its reading.
$value['unreadable'] = $unreadable.ToArray()
$value['readAt'] = ConvertTo-Instant (Get-Date)
[pscustomobject]@{ Kind = 'result'; Value = $value }
