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

# Names of files, the same in every language: the portal's scripts, the helper of the installation package, the deployment tool.
$script = '(?:WindowsDefenderATP\w*OnboardingScript|WindowsDefenderATP\w*OffboardingScript|Install)[^\\/"]*?\.(?:cmd|ps1)|DefenderDT\.exe'
# Task Scheduler 0x41303: the task has not yet run.
$neverRan = 0x41303

function Get-TaskFact {
    Read-InTime 'tasks' {
        param($Script)
        foreach ($task in @(Get-ScheduledTask -ErrorAction Stop)) {
            foreach ($action in @($task.Actions)) {
                # An action that is no program has neither.
                $program = "$($action.Execute)".Trim('"')
                $words = "$($action.Arguments)"
                if ("$program $words" -notmatch "(?i)$Script") { continue }
                $file = ''
                if ($program -match "(?i)(?:^|[\\/])(?:$Script)$") { $file = $program }
                elseif ($words -match "(?i)""([^""]*(?:$Script))""") { $file = $Matches[1] }
                elseif ($words -match "(?i)(\S*(?:$Script))") { $file = $Matches[1] }
                # Others have an Install.ps1, too: ours comes with a script of the portal, or lies beside its package.
                if ($file -match '(?i)Install[^\\/]*\.ps1$' -and $words -notmatch '(?i)-O(n|ff)boardingScript|md4ws') { continue }
                $name = @{ TaskName = $task.TaskName; TaskPath = $task.TaskPath }
                $info = Get-ScheduledTaskInfo @name -ErrorAction Stop
                $text = [string](Export-ScheduledTask @name -ErrorAction Stop)
                $sid = $null
                if ($text -match '<(?:UserId|GroupId)>(S-1-[0-9-]+)</') { $sid = $Matches[1] }
                $account = "$($task.Principal.UserId)"
                if (-not $account) { $account = "$($task.Principal.GroupId)" }
                @{ path = "$($task.TaskPath)$($task.TaskName)"; file = $file; account = $account; sid = $sid; highest = ("$($task.Principal.RunLevel)" -eq 'Highest')
                    state = "$($task.State)"; lastRun = $info.LastRunTime; result = $info.LastTaskResult }
            }
        }
    } @($script)
}

function Get-TaskKind([string]$File) {
    if ($File -match '(?i)DefenderDT\.exe$') { return 'deploymentTool' }
    if ($File -match '(?i)Offboarding') { return 'offboarding' }
    if ($File -match '(?i)Onboarding') { return 'onboarding' }
    'installation'
}

# The log of the Task Scheduler tells of tasks that removed themselves, too. First the task, the program between, last the code.
function Get-TaskRun($Paths) {
    foreach ($event in @(Get-LogEvent 'runs' @{ LogName = 'Microsoft-Windows-TaskScheduler/Operational'; Id = @(101, 103, 201, 203); StartTime = (Get-Date).AddDays(-30) } 500)) {
        $at = Get-Time $event 'TimeCreated'
        $said = @(Get-EventData $event)
        if ($null -eq $at -or $said.Count -lt 2) { continue }
        if ($Paths -notcontains $said[0] -and @($said | Where-Object { $_ -match "(?i)$script" }).Count -eq 0) { continue }
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
