<#
.SYNOPSIS
Reads the events of the last days from the logs that tell of Defender, of its installation and of this server. Changes nothing.
.DESCRIPTION
Of the System and the Application log only the providers that matter here are read: the rest is nobody's business. What an event
says is told by its number and its parameters; its text is in the language of this Windows and only shown.
.PARAMETER Logs
Which logs: sense, defender, system, application, setup, telemetry.
.PARAMETER Since
Older events are not read (milliseconds since 1970-01-01T00:00Z).
.PARAMETER Limit
How many events at most; each log has an equal share.
#>
[CmdletBinding()]
param([object[]]$Logs, [long]$Since, [int]$Limit)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')
. (Join-Path $PSScriptRoot 'Room.ps1')
. (Join-Path $PSScriptRoot 'InTime.ps1')
. (Join-Path $PSScriptRoot 'EventFacts.ps1')

$longestText = 2000
$names = @{
    sense = 'Microsoft-Windows-SENSE/Operational'; defender = 'Microsoft-Windows-Windows Defender/Operational'
    system = 'System'; application = 'Application'; setup = 'Setup'; telemetry = 'Microsoft-Windows-UniversalTelemetryClient/Operational'
}
# Each provider is asked for by itself: where one was never registered, the others still answer.
$providers = @{
    system = @('EventLog', 'User32', 'Service Control Manager', 'Microsoft-Windows-WindowsUpdateClient', 'Microsoft-Windows-Time-Service', 'Schannel', 'Microsoft-Windows-GroupPolicy')
    application = @('WDATPOnboarding', 'WDATPOffboarding', 'MsiInstaller', 'Group Policy Scheduled Tasks', 'Group Policy Registry', 'Application Error', 'Windows Error Reporting')
}
# Windows without the log says so; that there is no event in it, or no such provider, is an answer.
$isAnswer = '^(NoMatchingEvents|NoMatchingProviders|LogsAndProvidersDontOverlap)'
$start = $epoch.AddMilliseconds($Since).ToLocalTime()

function Get-RecentEvent([string]$Log, [int]$Most) {
    $sources = @($null)
    if ($providers.ContainsKey($Log)) { $sources = $providers[$Log] }
    $order = 0
    $events = foreach ($source in $sources) {
        # A log that did not answer is not asked once more.
        if (@($unreadable | Where-Object { $_.fact -eq $Log }).Count -gt 0) { continue }
        $filter = @{ LogName = $names[$Log]; StartTime = $start }
        if ($source) { $filter['ProviderName'] = $source }
        foreach ($event in @(Get-LogEvent $Log $filter $Most $isAnswer)) {
            $at = Get-Time $event 'TimeCreated'
            $id = Get-Number $event 'Id'
            if ($null -eq $at -or $null -eq $id) { continue }
            $level = 'information'
            $number = Get-Number $event 'Level'
            if ($number -eq 1 -or $number -eq 2) { $level = 'error' } elseif ($number -eq 3) { $level = 'warning' }
            $text = Get-Word $event 'Message'
            if ($text.Length -gt $longestText) { $text = $text.Substring(0, $longestText) + '...' }
            $order++
            @{ order = $order; fact = @{ log = $Log; provider = Get-Word $event 'ProviderName'; id = $id; level = $level; at = $at; text = $text; data = @(Get-EventData $event) } }
        }
    }
    Select-Newest $events $Most
}

# The order within a log decides between events of the same instant; Sort-Object alone does not keep it everywhere.
function Select-Newest($Events, [int]$Most) {
    $sorted = $Events | Sort-Object -Property @{ Expression = { $_.fact.at }; Descending = $true }, @{ Expression = { $_.order }; Descending = $false }
    $sorted | Select-Object -First $Most
}

$share = [int][math]::Max(1, [math]::Floor($Limit / $Logs.Count))
try {
    $all = @()
    foreach ($log in $Logs) { foreach ($one in @(Get-RecentEvent $log $share)) { if ($null -ne $one) { $all += @{ order = $all.Count; fact = $one.fact } } } }
    $events = @(Select-Newest $all $Limit | ForEach-Object { $_.fact })
}
finally { Close-Beside }
$missing = @($unreadable | ForEach-Object { @{ log = $_.fact; reason = $_.reason } })
# Last: nothing is dated after its reading.
[pscustomobject]@{ Kind = 'result'; Value = @{ events = $events; unreadable = $missing; readAt = ConvertTo-Instant (Get-Date) } }
