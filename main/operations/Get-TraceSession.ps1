<#
.SYNOPSIS
Reads in how many sessions Windows records events just now, and how many it allows. Changes nothing.
.DESCRIPTION
The sensor needs sessions of its own and finds none where others took them all. Names are those of the sessions themselves, in no
language; logman would show them in a table with translated heads.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Facts.ps1')
. (Join-Path $PSScriptRoot 'Room.ps1')
. (Join-Path $PSScriptRoot 'InTime.ps1')

$wmi = 'HKLM:\SYSTEM\CurrentControlSet\Control\WMI'

function Get-SessionName {
    $found = Read-InTime 'sessions' {
        # Windows Server 2016 and later have a class of their own for it. Before, the counters have an instance for each session.
        $problems = @()
        $sessions = @(Get-CimInstance -Namespace 'root/Microsoft/Windows/EventTracingManagement' -ClassName MSFT_EtwTraceSession -ErrorAction SilentlyContinue -ErrorVariable problems)
        if ($sessions.Count -eq 0) { $sessions = @(Get-CimInstance -ClassName Win32_PerfRawData_Counters_EventTracingforWindowsSession) }
        @{ names = @($sessions | ForEach-Object { [string]$_.Name }) }
    }
    # Some session always runs: none at all is no answer.
    if ($null -ne $found -and $found.names.Count -gt 0) { $found }
}

function Get-SessionLimit {
    $build = Read-Fact 'limit' { Get-Number (Get-Key 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion') 'CurrentBuildNumber' }
    $set = Read-Fact 'limit' { Get-Number (Get-Key $wmi) 'EtwMaxLoggers' }
    # The value counts from version 1709 on, between 32 and 256 (learn.microsoft.com, StartTraceW).
    if ($null -ne $build -and $build -ge 16299 -and $null -ne $set -and $set -ge 32 -and $set -le 256) { return $set }
    64
}

try {
    $found = Get-SessionName
    $sessions = $null
    if ($null -ne $found) { $sessions = @($found.names) }
}
finally { Close-Beside }
$autologgers = Read-Fact 'autologgers' {
    if (Test-Path -LiteralPath "$wmi\Autologger") {
        foreach ($key in @(Get-ChildItem -LiteralPath "$wmi\Autologger" | Where-Object { $_.PSChildName -like 'Sense*' })) {
            $start = Get-Number (Get-Key "$wmi\Autologger\$($key.PSChildName)") 'Start'
            $starts = $null
            if ($null -ne $start) { $starts = ($start -ne 0) }
            @{ name = [string]$key.PSChildName; starts = $starts }
        }
    }
}
$value = @{ sessions = $sessions; limit = Get-SessionLimit; autologgers = @($autologgers) }
# Last: everything above may have added to it, and nothing is dated after its reading.
$value['unreadable'] = $unreadable.ToArray()
$value['readAt'] = ConvertTo-Instant (Get-Date)
[pscustomobject]@{ Kind = 'result'; Value = $value }
