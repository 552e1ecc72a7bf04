<#
.SYNOPSIS
Records what Gangway's reading of this server answers, with every name replaced, as a fixture for its tests. Changes nothing.
.DESCRIPTION
Runs Get-ServerState.ps1 beside this file, as it is in Gangway, and asks the questions of Questions.ps1: each gives a row of
the form of test/ground/rows. Adds the versions of the modules in use, the culture and the time it took. Before anything is written, names, security identifiers, tenants,
device ids and addresses are replaced by stand-ins (the same name by the same stand-in), and the texts of events are left
out. Writes one file, and nothing else on this server. Needs an elevated Windows PowerShell 4.0 or later.
.PARAMETER OutFile
The file to write; it must not exist yet. By default beside this script.
.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\Save-Capture.ps1
#>
[CmdletBinding()]
param([string]$OutFile = (Join-Path $PSScriptRoot 'capture.json'))
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if (Test-Path -LiteralPath $OutFile) { throw "$OutFile exists already. Move it away, or name another file." }

. (Join-Path $PSScriptRoot 'Hide.ps1')
. (Join-Path $PSScriptRoot 'Questions.ps1')

$others = @('McShield', 'mfemms', 'SepMasterService', 'ekrn', 'ntrtscan', 'SAVService', 'CSFalconService', 'SentinelAgent', 'WRSVC')
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$emitted = @(& (Join-Path $PSScriptRoot 'Get-ServerState.ps1') -AntivirusServices $others -EventsSince 0)
$watch.Stop()
$facts = @($emitted | Where-Object { $_.Kind -eq 'result' })[0].Value

$computer = [string]$facts.computer.name
$names.Add(@{ Text = $computer; By = 'SERVER1' })
if ($facts.computer.domain) { $names.Add(@{ Text = [string]$facts.computer.domain; By = 'domain1.example' }) }
foreach ($user in @(@($facts.sessions | ForEach-Object { $_.user }) + $facts.powershell.user)) {
    foreach ($part in @([string]$user -split '\\')) {
        if ($part.Length -gt 1 -and @('SYSTEM', 'NT AUTHORITY', $computer) -notcontains $part) {
            $names.Add(@{ Text = $part; By = (Get-StandIn 'user' $part) })
        }
    }
}
$hidden = Hide-Value $facts
foreach ($event in $hidden.events) { $event['text'] = '(left out)' }
foreach ($gap in $hidden.unreadable) { $gap['detail'] = '(left out)' }
# Texts that people chose: tags, proxies, names of policies, and what is excluded.
foreach ($source in $hidden.policySources) { $source['gpo'] = Get-StandIn 'policy' $source['gpo'] }
$chosen = @(@($hidden.policy, @('deviceTag')), @($hidden.proxy, @('winHttp', 'winHttpBypass', 'telemetry', 'antivirus')))
if ($null -ne $hidden.preferences) {
    $chosen += , @($hidden.preferences, @('proxyServer'))
    foreach ($list in @($hidden.preferences.exclusions.Keys)) { if ($null -ne $hidden.preferences.exclusions[$list]) { $hidden.preferences.exclusions[$list] = @() } }
}
foreach ($one in $chosen) { foreach ($name in $one[1]) { if ($one[0][$name]) { $one[0][$name] = '(left out)' } } }

# Builds by which rows name a Windows; another one is named by its number.
$known = @{ 9600 = '2012R2'; 14393 = '2016'; 17763 = '2019'; 20348 = '2022'; 26100 = '2025' }
$build = [int]$facts.os.build
$windows = if ($known.ContainsKey($build)) { $known[$build] } else { [string]$build }
$language = [System.Globalization.CultureInfo]::InstalledUICulture.TwoLetterISOLanguageName
$source = 'Save-Capture.ps1, {0:yyyy-MM-dd}' -f (Get-Date)
$version = "$($facts.os.version).$build.$($facts.os.revision)"
$rows = @($questions | ForEach-Object { Hide-Value (Get-Row $_ $windows $version $language $source) })

$capture = [ordered]@{
    # The lab is no Windows: what it says proves nothing.
    source     = $(if ($env:GANGWAY_LAB) { 'lab' } else { 'real' })
    script     = (Get-FileHash -LiteralPath (Join-Path $PSScriptRoot 'Get-ServerState.ps1') -Algorithm SHA256).Hash.ToLowerInvariant()
    powershell = $PSVersionTable.PSVersion.ToString()
    culture    = [string](Get-Culture).Name
    took       = [long]$watch.ElapsedMilliseconds
    modules    = @(Get-Module | ForEach-Object { [ordered]@{ name = $_.Name; version = $_.Version.ToString() } })
    rows       = $rows
    records    = @($emitted | Where-Object { $_.Kind -ne 'result' }).Count
    facts      = $hidden
}
[System.IO.File]::WriteAllText($OutFile, (ConvertTo-Json -InputObject $capture -Depth 12))
Write-Output "Written: $OutFile. Read it before you send it: it should hold no name of yours."
